"""How often each item of a list is used: the same places that `where_used` names, counted for all of them at once.

Every text is read once, whatever the length of the list, and what its links name is looked up among all the items.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import or_

from cms.models import Page, PageUrl
from django.conf import settings
from django.db.models import Count, Model, Q
from djangocms_versioning.constants import DRAFT, PUBLISHED
from djangocms_versioning.models import Version
from filer.models import Image

from lscb_site.desk.links import FILE_ADDRESS, Links, LinksTo, old_addresses, path_here
from lscb_site.desk.page_references import contents_type
from lscb_site.desk.subject_references import TEXT, WRITTEN
from lscb_site.link_check import holders
from lscb_site.notices.models import Notice
from lscb_site.pages.models import PageWithdrawal, Picture
from lscb_site.pages.published import page_url
from news.models import Paper, Session
from resources.models import Collection, CollectionItem, Document, Edition

Uses = Counter[tuple[int, int | None]]  # by the item, and by the edition of it that a place holds


class Lookup:
    """Many items at once: whose is what a link names?"""

    def __init__(self, all_links: Iterable[LinksTo]):
        self.all_links = list(all_links)
        self.by_name = {name: links for links in self.all_links for name in links.objects}
        self.by_page = {page: links for links in self.all_links for page in links.pages}
        self.by_file = {digest: links for links in self.all_links for digest in links.files}

    def key_of(self, name: str) -> tuple[int, int | None] | None:
        """The item, and the edition of it, that a link leads to."""
        links = self.by_name.get(name) or self._at(path_here(name))
        target = links.target_of(name) if links else None
        return (links.item.pk, target.edition and target.edition.pk) if target else None

    def _at(self, path: str) -> LinksTo | None:
        if found := FILE_ADDRESS.search(path):
            return self.by_file.get(found[1])
        parts = path.split("/")
        above = ("/".join(parts[:end]) + "/" for end in range(len(parts) - 1, 0, -1))
        return next((self.by_page[each] for each in (path, *above) if each in self.by_page), None)


def uses_in_texts(all_links: Iterable[LinksTo]) -> Uses:
    """In what editors wrote: each field of an item, and each page of the CMS, once for what it leads to."""
    lookup = Lookup(all_links)
    found: Uses = Counter()
    for row, fields in _written():
        for field in fields:
            named = {lookup.key_of(name) for _, name in holders.named_in(row, [field])}
            found.update(named - {None})
    for named in _named_on_pages().values():
        found.update({lookup.key_of(name) for name in named} - {None})
    return found


def _written() -> Iterator[tuple[Model, Sequence[str]]]:
    for model, fields in WRITTEN.items():
        holds = reduce(
            or_, (Q(**{f"{field}__contains": "<a "} if field == TEXT else {f"{field}__gt": ""}) for field in fields)
        )
        for row in model.objects.filter(holds).only("pk", *fields):
            yield row, fields


def _named_on_pages() -> dict[int, set[str]]:
    """What the blocks of each content that is live or a draft name, by the content's id."""
    kind = contents_type()
    shown = Version.objects.filter(content_type=kind, state__in=(DRAFT, PUBLISHED)).values("object_id")
    found: dict[int, set[str]] = {}
    for holder in holders.BLOCKS:
        blocks = holder.model.objects.filter(placeholder__content_type=kind, placeholder__object_id__in=shown)
        for block in blocks.select_related("placeholder"):
            names = (name for _, name in holders.named_in(block))
            found.setdefault(block.placeholder.object_id, set()).update(names)
    return found


# Of each kind ---------------------------------------------------------------------------------------------------------


def of_documents(documents: Iterable[Document]) -> Uses:
    """By document and by the edition that a place holds; None: it follows whatever is the newest."""
    documents = list(documents)
    found = uses_in_texts(Links.of_all(documents))
    for model in (Paper, Session, CollectionItem):
        rows = model.objects.filter(document__in=documents).order_by().values_list("document", "edition")
        for document, edition, count in rows.annotate(Count("pk")):
            found[document, edition] += count
    for document in Document.objects.filter(succeeded_by__in=documents).values_list("succeeded_by", flat=True):
        found[document, None] += 1
    return found


def per_document(documents: Iterable[Document]) -> Counter[int]:
    totals: Counter[int] = Counter()
    for (document, _), count in of_documents(documents).items():
        totals[document] += count
    return totals


def per_edition(editions: Iterable[Edition], user) -> Counter[int]:
    """The one that leads its document’s page is what those places show that follow whatever is the newest."""
    editions = list(editions)
    documents = Document.objects.filter(pk__in={each.document_id for each in editions}).with_files(user)
    leading = {document.pk: document.leading_edition for document in documents}
    uses = of_documents(documents)
    return Counter(
        {
            edition.pk: uses[edition.document_id, edition.pk]
            + (uses[edition.document_id, None] if leading.get(edition.document_id) == edition else 0)
            for edition in editions
        }
    )


def per_collection(collections: Iterable[Collection]) -> Counter[int]:
    collections = list(collections)
    return _per_item(collections, {each.pk: each.get_absolute_url() for each in collections})


def per_page(pages: Iterable[Page]) -> Counter[int]:
    pages = list(pages)
    paths = PageUrl.objects.filter(page__in=pages, language=settings.LANGUAGE_CODE).exclude(path=None)
    addresses = {page: page_url(path) for page, path in paths.values_list("page", "path")}
    totals = _per_item(pages, addresses)
    totals.update(Notice.objects.filter(page__in=pages).values_list("page", flat=True))
    totals.update(PageWithdrawal.objects.filter(successor__in=pages).values_list("successor", flat=True))
    return totals


def _per_item(items: Iterable[Model], addresses: Mapping[int, str]) -> Counter[int]:
    all_links = [LinksTo(item) for item in items]
    old = old_addresses(addresses.values())
    for links in all_links:
        address = addresses.get(links.item.pk)
        links.pages = [address, *old.get(address, ())] if address else []
    return Counter({item: count for (item, _), count in uses_in_texts(all_links).items()})


def per_picture(images: Iterable[Image]) -> Counter[int]:
    """Pages that show it, each once."""
    kind = contents_type()
    shown = Version.objects.filter(content_type=kind, state__in=(DRAFT, PUBLISHED)).values("object_id")
    placed = Picture.objects.filter(
        image__in=[image.pk for image in images], placeholder__content_type=kind, placeholder__object_id__in=shown
    )
    return Counter(image for image, _ in set(placed.values_list("image", "placeholder__object_id")))
