"""Links by which somebody without an account sees one thing before it is live."""

from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe
from typing import Any, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

KEPT = timedelta(days=30)  # after it has ended: then nobody needs to know any more for whom it was


def digest_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()


class PreviewLinkQuerySet(models.QuerySet["PreviewLink"]):
    def of(self, *things: models.Model) -> Self:
        is_one = Q(pk__in=[])
        for thing in things:
            is_one |= Q(content_type=ContentType.objects.get_for_model(thing), object_id=thing.pk)
        return self.filter(is_one)

    def in_force(self, moment: datetime | None = None) -> Self:
        return self.filter(stopped_at=None, expires_at__gt=moment or timezone.now())

    def with_token(self, token: str) -> "PreviewLink | None":
        return self.filter(digest=digest_of(token)).first()

    def end(self, moment: datetime) -> None:
        """Let none of these work any longer than until `moment`, which has not passed."""
        self.filter(expires_at__gt=moment).update(expires_at=moment)

    def stop(self, by: Any) -> int:
        """How many of these were still in force."""
        return self.in_force().update(stopped_at=timezone.now(), stopped_by=by)

    def make(self, thing: models.Model, for_whom: str, lasts: timedelta, by: Any) -> "tuple[PreviewLink, str]":
        """A new link, and its token, which is stored nowhere. Links that ended long ago are forgotten."""
        now = timezone.now()
        self.filter(expires_at__lt=now - KEPT).delete()
        # A number before it, as in the links of letters: the logs know what to leave out by this shape.
        token = f"{thing.pk}.{token_urlsafe(32)}"
        link = self.create(
            item=thing,
            digest=digest_of(token),
            for_whom=for_whom,
            made_by=by,
            made_at=now,
            expires_at=now + lasts,
        )
        return link, token


class PreviewLink(models.Model):
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    item = GenericForeignKey()
    digest = models.CharField(max_length=64, unique=True)
    for_whom = models.CharField(max_length=200)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)
    stopped_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        ordering = ["expires_at", "pk"]
        default_permissions = ()  # who may write the thing may show it
        indexes = [models.Index(fields=["content_type", "object_id"], name="previews_links_of_a_thing")]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gte=F("made_at")),
                name="previews_link_ends_after_it_was_made",
                violation_error_message="A link ends after it was made.",
            ),
            models.CheckConstraint(
                condition=~Q(for_whom=""),
                name="previews_link_is_for_somebody",
                violation_error_message="Say for whom the link is.",
            ),
            models.CheckConstraint(
                condition=Q(digest__regex=r"^[0-9a-f]{64}\Z"),
                name="previews_link_keeps_a_digest_alone",
                violation_error_message="Of a link its digest is kept, and never its address.",
            ),
            models.CheckConstraint(
                condition=Q(stopped_by__isnull=True) | Q(stopped_at__isnull=False),
                name="previews_link_was_stopped_at_a_moment",
                violation_error_message="A link that somebody stopped has the moment at which they did.",
            ),
        ]

    def __str__(self) -> str:
        return f"Link for {self.for_whom}"

    @property
    def is_in_force(self) -> bool:
        return self.stopped_at is None and self.expires_at > timezone.now()

    def stop(self, by: Any) -> bool:
        """False where it had ended already."""
        return PreviewLink.objects.filter(pk=self.pk).stop(by) == 1
