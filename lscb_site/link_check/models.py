"""The links of the site and where they stand, and the addresses that readers asked for in vain."""

from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

LONGEST = 800  # characters of an address that is kept: an index of PostgreSQL holds no more than 2,700 bytes


class LinkState(models.TextChoices):
    """What was found at its address when it was last looked at."""

    NOT_TRIED = "not_tried", "Not looked at yet"
    WORKS = "works", "Works"
    MOVED = "moved", "Has moved for good"
    REFUSES = "refuses", "Opens only for people, or after signing in"
    NOT_LOOKED_AT = "not_looked_at", "Cannot be looked at from here"
    GONE = "gone", "Nothing is there"
    NO_ANSWER = "no_answer", "Does not answer"
    CERTIFICATE = "certificate", "Its certificate is wrong"
    PRIVATE = "private", "Leads into a private network"
    # On this site
    NOT_PUBLIC = "not_public", "A draft, or for staff alone"
    SCHEDULED = "scheduled", "Not live yet"
    WITHDRAWN = "withdrawn", "Withdrawn"
    NO_SUCH_PART = "no_such_part", "The page is there, the part of it is not"
    SUPERSEDED = "superseded", "A newer edition is there"


S = LinkState
GOOD = (S.WORKS, S.MOVED, S.REFUSES, S.NOT_LOOKED_AT, S.SUPERSEDED)
# Days on which another site must have failed before anybody is told: one night without an answer is no fault of a link.
TOLD_AFTER = {S.GONE: 2, S.NO_ANSWER: 3, S.CERTIFICATE: 3, S.PRIVATE: 1}
# What readers of a live text cannot open, though it is no fault of a draft to lead there.
NOT_YET = (S.NOT_PUBLIC, S.SCHEDULED)
BROKEN_HERE = (S.GONE, S.WITHDRAWN, S.NO_SUCH_PART)

AFTER_SUCCESS = timedelta(days=7)
LONGEST_PAUSE = timedelta(days=32)


class CheckedLinkQuerySet(models.QuerySet["CheckedLink"]):
    def broken(self) -> Self:
        """What editors are told of: it stands somewhere, was found wrong often enough, and nobody said it is right."""
        places = LinkPlace.objects.filter(link=OuterRef("pk"))
        outside = Q(pk=None)
        for state, days in TOLD_AFTER.items():
            outside |= Q(state=state, failures__gte=days)
        here = Q(state__in=BROKEN_HERE) | Q(Exists(places.filter(is_live=True)), state__in=NOT_YET)
        told = Q(is_own=False) & outside | Q(is_own=True) & here
        return self.filter(told, Exists(places), accepted_at=None)

    def due(self, moment: datetime) -> Self:
        """Those of other sites that are to be looked at, the longest waiting first."""
        return self.filter(is_own=False, try_at__lte=moment).order_by("try_at", "pk")


