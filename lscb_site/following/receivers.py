"""Sees what is saved, whoever saves it, and records what of it is told.

Before a row is saved what readers have of it is read; afterwards the two are compared. So a small correction is none:
only what is listed here is told.
"""

from typing import Any

from anymail.signals import tracking
from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_save
from django.utils import timezone

from lscb_contacts.models import ContactPoint
from lscb_site.following.bounces import told_by_a_provider
from lscb_site.following.models import Change, Follow, Follower, Letter
from lscb_site.following.numbers import NUMBERS, as_stored, text
from lscb_site.following.recording import about, is_recorded, record, take_back, was_told
from lscb_site.following.tasks import written
from lscb_site.following.things import ROWS
from lscb_site.notices.models import Notice
from lscb_site.publishing.models import Publishable
from lscb_site.publishing.states import State, Status, status_at
from news.models import Post
from resources.models import Collection, CollectionItem, Document, Edition, StatementOfForce

Kind = Change.Kind
# A notice that ends early is told to nobody: whoever read it sees that it is gone.
TOLD_WHEN_WITHDRAWN = (Document, Edition, Post, Collection)
PUBLISHED_AS = {Document: Kind.DOCUMENT, Edition: Kind.EDITION, Post: Kind.NEWS, Notice: Kind.NOTICE}
READ_BEFORE: dict[type[Model], tuple[str, ...]] = {
    **dict.fromkeys((Edition, Post, Notice, Collection), ("state", "publish_from", "publish_until")),
    Document: ("state", "publish_from", "publish_until", "succeeded_by_id"),
    ContactPoint: (*NUMBERS, "confirmed_on", "authority_id"),
}


def connect() -> None:
    for model in READ_BEFORE:
        pre_save.connect(will_be_saved, model, dispatch_uid=f"following.before.{model._meta.label}")
    for model in (*PUBLISHED_AS, Collection):
        post_save.connect(publishable_saved, model, dispatch_uid=f"following.saved.{model._meta.label}")
    post_save.connect(succession_saved, Document, dispatch_uid="following.succession")
    post_save.connect(force_said, StatementOfForce, dispatch_uid="following.force")
    post_save.connect(added, CollectionItem, dispatch_uid="following.added")
    post_save.connect(point_saved, ContactPoint, dispatch_uid="following.point")
    post_delete.connect(point_deleted, ContactPoint, dispatch_uid="following.point_deleted")
    for row in (Change, Letter):
        post_save.connect(written, row, dispatch_uid=f"following.written.{row.__name__}")
    tracking.connect(told_by_a_provider, dispatch_uid="following.told_by_a_provider")
    for kind, rows in ROWS.items():
        post_delete.connect(thing_deleted, rows().model, dispatch_uid=f"following.deleted.{kind}")


def will_be_saved(sender: type[Model], instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """What is stored of it before, for whoever compares; empty for a new row."""
    stored = None
    if instance.pk and not raw and is_recorded():
        stored = sender._base_manager.filter(pk=instance.pk).values(*READ_BEFORE[sender]).first()
    instance.stored_before = stored or {}


def publishable_saved(sender: type[Model], instance: Publishable, raw: bool = False, **kwargs: Any) -> None:
    if raw or not is_recorded():
        return
    before = instance.stored_before  # type: ignore[attr-defined]  # by `will_be_saved`
    kind = PUBLISHED_AS.get(type(instance))
    if instance.state == State.PUBLISHED:
        take_back(instance, Kind.WITHDRAWN)
        is_news = before.get("state") != State.PUBLISHED or (kind and is_open(kind, instance))
        if kind and is_news and not was_told(kind, instance):
            record(kind, instance, tell_from=instance.publish_from, **names(instance))
        return
    was_not_told_yet = take_back(instance, kind) if kind else 0
    is_withdrawn = instance.state == State.WITHDRAWN and was_live(before) and not was_not_told_yet
    if is_withdrawn and isinstance(instance, TOLD_WHEN_WITHDRAWN):
        record(Kind.WITHDRAWN, instance, **names(instance))


def is_open(kind: Change.Kind, row: Model) -> bool:
    return Change.objects.open().filter(kind=kind, about=about(row)).exists()


def was_live(before: dict[str, Any]) -> bool:
    if not before:
        return False
    return status_at(timezone.now(), before["state"], before["publish_from"], before["publish_until"]) == Status.LIVE


def names(row: Any) -> dict[str, Any]:
    """The rows that a change of this one names."""
    if isinstance(row, Edition):
        return {"edition": row, "document": row.document}
    return {row._meta.model_name: row}


def succession_saved(instance: Document, raw: bool = False, **kwargs: Any) -> None:
    """That a document of another title took its place."""
    if raw or not is_recorded():
        return
    before = instance.stored_before  # type: ignore[attr-defined]  # by `will_be_saved`
    if not instance.succeeded_by_id:
        take_back(instance, Kind.SUCCESSOR)
    elif before and before["succeeded_by_id"] != instance.succeeded_by_id:
        record(Kind.SUCCESSOR, instance, document=instance)


def force_said(instance: StatementOfForce, raw: bool = False, **kwargs: Any) -> None:
    """That it is in force, until when, or that nobody says so any more."""
    if not raw and is_recorded():
        record(Kind.FORCE, instance.document, document=instance.document)


def added(instance: CollectionItem, created: bool, raw: bool = False, **kwargs: Any) -> None:
    if created and not raw and is_recorded():
        record(Kind.ADDED, instance, document=instance.document, collection=instance.collection)


def point_saved(instance: ContactPoint, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """A number or an address that changed, or that somebody has confirmed."""
    if raw or not is_recorded() or not instance.authority_id:
        return
    before = instance.stored_before  # type: ignore[attr-defined]  # by `will_be_saved`
    now = as_stored(instance)
    is_confirmed = instance.confirmed_on and instance.confirmed_on != before.get("confirmed_on")
    changed = {name: text(before.get(name)) for name in NUMBERS if text(before.get(name)) != now[name]}
    if changed or is_confirmed:
        change = record(Kind.NUMBERS, instance, authority=instance.authority)
        was = {"purpose": instance.get_purpose_display(), "is_new": created} | changed | change.before
        if was != change.before:
            change.before = was
            change.save(update_fields=["before"])


def point_deleted(instance: ContactPoint, origin: Any = None, **kwargs: Any) -> None:
    """Where its authority goes with it (`origin` is that then), nobody is left to follow."""
    if getattr(origin, "model", type(origin)) is not ContactPoint or not is_recorded() or not instance.authority_id:
        return
    change = record(Kind.NUMBERS, instance, authority=instance.authority)
    change.before = (
        {"purpose": instance.get_purpose_display()} | as_stored(instance) | change.before | {"is_gone": True}
    )
    change.save(update_fields=["before"])


def thing_deleted(instance: Model, **kwargs: Any) -> None:
    """A reference keeps nothing alive: whoever followed it follows it no more, and is forgotten if that was all."""
    follows = Follow.objects.filter(thing=about(instance))
    followers = list(follows.values_list("follower", flat=True))
    follows.delete()
    Follower.objects.filter(pk__in=followers, follows=None).delete()
