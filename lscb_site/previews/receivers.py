"""A link ends when its item goes live or is withdrawn, or what that stands below, whatever becomes of it afterwards."""

from datetime import datetime
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.utils import timezone

from lscb_site.previews.kinds import Standing, kind_of
from lscb_site.previews.models import PreviewLink
from lscb_site.publishing.models import Publishable
from lscb_site.publishing.moments import publishable_models
from lscb_site.publishing.states import State
from lscb_site.versions.keeping import stored
from lscb_site.versions.models import Version


def connect() -> None:
    for model in publishable_models():
        post_save.connect(item_saved, model)
        post_delete.connect(thing_deleted, model)
    post_delete.connect(thing_deleted, Version)


def item_saved(instance: Publishable, raw: bool = False, **kwargs: Any) -> None:
    if raw or instance.state == State.DRAFT:
        return
    now, links = timezone.now(), PreviewLink.objects.of(instance)
    if instance.state == State.WITHDRAWN:
        end_what_is_over(now)
    elif links.in_force(now).exists():
        links.end(max(stored(instance).publish_from or now, now))


def end_what_is_over(now: datetime) -> None:
    """What was withdrawn takes with it its draft and what cannot be seen without it. Links in force are few."""
    for link in PreviewLink.objects.in_force(now).prefetch_related("item"):
        if link.item and kind_of(link.item).standing(link.item) is Standing.OVER:
            PreviewLink.objects.filter(pk=link.pk).end(now)


def thing_deleted(instance: Model, **kwargs: Any) -> None:
    PreviewLink.objects.of(instance).delete()
