"""Keeps what is published, whatever saved it: a form, an action, an import, a program."""

from functools import cache
from typing import Any

from django.core.management import call_command
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save

from lscb_site.publishing.models import Publishable
from lscb_site.publishing.moments import publishable_models
from lscb_site.publishing.states import State
from lscb_site.versions.acts import is_quiet
from lscb_site.versions.contents import many_of
from lscb_site.versions.keeping import keep_all, keep_published, no_longer_published
from lscb_site.versions.models import Version


@cache
def owners() -> dict[type[Model], str]:
    """The models of rows that belong to an item, each with the foreign key that says to which."""
    found: dict[type[Model], str] = {}
    for model in publishable_models():
        for name in model.parts:
            relation: Any = model._meta.get_field(name)
            found[relation.related_model] = relation.field.name
    return found


def connect() -> None:
    for model in publishable_models():
        post_save.connect(item_saved, model)
        post_delete.connect(item_deleted, model)
        for field in many_of(model):
            m2m_changed.connect(many_changed, field.remote_field.through)
    for part in owners():
        post_save.connect(part_changed, part)
        post_delete.connect(part_changed, part)


def item_saved(instance: Publishable, created: bool, raw: bool = False, **kwargs: Any) -> None:
    if raw or is_quiet():
        return
    if instance.state == State.PUBLISHED:
        keep_published(instance)
    elif not created:
        no_longer_published(instance)


def item_deleted(instance: Publishable, **kwargs: Any) -> None:
    Version.objects.of(instance).delete()


def part_changed(instance: Model, raw: bool = False, **kwargs: Any) -> None:
    if raw or is_quiet():
        return
    field: Any = type(instance)._meta.get_field(owners()[type(instance)])
    # As it is stored, and not as somebody holds it: with its owner a row may be gone.
    owner = field.related_model._base_manager.filter(pk=getattr(instance, field.attname)).first()
    if owner is not None and owner.state == State.PUBLISHED:
        keep_published(owner)


def many_changed(instance: Any, action: str, reverse: bool, **kwargs: Any) -> None:
    is_of_an_item = isinstance(instance, Publishable) and not reverse
    if action.startswith("post_") and is_of_an_item and not is_quiet() and instance.state == State.PUBLISHED:
        keep_published(instance)


def migrated(using: str, **kwargs: Any) -> None:
    """Once all is migrated: what was published before versions were kept is kept as its first."""
    try:
        call_command("migrate", database=using, check_unapplied=True)
    except SystemExit:  # some are still to come, and the models cannot be read
        return
    keep_all()
