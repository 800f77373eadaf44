"""What an item said, each time that it was published, and the draft of what it is to say next."""

from typing import Any, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone

from lscb_site.publishing.models import Publishable


class VersionQuerySet(models.QuerySet["Version"]):
    def of(self, item: Publishable) -> Self:
        return self.filter(content_type=ContentType.objects.get_for_model(item), object_id=item.pk)

    def published(self) -> Self:
        """What readers see, or will see by the clock: at most one of an item."""
        return self.filter(state=Version.State.PUBLISHED)

    def drafts(self) -> Self:
        """What is written beside something live and waits to be published: at most one of an item."""
        return self.filter(state=Version.State.DRAFT)


class Version(models.Model):
    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"
        ARCHIVED = "archived", "Kept"

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    item = GenericForeignKey("content_type", "object_id")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    # Its own fields and the rows of its form, as `lscb_site.versions.contents` writes them. Never a file.
    data = models.JSONField(encoder=DjangoJSONEncoder)
    note = models.CharField(max_length=200, blank=True)
    # What was live when a draft was begun: what somebody else has changed since is found by it.
    begun_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        default_permissions = ()  # who may see or write the item may see or write its versions
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id", "number"], name="versions_one_of_a_number"),
            models.UniqueConstraint(
                fields=["content_type", "object_id"], condition=Q(state="draft"), name="versions_one_draft"
            ),
            models.UniqueConstraint(
                fields=["content_type", "object_id"], condition=Q(state="published"), name="versions_one_published"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", published_at__isnull=True)
                | Q(state="published", published_at__isnull=False)
                | Q(state="archived"),
                name="versions_published_has_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"Version {self.number}"

    @property
    def in_words(self) -> str:
        """What became of it."""
        if self.state == self.State.ARCHIVED:
            return "Was published" if self.published_at else "Not published"
        return self.get_state_display()

    def says_the_same_as(self, data: dict[str, Any]) -> bool:
        return bool(self.data == data)
