"""Whom the site writes to, and about what: an address that only the site's key opens, and references to things."""

from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from lscb_site.following import sealing

UNCONFIRMED = timedelta(days=7)  # after which a request that nobody confirmed is forgotten
# “document:12”, “kind:protocol”, “news”: see `things`.
REFERENCE = r"^(?:(?:document|collection|topic|authority):[1-9][0-9]*|kind:[a-z]+|news)\Z"
A_DIGEST = r"^[0-9a-f]{64}\Z"


class Rhythm(models.TextChoices):
    """How soon somebody is told. The order is that of haste."""

    AT_ONCE = "at_once", "At once"
    DAILY = "daily", "Once a day"
    WEEKLY = "weekly", "Once a week"


class Addressed(models.Model):
    """Holds an e-mail address: sealed, and found again by its digest. Both are made with a key that no row holds."""

    sealed_address = models.TextField()
    digest = models.CharField(max_length=64)

    class Meta:
        abstract = True

    @property
    def address(self) -> str:
        """Raises `sealing.Unreadable` where the key that sealed it is gone."""
        return sealing.unseal(self.sealed_address)


class FollowRequestQuerySet(models.QuerySet["FollowRequest"]):
    def open(self, moment: datetime | None = None) -> Self:
        """Those that can still be confirmed."""
        return self.filter(asked_at__gt=(moment or timezone.now()) - UNCONFIRMED)


class FollowRequest(Addressed):
    """That somebody gave an address: to follow a thing or, without one, to be sent the link to what it follows.

    The first makes no follower before whoever reads the mailbox has said yes.
    """

    thing = models.CharField(max_length=40, blank=True)
    rhythm = models.CharField(max_length=7, choices=Rhythm, default=Rhythm.AT_ONCE)
    sender = models.CharField(max_length=64, db_index=True)  # a digest of where it was asked from, to count by
    asked_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar = FollowRequestQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["digest", "asked_at"], name="following_asked_by")]
        constraints = [
            models.CheckConstraint(
                condition=Q(thing="") | Q(thing__regex=REFERENCE), name="following_request_names_a_thing"
            ),
            models.CheckConstraint(
                condition=Q(digest__regex=A_DIGEST, sender__regex=A_DIGEST), name="following_request_keeps_digests"
            ),
            models.CheckConstraint(condition=Q(rhythm__in=Rhythm.values), name="following_request_has_a_rhythm"),
        ]

    def __str__(self) -> str:
        return f"Request {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.asked_at > timezone.now() - UNCONFIRMED


class FollowerQuerySet(models.QuerySet["Follower"]):
    def with_address(self, address: str) -> Self:
        return self.filter(digest__in=sealing.digests(address))


class Follower(Addressed):
    """One address that asked to be told of something, and said yes to it from its own mailbox."""

    since = models.DateTimeField(default=timezone.now)

    objects: ClassVar = FollowerQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["digest"], name="following_an_address_once"),
            models.CheckConstraint(condition=Q(digest__regex=A_DIGEST), name="following_follower_keeps_a_digest"),
        ]

    def __str__(self) -> str:
        return f"Follower {self.pk}"


class Follow(models.Model):
    """That a follower is told of a thing."""

    follower = models.ForeignKey(Follower, on_delete=models.CASCADE, related_name="follows")
    thing = models.CharField(max_length=40)
    rhythm = models.CharField("how soon", max_length=7, choices=Rhythm, default=Rhythm.AT_ONCE)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "thing that is followed"
        verbose_name_plural = "who follows what, in numbers"
        ordering = ["pk"]
        default_permissions = ("view",)
        indexes = [models.Index(fields=["thing", "follower"], name="following_followers_of")]
        constraints = [
            models.UniqueConstraint(fields=["follower", "thing"], name="following_a_thing_once"),
            models.CheckConstraint(condition=Q(thing__regex=REFERENCE), name="following_follow_names_a_thing"),
            models.CheckConstraint(condition=Q(rhythm__in=Rhythm.values), name="following_follow_has_a_rhythm"),
        ]

    def __str__(self) -> str:
        return f"{self.follower}: {self.thing}"
