"""What can be found, and what editors say about finding it.

The text itself lies in a table of the database's own kind (see `backends`), one row for each `SearchEntry`.
"""

from datetime import datetime
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, When
from django.db.models.functions import Length

from lscb_site.search.distress.words import as_phrase, is_everywhere
from lscb_site.search.searchable import searchables
from lscb_site.search.terms import GlossaryForm, GlossaryTerm
from lscb_site.search.tokens import as_name
from lscb_site.web.dates import Precision

LONGEST_NAME = 200  # characters

__all__ = [
    "GlossaryForm", "GlossaryTerm", "MissedPhrase", "PinnedResult", "SearchEntry", "SearchIndex", "SearchItem",
    "SearchName", "SearchText", "SearchWord", "ShownFor", "ShownItem",
]  # fmt: skip


class SearchItemQuerySet(models.QuerySet["SearchItem"]):
    def shown(self, moment: datetime) -> Self:
        """What visitors may find at a moment, each with `superseded`: its own model is asked, every time."""
        live, superseded = Q(pk=None), Q(pk=None)
        for source, model in searchables().items():
            of_it = Q(source=source)
            rows = model.found_live(moment)
            live |= of_it if rows is None else of_it & Q(has_row(rows))
            rows = model.found_superseded(moment)
            if rows is not None:
                superseded |= of_it & Q(has_row(rows))
        return self.filter(live).annotate(
            superseded=Case(When(superseded, then=True), default=False, output_field=models.BooleanField())
        )


def has_row(rows: models.QuerySet[models.Model]) -> Exists:
    """Asked of each item alone: for an IN a database draws up the whole list, however few items are in question."""
    return Exists(rows.order_by().filter(pk=OuterRef("source_id")))


class SearchItem(models.Model):
    """Something that a search leads to: an edition, a news item, an authority, a page. A copy of its `Found`."""

    source = models.CharField(max_length=60)
    source_id = models.BigIntegerField()
    group = models.CharField(max_length=80, db_index=True)
    kind = models.CharField(max_length=20)
    kind_words = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    url = models.CharField(max_length=500, db_index=True)
    title_apart = models.CharField(max_length=400, blank=True)
    url_apart = models.CharField(max_length=500, blank=True)
    date = models.DateField(null=True)
    date_precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    year = models.PositiveSmallIntegerField(null=True)
    topics = models.TextField(blank=True)  # a line for each: slug, tab, words; with a line break at either end
    mark = models.CharField(max_length=20, blank=True)

    superseded: bool  # by `shown` and `visibility.shown_items`
    called: str  # by `visibility.shown_items`, as is the next
    called_words: str

    objects = SearchItemQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "source_id"], name="search_row_is_found_once")]

    def __str__(self) -> str:
        return self.title


class SearchName(models.Model):
    """What an item is called, in plain words. Whoever types it gets the item first."""

    item = models.ForeignKey(SearchItem, on_delete=models.CASCADE, related_name="names")
    words = models.CharField(max_length=LONGEST_NAME, db_index=True)
    shown = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "words"], name="search_name_once_an_item")]

    def __str__(self) -> str:
        return self.shown


class SearchEntry(models.Model):
    """A page, slide, section or whole text. What results are chosen and opened by, apart from the text itself."""

    item = models.ForeignKey(SearchItem, on_delete=models.CASCADE, related_name="entries")
    number = models.PositiveIntegerField()
    label = models.CharField(max_length=200, blank=True)
    url = models.CharField(max_length=500, blank=True)
    text_url = models.CharField(max_length=500, blank=True)
    digest = models.CharField(max_length=32)  # of what is searched: an unchanged text is not written again

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="search_entry_once_an_item")]

    def __str__(self) -> str:
        return self.label or str(self.number)


class SearchText(models.Model):
    """What a text is ranked by and shown with, read for the best hits alone: its lexemes in their order, and itself."""

    entry = models.OneToOneField(SearchEntry, on_delete=models.CASCADE, primary_key=True, related_name="text")
    heading = models.TextField(blank=True)  # lexemes, as are the next two
    words = models.TextField(blank=True)
    also = models.TextField(blank=True)
    body = models.TextField(blank=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.body[:40]


class ShownItem(models.Model):
    """What visitors may find, as long as `ShownFor` holds: a copy of `SearchItemQuerySet.shown`."""

    item = models.OneToOneField(SearchItem, on_delete=models.CASCADE, primary_key=True, related_name="shown_as")
    superseded = models.BooleanField()

    class Meta:
        default_permissions = ()
        # Few are, and a search tells how many of them fit.
        indexes = [models.Index(fields=["item"], condition=Q(superseded=True), name="search_shown_superseded")]

    def __str__(self) -> str:
        return str(self.pk)


class ShownFor(models.Model):
    """One row: for which content and which moments `ShownItem` is true."""

    THE_ROW = 1

    content = models.CharField(max_length=200, blank=True)
    since = models.DateTimeField()
    until = models.DateTimeField()

    newest: int | None  # item there is, by `visibility.is_kept`

    class Meta:
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="search_shown_for_is_one_row")]

    def __str__(self) -> str:
        return self.content

    def holds(self, content: str, moment: datetime) -> bool:
        return self.content == content and self.since <= moment < self.until


