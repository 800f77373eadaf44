"""Remarks as they were found when a thing was last read: what the desk counts, and what editors have set aside."""

from hashlib import sha256
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, Value, When

from lscb_site.linter.writing import Code, Remark

# What readers have comes first, and of that what may mislead most: the order of `Code`.
RANK = Case(*(When(code=code, then=Value(number)) for number, code in enumerate(Code)), default=Value(len(Code)))
WORST_FIRST = ("-is_live", RANK, "title", "pk")


class LintRemarkQuerySet(models.QuerySet["LintRemark"]):
    def open(self) -> Self:
        """Those that nobody has set aside."""
        return self.filter(set_aside_at=None)

    def live(self) -> Self:
        """Those of what readers could see when it was last read: at night, and at each save."""
        return self.filter(is_live=True)


class LintRemark(models.Model):
    """One sentence to look at. It goes when the sentence does, and with it that it was set aside."""

    class Kind(models.TextChoices):
        NUMBER = Code.NUMBER, "Number differs from the directory"
        FUTURE = Code.FUTURE, "Still to come, though the day has passed"
        NO_DATE = Code.NO_DATE, "Event without a date"
        PROMISE = Code.PROMISE, "Promise without a link"
        SUPERSEDED = Code.SUPERSEDED, "Link to something superseded"
        PERSON = Code.PERSON, "Person where a role belongs"
        CLICK_HERE = Code.CLICK_HERE, "“Click here” and its kin"
        RAW_FILE = Code.RAW_FILE, "Link that opens a file"
        PICTURE = Code.PICTURE, "Picture without words"
        HEADING = Code.HEADING, "Heading that skips a level"
        JARGON = Code.JARGON, "Word that the public does not know"
        SHOUTING = Code.SHOUTING, "Shouting"

    source = models.CharField("kind of thing", max_length=60, help_text="What it stands in, as the program calls it.")
    source_id = models.BigIntegerField("its row", help_text="Which one of that kind.")
    what = models.CharField("kind of text", max_length=40, help_text="What it stands in, such as “News item”.")
    title = models.CharField("in", max_length=300, help_text="The title of what it stands in.")
    is_live = models.BooleanField("readers have it", help_text="Whether readers could see it when it was last read.")
    code = models.CharField("remark", max_length=12, choices=Kind, help_text="The kind of remark.")
    field = models.CharField(max_length=120, help_text="The text that it stands in, as the program calls it.")
    name = models.CharField("where", max_length=120, help_text="The text that it stands in, such as “Summary”.")
    sentence = models.TextField(help_text="The sentence, exactly as it stands there.")
    words = models.TextField(blank=True, help_text="The words of it that are meant.")
    message = models.TextField(help_text="What is the matter.")
    advice = models.TextField(help_text="What to do.")
    digest = models.CharField(max_length=64, editable=False, help_text="Of the kind, the text and the sentence.")
    found_at = models.DateTimeField("found", auto_now_add=True, help_text="When it was found first.")
    set_aside_because = models.CharField(
        "it is right as it is, because",
        max_length=300,
        blank=True,
        help_text="Say why, in one sentence: then it is not shown until the sentence changes. Empty it to undo that.",
    )
    set_aside_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        help_text="Who said that it is right as it is.",
    )
    set_aside_at = models.DateTimeField(null=True, blank=True, editable=False, help_text="When that was said.")

    objects: ClassVar = LintRemarkQuerySet.as_manager()

    class Meta:
        ordering = ["-is_live", "title", "pk"]
        verbose_name = "sentence to look at"
        verbose_name_plural = "words to look at"
        default_permissions = ("view", "change")
        indexes = [models.Index(fields=["is_live", "set_aside_at"], name="linter_open_and_live")]
        constraints = [
            models.UniqueConstraint(fields=["source", "source_id", "digest"], name="linter_sentence_once_a_thing"),
            models.CheckConstraint(
                condition=Q(set_aside_at__isnull=True, set_aside_because="")
                | (Q(set_aside_at__isnull=False) & ~Q(set_aside_because="")),
                name="linter_set_aside_with_a_reason",
                violation_error_message="Say why it is right as it is.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_code_display()}: {self.title}"


def digest_of(remark: Remark) -> str:
    """What a remark is known by: another sentence, another remark."""
    return sha256("\n".join([remark.code, place_of(remark.field), remark.sentence]).encode()).hexdigest()


def place_of(field: str) -> str:
    """The field without the number of its row or block: a new draft of a page has other blocks with the same texts."""
    return "-".join(part for part in field.split("-") if not part.isdecimal())
