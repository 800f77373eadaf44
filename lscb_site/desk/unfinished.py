"""Drafts by who has them: whoever wrote on them last, or was given them after somebody left.

Three kinds: an item that was never published, the draft beside what is live, the draft of a page of the CMS. One that
waits for a publisher, or came back from one, is told as a submission and not here.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from cms.models import PageContent
from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q
from django.utils import timezone
from djangocms_versioning.constants import DRAFT
from djangocms_versioning.models import Version as PageVersion

from lscb_site.desk.models import HandedOver
from lscb_site.publishing.moments import publishable_models
from lscb_site.publishing.states import State
from lscb_site.publishing.submissions import Submission, kind_of, title_of
from lscb_site.versions.models import Version
from lscb_site.web.addresses import admin_address

Key = tuple[int, int]  # of an item: its content type and its own
Written = tuple[datetime, int]  # when somebody last had to do with it, and who


@dataclass(frozen=True, slots=True)
class Draft:
    item: Model
    key: Key
    kind: str  # in words
    address: str
    holder: int  # the key of who has it
    was_handed_over: bool

    @property
    def title(self) -> str:
        return title_of(self.item)


def closed_accounts() -> set[int]:
    """The keys of all who cannot sign in to the admin, or not any more."""
    closed = User.objects.filter(Q(is_active=False) | Q(is_staff=False))
    return set(closed.values_list("pk", flat=True))


def drafts_of(people: Collection[int]) -> list[Draft]:
    """Of these people, by their keys. A handful of queries, however many drafts; none for nobody."""
    if not people:
        return []
    handed = {(row.content_type_id, row.object_id): (row.at, row.taken_by_id) for row in HandedOver.objects.all()}
    found = [*own_drafts(people, handed), *drafts_beside(people, handed), *drafts_of_pages(people, handed)]
    ids = [draft.key[1] for draft in found]
    asked = Submission.objects.waiting() | Submission.objects.sent_back()
    elsewhere = set(asked.filter(object_id__in=ids).values_list("content_type_id", "object_id"))
    return [draft for draft in found if draft.holder in people and draft.key not in elsewhere]


def handed_to(person: User) -> list[Draft]:
    """What this person was given and has not written on yet."""
    if not HandedOver.objects.filter(taken_by=person).exists():
        return []
    return [draft for draft in drafts_of({person.pk}) if draft.was_handed_over]


def hand_over(drafts: Collection[Draft], left_by: User, taken_by: User) -> None:
    for draft in drafts:
        content_type, object_id = draft.key
        HandedOver.objects.update_or_create(
            content_type_id=content_type,
            object_id=object_id,
            defaults={"left_by": left_by, "taken_by": taken_by, "at": timezone.now()},
        )


def own_drafts(people: Collection[int], handed: dict[Key, Written]) -> Iterator[Draft]:
    """Of the admin's history: the item itself does not say who wrote it."""
    kinds = {ContentType.objects.get_for_model(model).pk: model for model in publishable_models()}
    entries = LogEntry.objects.filter(content_type__in=kinds).exclude(action_flag=DELETION)
    touched = set(entries.filter(user__in=people).values_list("content_type_id", "object_id"))
    touched |= {(kind, str(item)) for kind, item in handed if kind in kinds}
    for kind, model in kinds.items():
        ids = [int(item) for of, item in touched if of == kind]
        if not ids:
            continue
        newest = entries.filter(content_type=kind, object_id__in=map(str, ids)).order_by("action_time", "pk")
        written = {int(item): (at, user) for item, at, user in newest.values_list("object_id", "action_time", "user")}
        for item in model._default_manager.filter(pk__in=ids, state=State.DRAFT):
            yield draft(item, (kind, item.pk), written.get(item.pk), handed, item.kind_in_words, admin_address(item))


def drafts_beside(people: Collection[int], handed: dict[Key, Written]) -> Iterator[Draft]:
    found = Version.objects.drafts().filter(Q(made_by__in=people) | Q(object_id__in=[item for _, item in handed]))
    for version in found.order_by("-made_at").prefetch_related("item"):
        key, written = (version.content_type_id, version.object_id), (version.made_at, version.made_by_id)
        address = admin_address(version.item, "draft")
        yield draft(version.item, key, written, handed, version.item.kind_in_words, address)


def drafts_of_pages(people: Collection[int], handed: dict[Key, Written]) -> Iterator[Draft]:
    kind = ContentType.objects.get_for_model(PageContent)
    ids = [item for of, item in handed if of == kind.pk]
    found = PageVersion.objects.filter(Q(created_by__in=people) | Q(object_id__in=ids), content_type=kind, state=DRAFT)
    written = {version.object_id: (version.created, version.created_by_id) for version in found}
    of_pages = kind_of(PageContent)
    for content in PageContent.admin_manager.filter(pk__in=written).select_related("page"):
        address = of_pages.edited_at(content)
        yield draft(content, (kind.pk, content.pk), written[content.pk], handed, of_pages.name, address)


def draft(item: Model, key: Key, written: Written | None, handed: dict[Key, Written], kind: str, address: str) -> Draft:
    given = handed.get(key)
    was_handed_over = given is not None and (written is None or given[0] >= written[0])
    _, holder = given if was_handed_over else written
    return Draft(item, key, kind, address, holder, was_handed_over)