class SearchIndex(models.Model):
    """The index as a whole, one row: which program has written all of it (see `written_by.py`)."""

    THE_ROW = 1

    written_by = models.CharField(max_length=32)  # a digest of the program's part that says what is found

    class Meta:
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="search_index_is_one_row")]

    def __str__(self) -> str:
        return self.written_by


class SearchWord(models.Model):
    """A word that stands in some text: what spelling is corrected by, once a live text is seen to have it."""

    word = models.CharField(max_length=64, primary_key=True)
    length = models.GeneratedField(
        expression=Length("word"), output_field=models.PositiveSmallIntegerField(), db_persist=True
    )

    class Meta:
        indexes = [models.Index(fields=["length"], name="search_words_by_length")]

    def __str__(self) -> str:
        return self.word


class PinnedResult(models.Model):
    """An address of this site that editors want first for a phrase."""

    phrase = models.CharField(max_length=LONGEST_NAME, help_text="What people type, such as “missing child”.")
    address = models.CharField(
        max_length=500, help_text="The page that answers it: an address of this site, such as /worried/."
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="The lowest comes first.")
    words = models.CharField(max_length=LONGEST_NAME, editable=False, db_index=True)

    class Meta:
        ordering = ["phrase", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["words", "address"],
                name="search_address_pinned_once_a_phrase",
                violation_error_message="This page is pinned for this phrase already.",
            ),
            models.CheckConstraint(
                condition=~Q(words=""),
                name="search_pinned_phrase_has_words",
                violation_error_message="Give at least one word, of letters or figures.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.phrase}: {self.address}"

    def clean(self) -> None:
        super().clean()
        self.words = as_name(self.phrase)[:LONGEST_NAME]
        # The forms of the admin leave out constraints on what nobody can edit.
        if self.phrase and not self.words:
            raise ValidationError({"phrase": "Give at least one word, of letters or figures."})
        if PinnedResult.objects.filter(words=self.words, address=self.address).exclude(pk=self.pk).exists():
            raise ValidationError({"address": "This page is pinned for this phrase already."})
        if self.address and not SearchItem.objects.filter(url=self.address).exists():
            message = "No page that the search knows has this address. Copy it from the page itself: /resources/…/"
            raise ValidationError({"address": message})

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.words = as_name(self.phrase)[:LONGEST_NAME]
        super().save(*args, **kwargs)


class DistressPhrase(models.Model):
    """Words of somebody who is worried about a child, or is one, that the lists in `distress` do not know."""

    NO_WORD = "Give at least one word, of letters or figures."
    KNOWN = "This phrase is here already, in these words or others like them."
    EVERYWHERE = (
        "So many questions have these words that the numbers would stand above most. Add a word that tells more."
    )

    phrase = models.CharField(
        max_length=LONGEST_NAME,
        help_text="What a frightened person types, such as “bashing the little one”. Other endings are found too.",
    )
    words = models.CharField(max_length=LONGEST_NAME, editable=False)

    class Meta:
        ordering = ["phrase"]
        verbose_name = "phrase of the worried"
        verbose_name_plural = "phrases of the worried"
        constraints = [
            models.UniqueConstraint(fields=["words"], name="search_distress_phrase_once"),
            models.CheckConstraint(condition=~Q(words=""), name="search_distress_phrase_has_words"),
        ]

    def __str__(self) -> str:
        return self.phrase

    def clean(self) -> None:
        super().clean()
        self.words = as_phrase(self.phrase)[:LONGEST_NAME]
        if self.phrase and not self.words:
            raise ValidationError({"phrase": self.NO_WORD})
        if self.words and is_everywhere(self.phrase):
            raise ValidationError({"phrase": self.EVERYWHERE})
        # The forms of the admin leave out constraints on what nobody can edit.
        if DistressPhrase.objects.filter(words=self.words).exclude(pk=self.pk).exists():
            raise ValidationError({"phrase": self.KNOWN})

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.words = as_phrase(self.phrase)[:LONGEST_NAME]
        super().save(*args, **kwargs)


class MissedPhrase(models.Model):
    """A phrase that found nothing.

    Until it was seen `misses.SEEN` times, only a keyed digest of it is kept. Who typed it and when is never kept.
    """

    digest = models.CharField(max_length=64, unique=True, editable=False)
    phrase = models.CharField(max_length=80, blank=True)
    count = models.PositiveIntegerField("times", default=0)

    class Meta:
        ordering = [F("count").desc(), "phrase"]
        verbose_name = "search that found nothing"
        verbose_name_plural = "searches that found nothing"
        default_permissions = ("view", "delete")

    def __str__(self) -> str:
        return self.phrase or "A phrase seen too seldom to be kept"
