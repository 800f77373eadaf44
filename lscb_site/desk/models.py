"""What of somebody who left was given to somebody else."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone


class HandedOver(models.Model):
    """A draft that somebody who left had begun, and who finishes it instead. What was written keeps its writer's name.

    It says who has the draft until somebody writes on it: from then on that is whoever did.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    item = GenericForeignKey()
    left_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id"], name="desk_one_takes_over_a_draft"),
            models.CheckConstraint(
                condition=~models.Q(left_by=models.F("taken_by")),
                name="desk_somebody_else_takes_over",
                violation_error_message="Somebody else takes it over.",
            ),
        ]

    def __str__(self):
        return f"{self.left_by} to {self.taken_by}"
