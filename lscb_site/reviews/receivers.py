"""What was said of a thing goes with it: of a generic row the database does not know that."""

from typing import Any

from django.db.models.signals import post_delete

from lscb_site.reviews.kinds import KINDS
from lscb_site.reviews.models import Review


def deleted(instance: Any, **kwargs: Any) -> None:
    Review.objects.of(instance).delete()


for model in KINDS:
    post_delete.connect(deleted, sender=model, dispatch_uid=f"reviews.deleted.{model._meta.label}")
