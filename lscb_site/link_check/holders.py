"""What editors write that can lead somewhere: which models, which of their fields. Said here and nowhere else.

A new field that holds an address or formatted text is named here, or its links are neither looked at nor found where
somebody asks where a thing is used. A test walks the models and names what was forgotten.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.contrib.redirects.models import Redirect
from django.db import models
from djangocms_link.models import Link
from djangocms_text.models import Text

from lscb_contacts.models import Authority, Board, ContactPoint
from lscb_site.link_check.writing import links_in
from lscb_site.notices.models import Notice
from lscb_site.pages.models import CallToAction, PageWithdrawal
from lscb_site.search.models import PinnedResult
from news.models import Post
from resources.models import Collection, Comparison, Document, Edition, Publisher, Source

# The address where readers of something withdrawn go instead: it leads somewhere only while that is withdrawn.
INSTEAD = "withdrawn_to"
BETWEEN_SOURCES = ";"


@dataclass(frozen=True)
class Holder:
    """A model, and its fields with formatted text, with one address, and with several (parted by “ ; ”, among words).

    `form` leads from a row to the one whose form shows it; empty: its own. `named_by` are the relations that its name
    is made of.
    """

    model: type[models.Model]
    texts: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    form: str = ""
    named_by: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        return self.texts + self.addresses + self.sources

    def named_in(self, row: models.Model, field: str) -> Iterator[str]:
        """What the links of one field name, in order."""
        value = getattr(row, field) or ""
        if isinstance(value, dict):  # of the CMS’s own link
            value = value.get("internal_link") or value.get("external_link") or ""
        if field in self.texts:
            yield from links_in(value)
        elif field in self.sources:
            parts = (part.strip() for part in value.split(BETWEEN_SOURCES))
            yield from (part for part in parts if part.startswith(("https://", "http://")) and " " not in part)
        elif value:
            yield str(value).strip()


SUBJECTS = (
    Holder(Post, texts=("body",), addresses=(INSTEAD,)),
    Holder(Document, texts=("body",), addresses=("lives_at", INSTEAD)),
    Holder(Edition, addresses=(INSTEAD,), named_by=("document",)),
    Holder(Comparison, addresses=(INSTEAD,), named_by=("older__document", "newer__document")),
    Holder(Collection, texts=("body",), addresses=(INSTEAD,)),
    Holder(Source, addresses=("address",), form="document", named_by=("document",)),
    Holder(Publisher, addresses=("url",)),
    Holder(Notice, addresses=("link", INSTEAD)),
    Holder(Authority, addresses=("council_url",)),
    Holder(Board, addresses=("website", INSTEAD), sources=("source",)),
    Holder(ContactPoint, addresses=("web",), sources=("source", "hours_source"), named_by=("authority", "board")),
    Holder(PageWithdrawal, addresses=("elsewhere",), form="page", named_by=("page",)),
    Holder(PinnedResult, addresses=("address",)),
    Holder(Redirect, addresses=("new_path",)),
)
# The blocks of the CMS's pages. What stands in one is told of its page.
BLOCKS = (Holder(Text, texts=("body",)), Holder(CallToAction, addresses=("url",)), Holder(Link, addresses=("link",)))


def holder_of(model: type[models.Model]) -> Holder:
    return next(holder for holder in (*SUBJECTS, *BLOCKS) if holder.model is model)


def named_in(row: models.Model, fields: Iterable[str] | None = None) -> Iterator[tuple[str, str]]:
    """Each field of a row with what a link of it names."""
    holder = holder_of(type(row))
    for field in holder.fields if fields is None else fields:
        yield from ((field, name) for name in holder.named_in(row, field))
