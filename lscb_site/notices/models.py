"""What editors put on top of pages, and what an Administrator says on all of them."""

import re
from typing import Any, ClassVar

from cms.models import Page
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from lscb_contacts.models.telephone_reading import Telephone
from lscb_contacts.numbers_in_texts import numbers_in
from lscb_site.publishing.models import Publishable, PublishableQuerySet, an_address
from lscb_site.publishing.states import State

THE_ROW = 1
EMERGENCY_NUMBER = "999"
# The number by itself: not the end of a longer one.
NAMES_THE_NUMBER = r"(^|[^0-9])999([^0-9]|$)"


class NoticeQuerySet(PublishableQuerySet["Notice"]):
    """What is published, and what is asked of it, as everywhere."""


class Notice(Publishable):
    """A few sentences on top of every page of its part of the site, from one moment until another."""

    class Level(models.IntegerChoices):
        """The order in which several are shown."""

        EMERGENCY = 1, "Emergency"
        IMPORTANT = 2, "Important"
        INFORMATION = 3, "Information"

    class Place(models.TextChoices):
        SITE = "site", "The whole site"
        NEWS = "news", "News"
        DOCUMENTS = "documents", "Documents"
        CONTACTS = "contacts", "Contacts"
        SEARCH = "search", "Search"
        PAGE = "page", "A page, and the pages below it"

    level = models.PositiveSmallIntegerField(
        choices=Level,
        default=Level.INFORMATION,
        help_text="An emergency comes first, and readers cannot close it. They can close the others.",
    )
    title = models.CharField(max_length=100, help_text="What has happened, in a few words.")
    text = models.TextField(
        max_length=300,
        blank=True,
        help_text="One or two sentences: what to do now. A telephone number becomes a link by itself.",
    )
    link = models.CharField(
        "where it leads",
        max_length=300,
        blank=True,
        validators=[an_address],
        help_text="An address of this site (/news/…) or of another, starting with https://. Leave it empty if there is "
        "no more to read.",
    )
    link_words = models.CharField(
        "words of the link",
        max_length=100,
        blank=True,
        help_text="Say what it opens: “Read how to reach Camden today”.",
    )
    place = models.CharField(
        "where it is shown", max_length=9, choices=Place, default=Place.SITE, help_text="On every page, or in one part."
    )
    page = models.ForeignKey(
        Page,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        help_text="Only for “A page, and the pages below it”.",
    )

    objects: ClassVar = NoticeQuerySet.as_manager()
    must_end = True

    class Meta(Publishable.Meta):
        ordering = ["level", "-publish_from", "-pk"]
        verbose_name = "urgent notice"
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(state=State.PUBLISHED) | Q(publish_until__isnull=False),
                name="notices_notice_has_an_end",
                violation_error_message="Say when it stops being live: a notice that stays is soon untrue.",
            ),
            models.CheckConstraint(
                condition=Q(link="", link_words="") | (~Q(link="") & ~Q(link_words="")),
                name="notices_link_has_words",
                violation_error_message="A link needs an address and words: give both, or neither.",
            ),
            models.CheckConstraint(
                condition=Q(place="page", page__isnull=False) | (~Q(place="page") & Q(page__isnull=True)),
                name="notices_page_where_a_page_is_meant",
                violation_error_message="Choose a page if it is shown on one, and only then.",
            ),
            models.CheckConstraint(
                condition=Q(level__in=[1, 2, 3]),
                name="notices_level_is_known",
                violation_error_message="Choose one of the levels.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its own page: a preview for staff, and why it has gone once it is withdrawn."""
        return reverse("notices:detail", args=[self.pk])

    def clean(self) -> None:
        super().clean()
        faults = {name: faults_of_numbers_in(getattr(self, name)) for name in ("title", "text", "link_words")}
        if any(faults.values()):
            raise ValidationError({name: found for name, found in faults.items() if found})


def faults_of_numbers_in(words: str) -> list[str]:
    """Why nobody can call the numbers that stand there."""
    return [f"{number}: {fault}" for number in numbers_in(words) if (fault := Telephone.of(number).fault)]


def names_the_number_once(words: str) -> None:
    """Refuse words of the emergency line that would take the number from the page, or set another beside it."""
    if re.findall(r"\d+", words) != [EMERGENCY_NUMBER]:
        raise ValidationError("The line must name 999, once, and no other number. Readers call it from here.")


class SiteWords(models.Model):
    """One row. Until an Administrator has saved it, its defaults hold."""

    emergency_line = models.CharField(
        "line about 999",
        max_length=80,
        default="Child in immediate danger? Call 999",
        validators=[names_the_number_once, RegexValidator(r"[^\W\d_]", "Say in words when to call 999.")],
        help_text="On top of every page. It must name 999, which readers can press to call.",
    )
    owner_email = models.EmailField(
        "the Board’s e-mail address",
        blank=True,
        help_text="Where readers ask for another format, and report a problem with the site or its security.",
    )
    owner_page = models.CharField(
        "or a page to write from",
        max_length=300,
        blank=True,
        validators=[an_address],
        help_text="An address of this site, or of another, starting with https://.",
    )
    owner_post = models.CharField(
        "postal address", max_length=200, blank=True, help_text="On one line, with commas, as on an envelope."
    )

    class Meta:
        verbose_name = verbose_name_plural = "999 line and the Board’s address"
        default_permissions = ("change", "view")
        constraints = [
            models.CheckConstraint(condition=Q(pk=THE_ROW), name="notices_words_are_one_row"),
            models.CheckConstraint(
                condition=Q(emergency_line__regex=NAMES_THE_NUMBER),
                name="notices_emergency_line_names_999",
                violation_error_message="The line must name 999.",
            ),
        ]

    def __str__(self) -> str:
        return "999 line and the Board’s address"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.pk = THE_ROW
        super().save(*args, **kwargs)

    @classmethod
    def current(cls) -> "SiteWords":
        return cls.objects.filter(pk=THE_ROW).first() or cls(pk=THE_ROW)

    @property
    def emergency_parts(self) -> tuple[str, str]:
        """What stands before the number, and what behind it."""
        before, _, after = self.emergency_line.partition(EMERGENCY_NUMBER)
        return before, after

    @property
    def owner_is_known(self) -> bool:
        return bool(self.owner_email or self.owner_page or self.owner_post)
