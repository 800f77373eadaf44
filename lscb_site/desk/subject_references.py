"""The news items, documents, collections and notices that point at a document: by choosing it, or in writing."""

from copy import copy
from dataclasses import dataclass
from functools import reduce
from operator import or_

from cms.models import PageContent
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Model, Q

from lscb_site.desk.links import Links, LinksTo, Target
from lscb_site.desk.references import Reference, in_order
from lscb_site.link_check.holders import SUBJECTS
from lscb_site.notices.models import Notice
from lscb_site.publishing.forwarding import path_here
from lscb_site.publishing.models import Publishable
from lscb_site.publishing.wording import sentences
from lscb_site.web.addresses import admin_address
from lscb_site.web.locking import lock
from lscb_site.web.public_addresses import item_at
from news.models import Paper, Session
from resources.models import CollectionItem, Document, Edition

TEXT = "body"
STANDS_ON_IT = "It stands on this page alone. Open it to show it elsewhere."
# What editors write and publish, and the fields of it that can lead somewhere.
WRITTEN = {
    holder.model: holder.texts + holder.addresses for holder in SUBJECTS if issubclass(holder.model, Publishable)
}


@dataclass(frozen=True)
class InSubject(Reference):
    """A place in a news item, a document, a collection or a notice: `holder`."""

    holder: Model = None

    def obstacle(self, request):
        may = admin.site.get_model_admin(type(self.holder)).has_change_permission(request, self.holder)
        return "" if may else "You may not change this. Ask somebody who may."

    @property
    def subject(self):
        return self.holder


@dataclass(frozen=True)
class Attachment(InSubject):
    """A row that chooses the document: `lscb_site.publishing.pinning.PinsEdition`."""

    row: Model = None

    def move(self, moves, user):
        if row := _locked(self.row):
            there = moves[self.edition]
            if isinstance(there, str):
                row.document, row.edition = document_at(there)
            else:
                row.edition = there
            row.save(update_fields=["document", "edition"])

    def unfit(self, address):
        document, edition = document_at(address)
        if document is None:
            return "Only a document of the library can stand there."
        row = copy(self.row)
        row.document, row.edition = document, edition
        try:
            row.validate_constraints()
        except ValidationError as refusal:
            return sentences(refusal)
        return ""


def document_at(address: str) -> tuple[Document | None, Edition | None]:
    """The document that an address of this site leads to, and the edition where it means one."""
    match item_at(path_here(address)):
        case Document() as document:
            return document, None
        case Edition() as edition:
            return edition.document, edition
    return None, None


@dataclass(frozen=True)
class Mention(InSubject):
    """Links in a text of the holder, or the address of what readers find instead of it."""

    name: str = TEXT

    def move(self, moves, user):
        if holder := _locked(self.holder):
            lead = self.links.rewritten if self.name == TEXT else self.links.moved
            setattr(holder, self.name, lead(getattr(holder, self.name), moves))
            holder.save(update_fields=[self.name, "updated_at"])

    def unfit(self, address):
        if self.name == TEXT:
            return ""
        try:
            self.holder._meta.get_field(self.name).clean(address, self.holder)
        except ValidationError as refusal:
            return sentences(refusal)
        return ""


@dataclass(frozen=True)
class Succession(Reference):
    """A document of another title whose place this one took."""

    def obstacle(self, request):
        return "It always leads to whatever is the newest."

    def why_it_stays(self, request):
        return "It says which document followed it. Open it to name another."


@dataclass(frozen=True)
class PageChoice(Reference):
    """What chose a page of the CMS, and leads to it wherever it is."""

    holder: Model = None

    why_it_stays_so: str = ""

    @property
    def words(self) -> str:
        return "Chose this page"

    def obstacle(self, request):
        return "It always leads to this page."

    def why_it_stays(self, request):
        return self.why_it_stays_so


def _locked(row: Model) -> Model | None:
    """The row as it is now, for this transaction alone; None where somebody has deleted it."""
    lock([row])
    return type(row)._base_manager.filter(pk=row.pk).first()


def attachments(links: Links):
    sources = [
        (Paper, "post", "News item"),
        (Session, "post", "Session of a news item"),
        (CollectionItem, "collection", "Collection"),
    ]
    for model, holder_name, what in sources:
        rows = model.objects.filter(document=links.document).select_related(holder_name, "edition__document")
        for row in rows.order_by(holder_name, "pk"):
            about = _of(getattr(row, holder_name), what, links)
            if model is Session:
                about["where"] = f"{row} ({row.post})"
            yield Attachment(**about, edition=row.edition, place=_place(row), row=row)


def succeeded(links: Links):
    for document in links.document.succeeds.order_by("title"):
        about = _of(document, "Document that this one followed", links)
        del about["holder"]
        yield Succession(**about, edition=None, place=_place(document, "succeeded_by"))


def choosing_page(links: LinksTo):
    """The notices that stand on a page of the CMS, and the withdrawn pages whose place it took."""
    for notice in Notice.objects.filter(page=links.item).order_by("pk"):
        about = _of(notice, "Urgent notice on it", links)
        yield PageChoice(**about, edition=None, place=_place(notice, "page"), why_it_stays_so=STANDS_ON_IT)
    for withdrawal in links.item.took_place_of.select_related("page").order_by("pk"):
        yield PageChoice(
            what="Withdrawn page",
            where=str(withdrawal),
            status="Withdrawn",
            address=admin_address(PageContent, "changelist"),
            edition=None,
            place=_place(withdrawal, "successor"),
            links=links,
            why_it_stays_so="Its readers are sent on to wherever you send those of this page.",
        )


def mentions(links: LinksTo):
    needles = links.needles()
    for model, names in WRITTEN.items():
        may_hold = reduce(or_, (Q(**{f"{name}__contains": part}) for name in names for part in needles))
        for holder in model.objects.filter(may_hold).order_by("pk"):
            found = [(name, target.edition) for name in names for target in targets_in(holder, name, links)]
            for name, edition in in_order(found):
                yield Mention(
                    **_of(holder, model._meta.verbose_name.capitalize(), links),
                    edition=edition,
                    place=_place(holder, name),
                    in_text=True,
                    name=name,
                )


def targets_in(holder: Model, name: str, links: LinksTo) -> set[Target]:
    """Where the links of a text lead, or the one address that stands in the field."""
    value = getattr(holder, name)
    if name == TEXT:
        return links.targets_in(value)
    target = links.target_of(value) if value else None
    return {target} if target else set()


def _of(holder, what: str, links: LinksTo) -> dict:
    return {
        "what": what,
        "where": str(holder),
        "status": holder.status().label,
        "address": admin_address(holder),
        "links": links,
        "holder": holder,
    }


def _place(row: Model, name: str = "edition") -> str:
    return f"{row._meta.label_lower}-{row.pk}-{name}"
