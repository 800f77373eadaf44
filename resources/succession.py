"""What took the place of what: an edition is followed by the next of its document, a document by one of another title.

Nothing of this is stored but `Document.succeeded_by`: it is read from what is live.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from lscb_site.web.dates import Precision
from resources.models import Document, Edition


@dataclass(frozen=True)
class Follower:
    """One thing that came after an edition: a newer one, or a document of another title."""

    what: Document | Edition
    dated_by: Edition | None
    can_be_opened: bool

    @property
    def is_edition(self) -> bool:
        return isinstance(self.what, Edition)

    @property
    def is_unavailable(self) -> bool:
        """Whether we have its file, and something is wrong with it."""
        file = self.dated_by.main_file if self.dated_by else None
        return bool(file and file.file and not file.can_be_read)

    @property
    def date(self) -> str:
        """“June 2017”; empty where it is not known."""
        by = self.dated_by
        return Precision(by.date_precision).words(by.effective_date) if by and by.effective_date else ""

    @property
    def when(self) -> str:
        """“in June 2017”"""
        by = self.dated_by
        return Precision(by.date_precision).when(by.effective_date) if by and by.effective_date else ""


@dataclass(frozen=True)
class Succession:
    """Where `edition` stands among the editions that readers can open. None: the document has no edition here."""

    document: Document
    edition: Edition | None
    older: Edition | None  # the one before it
    newer: tuple[Edition, ...]  # those after it, the next one first
    successor: Document | None  # the live document of another title that took its document's place

    @property
    def is_superseded(self) -> bool:
        return bool(self.newer or self.successor)

    @property
    def words(self) -> str:
        """“Superseded by the 2nd edition on 18 March 2015”; empty while nothing took its place."""
        if not self.is_superseded:
            return ""
        dated = self.dated_by
        when = Precision(dated.date_precision).when(dated.effective_date) if dated and dated.effective_date else ""
        return f"{self.undated_words} {when}".strip()

    @property
    def undated_words(self) -> str:
        """Who took its place, without the day; of a document of another title that may cost a query."""
        if not self.is_superseded:
            return ""
        return f"Superseded by {f'the {self.newer[0].name}' if self.newer else f'“{self.successor}”'}"

    @cached_property
    def dated_by(self) -> Edition | None:
        """The edition whose effective date is that of the supersession."""
        if self.newer:
            return self.newer[0]
        return next((first_since(self.edition, each) for each in self.successors[:1]), None)

    @property
    def latest(self) -> Document:
        """The document whose page shows what is the newest now."""
        return self.successor or self.document

    @cached_property
    def followers(self) -> "tuple[Follower, ...]":
        """What came after it, in order: the newer editions, then the documents of other titles."""
        editions = [Follower(each, each, each.can_be_read) for each in self.newer]
        return (*editions, *(Follower(each, first_since(self.edition, each), opens(each)) for each in self.successors))

    @cached_property
    def newest_to_open(self) -> "Follower | None":
        """The last of its followers that readers can open; None where nothing newer than this is within their reach."""
        return next((each for each in reversed(self.followers) if each.can_be_opened), None)

    @cached_property
    def successors(self) -> tuple[Document, ...]:
        """The documents of other titles that followed, one after the other, each with its editions: a few queries."""
        return tuple(chain(self.document))

    def link_header(self) -> str:
        """The relations of RFC 5829, for the `Link` of an answer; empty where the edition stands alone."""
        found = {}
        if self.older:
            found["predecessor-version"] = self.older.get_absolute_url()
        if self.is_superseded:
            found["successor-version"] = (self.newer[0] if self.newer else self.latest).get_absolute_url()
            found["latest-version"] = self.latest.get_absolute_url()
        return ", ".join(f'<{address}>; rel="{relation}"' for relation, address in found.items())


def succession(edition: Edition | None, document: Document) -> Succession:
    """Of an edition of `document`, which comes from `with_editions`; no query but for the successors' editions."""
    live = [each for each in document.visible_editions if each.is_live_itself]
    older = [each for each in live if edition and each.number < edition.number]
    newer = [each for each in live if edition and each.number > edition.number]
    return Succession(
        document=document,
        edition=edition,
        older=older[0] if older else None,
        newer=tuple(reversed(newer)),
        successor=document.live_successor,
    )


def chain(document: Document) -> Iterator[Document]:
    """The live documents that followed it, the next one first."""
    seen = {document.pk}
    while (after := document.live_successor) and after.pk not in seen:
        after.fetched_editions = after.visible_editions  # asked once
        yield after
        seen.add(after.pk)
        document = after


def opens(document: Document) -> bool:
    """Whether readers have something to open: `resources.querysets.leads_to_what_opens` says the same to a query."""
    edition = document.leading_edition
    return bool(document.lives_at or (edition and edition.can_be_read))


def first_since(edition: Edition | None, successor: Document) -> Edition | None:
    """The first live edition of `successor` from after the date of `edition`: the one that took its place."""
    before = edition.effective_date if edition and edition.effective_date else date.min
    later = [each for each in successor.visible_editions if each.effective_date and each.effective_date > before]
    return min(later, key=lambda each: each.effective_date, default=None)
