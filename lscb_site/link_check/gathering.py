"""Reads what every link of the site names, and keeps one row for each address and one for each place where it stands.

It may be done at any time and as often as one likes: what is true already is left as it is.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from cms.models import PageContent
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils.encoding import iri_to_uri
from djangocms_versioning.constants import DRAFT, PUBLISHED
from djangocms_versioning.models import Version

from lscb_site.link_check.holders import BLOCKS, INSTEAD, SUBJECTS, Holder
from lscb_site.link_check.models import LONGEST, CheckedLink, LinkPlace
from lscb_site.pages.old_addresses import own_part
from lscb_site.publishing.models import Publishable
from lscb_site.publishing.states import Status

BATCH = 500  # rows in one statement
Ids = Mapping[type[models.Model], Iterable[int]]  # of the items whose forms show the links, by their models


@dataclass(frozen=True)
class Place:
    """An item whose form shows links, and whether readers have what it says."""

    model: type[models.Model]
    pk: int
    what: str
    title: str
    is_live: bool


Places = dict[str, dict[tuple[type[models.Model], int], Place]]  # by the address that stands there


def gather() -> int:
    """Bring the rows to what is written now; answers how many links there are. What nothing leads to any more goes,
    unless somebody said that it is right."""
    found = read()
    with transaction.atomic():
        known = set(CheckedLink.objects.values_list("address", flat=True))
        new = [CheckedLink(address=each, is_own=is_own(each)) for each in sorted(found.keys() - known)]
        CheckedLink.objects.bulk_create(new, batch_size=BATCH, ignore_conflicts=True)
        links = {link.address: link for link in CheckedLink.objects.all()}
        write_places(links.values(), found)
        CheckedLink.objects.filter(places=None, accepted_at=None).delete()
    return len(found)


def look_where(links: Iterable[CheckedLink]) -> None:
    """The places of these links alone, as they are now: somebody may have put them right since."""
    links = list(links)
    if not links:  # as after nearly every save
        return
    ids = defaultdict(set)
    for place in LinkPlace.objects.filter(link__in=links).select_related("content_type"):
        if model := place.content_type.model_class():
            ids[model].add(place.object_id)
    write_places(links, read(ids), only_fewer=True)


def write_places(links: Iterable[CheckedLink], found: Places, *, only_fewer: bool = False) -> None:
    links = {link.address: link for link in links}
    types = ContentType.objects.get_for_models(
        *{model for places in found.values() for model, _ in places}, for_concrete_models=False
    )
    wanted = {
        (links[address].pk, types[place.model].pk, place.pk): place
        for address, places in found.items()
        if address in links
        for place in places.values()
    }
    gone = []
    stored = LinkPlace.objects.filter(link__in=[link.pk for link in links.values()]) if only_fewer else None
    for row in (LinkPlace.objects.all() if stored is None else stored).order_by():
        place = wanted.pop((row.link_id, row.content_type_id, row.object_id), None)
        if place is None or (place.title, place.is_live) != (row.title, row.is_live):
            gone.append(row.pk)
            if place is not None:
                wanted[row.link_id, row.content_type_id, row.object_id] = place
    for start in range(0, len(gone), BATCH):
        LinkPlace.objects.filter(pk__in=gone[start : start + BATCH]).delete()
    new = [
        LinkPlace(
            link_id=link, content_type_id=kind, object_id=pk, what=place.what, title=place.title, is_live=place.is_live
        )
        for (link, kind, pk), place in wanted.items()
    ]
    LinkPlace.objects.bulk_create(new, batch_size=BATCH, ignore_conflicts=True)


# Reading --------------------------------------------------------------------------------------------------------------


def read(ids: Ids | None = None) -> Places:
    """Every address that something live, scheduled or in draft leads to, with the places where it stands; given `ids`,
    what those items lead to."""
    found: Places = defaultdict(dict)
    for place, name in [*in_subjects(ids), *on_pages(ids)]:
        if address := kept_as(name):
            found[address][place.model, place.pk] = place
    return dict(found)


def in_subjects(ids: Ids | None) -> Iterator[tuple[Place, str]]:
    for holder in SUBJECTS:
        form = form_model(holder)
        if ids is not None and form not in ids:
            continue
        rows = holder.model._default_manager.select_related(*holder.named_by)
        if ids is not None:
            rows = rows.filter(**{f"{holder.form}__in" if holder.form else "pk__in": ids[form]})
        for row in rows.order_by("pk"):
            item = getattr(row, holder.form) if holder.form else row
            if fields := fields_that_count(holder, row):
                place = Place(form, item.pk, words_for(form), str(item)[:300], is_live(item))
                yield from ((place, name) for field in fields for name in holder.named_in(row, field))


def form_model(holder: Holder) -> type[models.Model]:
    return holder.model._meta.get_field(holder.form).related_model if holder.form else holder.model


def fields_that_count(holder: Holder, row: models.Model) -> tuple[str, ...]:
    """Those that readers can meet now, or will when it is published."""
    if not isinstance(row, Publishable):
        return holder.fields
    status = row.status()
    if status == Status.EXPIRED:
        return ()
    return tuple(field for field in holder.fields if (field == INSTEAD) == (status == Status.WITHDRAWN))


def is_live(item: models.Model) -> bool:
    """Whether readers meet it; of something withdrawn they meet where it leads."""
    return item.status() in (Status.LIVE, Status.WITHDRAWN) if isinstance(item, Publishable) else True


def words_for(model: type[models.Model]) -> str:
    name = str(model._meta.verbose_name)
    return name[:1].upper() + name[1:]


def on_pages(ids: Ids | None) -> Iterator[tuple[Place, str]]:
    """What the live version and the draft of each page of the CMS hold."""
    if ids is not None and PageContent not in ids:
        return
    kind = ContentType.objects.get_for_model(PageContent)
    versions = Version.objects.filter(content_type=kind, state__in=(DRAFT, PUBLISHED))
    if ids is not None:
        versions = versions.filter(object_id__in=ids[PageContent])
    states = dict(versions.values_list("object_id", "state"))
    contents = PageContent.admin_manager.filter(pk__in=states)
    places = {
        content.pk: Place(PageContent, content.pk, "Page", content.title[:300], states[content.pk] == PUBLISHED)
        for content in contents
    }
    yield from ((places[content.pk], content.redirect) for content in contents if content.redirect)
    for holder in BLOCKS:
        blocks = holder.model._base_manager.filter(
            placeholder__content_type=kind, placeholder__object_id__in=list(states)
        )
        for block in blocks.select_related("placeholder").order_by("pk"):
            if place := places.get(block.placeholder.object_id):
                yield from ((place, name) for field in holder.fields for name in holder.named_in(block, field))


# Addresses ------------------------------------------------------------------------------------------------------------


def kept_as(name: str) -> str:
    """One spelling of what a link names: a row (`cms.page:5`), a path of this site, or a whole address of another;
    empty for what is looked at nowhere: telephones, e-mail, a place on the same page."""
    if is_name_of_a_row(name):
        return name
    address = own_part(iri_to_uri(name.strip()))
    if address.startswith("/") and not address.startswith("//"):
        return address if len(address) <= LONGEST else ""
    if address.lower().startswith(("http://", "https://")) and len(address) <= LONGEST:
        return without_fragment(address)
    return ""


def is_name_of_a_row(name: str) -> bool:
    model, colon, pk = name.partition(":")
    return bool(colon) and model.count(".") == 1 and pk.isdecimal() and "/" not in model


def is_own(address: str) -> bool:
    return address.startswith("/") or is_name_of_a_row(address)


def without_fragment(address: str) -> str:
    try:
        return urlsplit(address)._replace(fragment="").geturl()
    except ValueError:
        return address
