"""A version of what is published, written in the transaction in which it was."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from lscb_site.audit.acts import Act
from lscb_site.audit.recording import record
from lscb_site.publishing.models import Publishable
from lscb_site.publishing.moments import publishable_models
from lscb_site.publishing.states import State
from lscb_site.versions.acts import act, current_act
from lscb_site.versions.contents import Data, contents
from lscb_site.versions.models import Version


def keep(item: Publishable) -> Version:
    """Keep what a published item says now, as it is stored. Where that has been kept already it stays as it is."""
    return kept(item)[0]


@transaction.atomic(savepoint=False)
def keep_published(item: Publishable) -> None:
    """After somebody has published it, or has changed what readers see: what readers get is new is recorded."""
    version, is_new = kept(item)
    if is_new:
        record_published(item, version, current_act().person)


def record_published(item: Publishable, version: Version, by: Any) -> None:
    record(Act.PUBLISHED, person=by, thing=item, detail=f"version {version.number}")


@transaction.atomic(savepoint=False)
def kept(item: Publishable) -> tuple[Version, bool]:
    """The version that says what the item says, and whether it was made for that."""
    now_acting, said = current_act(), contents(stored(item))
    published = Version.objects.of(item).published().first()
    if published and published.says_the_same_as(said):
        return published, False
    key = (type(item), item.pk)
    if published and now_acting.kept.get(key) == published.pk:
        published.data = said
        published.save(update_fields=["data"])
        return published, False
    Version.objects.of(item).published().update(state=Version.State.ARCHIVED)
    now = timezone.now()
    facts = {"made_at": now, "made_by": now_acting.person, "published_at": now, "published_by": now_acting.person}
    version = add(item, said, state=Version.State.PUBLISHED, **facts)
    now_acting.kept[key] = version.pk
    return version, True


def keep_before(item: Publishable) -> None:
    """Before an act: what was written behind the models' backs, and would be gone with it."""
    with act():
        keep(item)


def stored(item: Publishable) -> Publishable:
    """A row in hand may hold what was never saved of it, and lists that were fetched before they changed."""
    found: Publishable = type(item)._base_manager.get(pk=item.pk)
    return found


def add(item: Publishable, said: Data, **facts: Any) -> Version:
    """With the next number. A draft beside it makes room, so that its number is above that of what readers see."""
    number = next_number(item)
    draft = Version.objects.of(item).drafts().first()
    if draft:
        Version.objects.filter(pk=draft.pk).update(number=number)
        number = draft.number
    kind = ContentType.objects.get_for_model(item)
    return Version.objects.create(content_type=kind, object_id=item.pk, number=number, data=said, **facts)


def next_number(item: Publishable) -> int:
    highest: int | None = Version.objects.of(item).aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1


def no_longer_published(item: Publishable) -> None:
    """It was withdrawn, or is a draft again: readers see none of its versions."""
    Version.objects.of(item).published().update(state=Version.State.ARCHIVED)


def keep_all() -> None:
    """Of everything published that has no version yet."""
    for model in publishable_models():
        known = Version.objects.filter(content_type=ContentType.objects.get_for_model(model)).values("object_id")
        for item in model._base_manager.filter(state=State.PUBLISHED).exclude(pk__in=known):
            keep(item)
