"""The draft of the next version, beside what is live: begun, written, published over it, or thrown away."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.utils import timezone

from lscb_site.publishing.models import Publishable
from lscb_site.publishing.states import State
from lscb_site.versions.acts import quietly
from lscb_site.versions.contents import Data, contents, numbered_anew, put
from lscb_site.versions.keeping import add, keep, next_number, record_published, stored
from lscb_site.versions.models import Version
from lscb_site.versions.rebasing import Rebased, rebased


def draft_of(item: Publishable) -> Version | None:
    return Version.objects.of(item).drafts().select_related("begun_from", "made_by").first()


def number_of_draft(item: Publishable) -> int:
    """Of the one there is, or of the one that would be begun."""
    draft = draft_of(item)
    return draft.number if draft else next_number(item)


def draft_on_top(item: Publishable) -> Rebased:
    """What the draft says, with what was changed on the live item since it was begun; the live item where none is."""
    live, draft = contents(item), draft_of(item)
    if draft is None:
        return Rebased(live)
    begun_from = draft.begun_from.data if draft.begun_from else live
    return rebased(draft.data, begun_from, live)


@transaction.atomic
def write_draft(item: Publishable, said: Data, by: Any, note: str = "") -> Version:
    """Keep it as the draft beside a published item: a new one, or instead of what the draft said before."""
    live, draft = keep(item), draft_of(item)
    said = numbered_anew(said, live.data, item)
    if draft is None:
        return add(item, said, begun_from=live, made_by=by, note=note)
    draft.data, draft.begun_from, draft.made_by, draft.made_at = said, live, by, timezone.now()
    draft.save()
    return draft


@transaction.atomic
def publish_draft(item: Publishable, by: Any) -> list[str]:
    """Put it in the place of what readers see; sentences on what could not be put back.

    Raises ValidationError and IntegrityError, with nothing changed, where the item's own rules refuse it, or a file
    that readers have with it must be looked at first.
    """
    item.refuse_files_held_back()
    draft = Version.objects.of(item).drafts().get()
    keep(item)
    with quietly():
        lost = put(item, draft.data)
    Version.objects.of(item).published().update(state=Version.State.ARCHIVED)
    draft.state = Version.State.PUBLISHED
    draft.data = contents(stored(item))
    draft.published_at, draft.published_by = timezone.now(), by
    draft.save()
    record_published(item, draft, by)
    item.end_waiting(by)
    return lost


@contextmanager
def as_the_draft_says(item: Publishable) -> Iterator[Publishable]:
    """The item as it would be with its draft published. Its rows are put back at the end.

    Raises ValidationError and IntegrityError where the item's own rules refuse the draft.
    """
    draft = Version.objects.of(item).drafts().get()
    with transaction.atomic(), quietly():
        put(stored(item), draft.data)
        yield stored(item)
        transaction.set_rollback(True)


@transaction.atomic
def restore(item: Publishable, version: Version, by: Any) -> list[str]:
    """As the draft beside a published item, as the item's own text otherwise; what was written there is kept."""
    note = f"From version {version.number}"
    if item.state == State.PUBLISHED:
        if draft := draft_of(item):
            Version.objects.filter(pk=draft.pk).update(state=Version.State.ARCHIVED)
        write_draft(item, version.data, by, note)
        return []
    keep_as_it_was(item, by, f"Before version {version.number} was restored")
    with quietly():
        return put(item, version.data)


def keep_as_it_was(item: Publishable, by: Any, note: str) -> None:
    """Of a draft, whose text nobody has published and nothing else holds."""
    said = contents(item)
    if not any(version.says_the_same_as(said) for version in Version.objects.of(item)):
        add(item, said, state=Version.State.ARCHIVED, made_by=by, note=note)
