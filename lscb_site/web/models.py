"""The addresses at which readers have been given something, as rows: what was public once goes on answering."""

from django.contrib.contenttypes.models import ContentType
from django.db import models


class PublicAddress(models.Model):
    """A path at which an item is, or was, public. An address leads to one thing: the one that had it last."""

    path = models.CharField(max_length=500, unique=True)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    since = models.DateTimeField(help_text="The moment from which readers could open it; to come while scheduled.")

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["content_type", "object_id"], name="web_address_of_an_item")]

    def __str__(self) -> str:
        return self.path
