"""What the Board announces: news, conferences, protocol launches, reports and guidance."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from djangocms_text.fields import HTMLField

from lscb_site.publishing.models import Publishable
from lscb_site.publishing.pinning import PinsEdition
from lscb_site.web.addresses import slug_constraint
from lscb_site.web.dates import Precision
from lscb_site.web.readers_clock import today_for_readers
from news.querysets import PostQuerySet
from news.search import FoundPost


class Post(FoundPost, Publishable):
    class Kind(models.TextChoices):
        NEWS = "news", "News"
        CONFERENCE = "conference", "Conference"
        LAUNCH = "launch", "Protocol launch"
        REPORT = "report", "Report"
        GUIDANCE = "guidance", "Guidance"

    kind = models.CharField(max_length=12, choices=Kind, default=Kind.NEWS, help_text="Readers can choose by it.")
    title = models.CharField(
        max_length=200, help_text="What happened, in a few words: it stands alone in lists and feeds."
    )
    slug = models.SlugField(
        "address",
        max_length=200,
        unique=True,
        help_text="The last part of its address. If you change it later, the old address leads to the new one.",
    )
    summary = models.CharField(max_length=300, help_text="One or two sentences: shown in lists, feeds and search.")
    body = HTMLField(blank=True, help_text="The whole text. Headings below the title, links that say what they open.")
    archive_note = models.CharField(
        max_length=400,
        blank=True,
        help_text="A correction or caution shown apart from the text, such as a name the original had wrong.",
    )
    date = models.DateField(
        default=timezone.localdate, help_text="The date readers see. The list is ordered by it, newest first."
    )
    date_precision = models.CharField(
        "how much of it is known",
        max_length=5,
        choices=Precision,
        default=Precision.DAY,
        help_text="Readers are told no more than is known: “September 2013”.",
    )

    event_starts = models.DateField("first day", null=True, blank=True, help_text="The day on which it begins.")
    event_ends = models.DateField("last day", null=True, blank=True, help_text="Only if it lasts more than a day.")
    event_venue = models.CharField("venue", max_length=200, blank=True, help_text="The place and its postcode.")
    papers_to_follow = models.BooleanField(
        default=False,
        help_text="Says “we do not have this paper” where none is attached, and before the event “papers to follow”.",
    )
    documents = models.ManyToManyField("resources.Document", through="Paper", related_name="posts", blank=True)

    objects: ClassVar = PostQuerySet.as_manager()
    parts = ("papers", "sessions")

    class Meta(Publishable.Meta):
        ordering = ["-date", "-pk"]
        verbose_name = "news item"
        indexes = [*Publishable.Meta.indexes, models.Index(fields=["state", "-date", "-id"], name="news_newest_first")]
        constraints = [
            *Publishable.Meta.constraints,
            slug_constraint("news_post_slug_makes_an_address"),
            models.CheckConstraint(
                condition=Q(event_ends__isnull=True) | Q(event_ends__gte=F("event_starts")),
                name="news_event_ends_after_its_start",
                violation_error_message="The last day of the event cannot come before its first day.",
            ),
            models.CheckConstraint(
                condition=~Q(kind="conference") | Q(event_starts__isnull=False),
                name="news_conference_has_a_first_day",
                violation_error_message="A conference needs its first day.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("news:detail", args=[self.slug])

    @property
    def is_past_event(self) -> bool:
        last_day: date | None = self.event_ends or self.event_starts
        return last_day is not None and last_day < today_for_readers()

    def goes_live_with(self) -> Iterator[Publishable]:
        """The documents attached to it, and its sessions' papers."""
        yield from (paper.document for paper in self.papers.select_related("document"))
        for session in self.sessions.exclude(document=None).select_related("document"):
            if session.document:
                yield session.document


class Paper(PinsEdition):
    """A document attached to a post, in the editors' order."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="papers")
    document = models.ForeignKey(
        "resources.Document", on_delete=models.PROTECT, related_name="+", help_text="Type a part of its title."
    )
    edition = models.ForeignKey(
        "resources.Edition",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="kept at",
        help_text="Leave empty for whatever edition is the newest. Choose one to keep that edition here.",
    )
    label = models.CharField(
        max_length=200, blank=True, help_text="The words of the link here. Leave empty to use the document's title."
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="Smaller numbers come first.")

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = "document of this item"
        verbose_name_plural = "documents of this item"
        constraints = [
            models.UniqueConstraint(
                fields=["post", "document"],
                name="news_document_once_a_post",
                violation_error_message="This document is attached already.",
            )
        ]

    def __str__(self) -> str:
        return self.label or str(self.document)


class Session(PinsEdition):
    """A talk or workshop of a conference."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="sessions")
    position = models.PositiveSmallIntegerField(default=0, help_text="Smaller numbers come first.")
    starts_at = models.TimeField(null=True, blank=True, help_text="Such as 9.30 or 14:00.")
    title = models.CharField(max_length=200, help_text="As the programme prints it.")
    speakers = models.CharField(max_length=300, blank=True, help_text="Names with commas between them.")
    document = models.ForeignKey(
        "resources.Document",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="paper",
        help_text="The slides or paper of this session, from the library.",
    )
    edition = models.ForeignKey(
        "resources.Edition",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="kept at",
        help_text="Leave empty for whatever edition is the newest. Choose one to keep that edition here.",
    )

    class Meta:
        ordering = ["position", "starts_at", "pk"]

    def __str__(self) -> str:
        return self.title