class CheckedLink(models.Model):
    """One address that something here leads to, whatever leads there, and what was found at it."""

    address = models.CharField(max_length=LONGEST, unique=True)
    is_own = models.BooleanField("on this site")
    state = models.CharField(max_length=13, choices=LinkState, default=LinkState.NOT_TRIED)
    moved_to = models.CharField(max_length=LONGEST, blank=True)
    failures = models.PositiveSmallIntegerField("days on which it failed, in a row", default=0)
    failing_since = models.DateField("since", null=True, blank=True)
    failed_on = models.DateField("last day on which it failed", null=True, blank=True)
    tried_at = models.DateTimeField("last looked at", null=True, blank=True)
    worked_at = models.DateTimeField("last worked", null=True, blank=True)
    try_at = models.DateTimeField("to be looked at again", default=timezone.now)
    accepted_at = models.DateTimeField("said to be right", null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    accepted_reason = models.CharField(
        "it is right, because",
        max_length=200,
        blank=True,
        help_text="Say why nobody need be told of it, such as “It opens on weekdays only”. Empty: tell us again.",
    )

    objects: ClassVar = CheckedLinkQuerySet.as_manager()

    class Meta:
        ordering = [F("failing_since").asc(nulls_last=True), "address"]
        verbose_name = "link"
        verbose_name_plural = "links"
        default_permissions = ("view", "change")
        indexes = [
            models.Index(fields=["is_own", "try_at"], name="link_check_due"),
            models.Index(fields=["state"], name="link_check_by_state"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(address=""), name="link_check_link_has_an_address"),
            models.CheckConstraint(condition=Q(state__in=LinkState.values), name="link_check_known_state"),
            models.CheckConstraint(
                condition=Q(moved_to="") | Q(state=LinkState.MOVED), name="link_check_only_what_moved_is_elsewhere"
            ),
            models.CheckConstraint(
                condition=Q(failures=0, failing_since=None, failed_on=None)
                | Q(failures__gt=0, failing_since__isnull=False, failed_on__gte=F("failing_since")),
                name="link_check_failing_since_the_first_failure",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None, accepted_reason="")
                | Q(accepted_at__isnull=False) & ~Q(accepted_reason=""),
                name="link_check_accepted_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.address

    def note(
        self, state: LinkState, moment: datetime, *, moved_to: str = "", not_before: timedelta | None = None
    ) -> None:
        """State what was found at `moment`. Several failures on one day count once. The caller saves."""
        today = timezone.localdate(moment)
        if state not in GOOD:
            if self.failed_on != today:
                self.failures += 1
            self.failing_since, self.failed_on = self.failing_since or today, today
            pause = min(timedelta(days=2 ** min(self.failures - 1, 10)), LONGEST_PAUSE)
        else:
            self.failures, self.failing_since, self.failed_on = 0, None, None
            if state != LinkState.NOT_LOOKED_AT:
                self.worked_at = moment
            pause = AFTER_SUCCESS
            # What fails again is another matter than the one that somebody looked at.
            self.accepted_at, self.accepted_by, self.accepted_reason = None, None, ""
        self.state, self.tried_at = state, moment
        self.moved_to = moved_to if state == LinkState.MOVED else ""
        self.try_at = moment + max(pause, min(not_before or pause, LONGEST_PAUSE))

    def answer(self, user: Any, reason: str) -> None:
        """It is right, for this reason, and nobody is to be told of it until it has worked in between. Without a reason
        they are told again."""
        said = (timezone.now(), user) if reason else (None, None)
        (self.accepted_at, self.accepted_by), self.accepted_reason = said, reason
        self.save(update_fields=["accepted_at", "accepted_by", "accepted_reason"])


class LinkPlace(models.Model):
    """Where a link stands: the item, or the page of the CMS, in whose form it is put right."""

    link = models.ForeignKey(CheckedLink, on_delete=models.CASCADE, related_name="places")
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    what = models.CharField(max_length=60)  # “News item”
    title = models.CharField(max_length=300)
    is_live = models.BooleanField()

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["link", "content_type", "object_id"], name="link_check_place_once_a_link")
        ]

    def __str__(self) -> str:
        return f"{self.what}: {self.title}"


class MissingAddress(models.Model):
    """A path that readers asked for and did not find, and how often. Nothing is kept of who asked."""

    path = models.CharField("address", max_length=200, unique=True)
    times = models.PositiveIntegerField(default=0)
    first_on = models.DateField("first asked for on")
    last_on = models.DateField("last asked for on")

    class Meta:
        ordering = ["-times", "path"]
        verbose_name = "address that was not found"
        verbose_name_plural = "addresses that were not found"
        default_permissions = ("view", "delete")
        constraints = [
            models.CheckConstraint(condition=Q(path__startswith="/"), name="link_check_missing_starts_with_a_slash"),
            models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="link_check_missing_first_then_last"),
        ]

    def __str__(self) -> str:
        return self.path
