"""What took the place of what: an edition is followed by the next of its document, a document by one of another title.

Nothing of this is stored but `Document.succeeded_by`: it is read from what is live.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from lscb_site.web.dates import Precision
from resources.models import Document, Edition


@dataclass(frozen=True)
class Succession:
    """Where `edition` stands among the editions that readers can open."""

    edition: Edition
    older: Edition | None  # the one before it
    newer: Edition | None  # the one after it
    current: Edition | None  # the newest of its document
    successor: Document | None  # the live document of another title that took its document's place

    @property
    def is_superseded(self) -> bool:
        return bool(self.newer or self.successor)

    @property
    def words(self) -> str:
        """“Superseded by the 2nd edition on 18 March 2015”; empty while nothing took its place."""
        if not self.is_superseded:
            return ""
        by = f"the {self.newer.name}" if self.newer else f"“{self.successor}”"
        dated = self.dated_by
        when = Precision(dated.date_precision).when(dated.effective_date) if dated and dated.effective_date else ""
        return f"Superseded by {by} {when}".strip()

    @cached_property
    def dated_by(self) -> Edition | None:
        """The edition whose effective date is that of the supersession."""
        if self.newer or not self.successor:
            return self.newer
        return first_since(self.edition, self.successor)

    @property
    def latest(self) -> Document:
        """The document whose page shows what is current now."""
        return self.successor or self.edition.document

    def link_header(self) -> str:
        """The relations of RFC 5829, for the `Link` of an answer; empty where the edition stands alone."""
        found = {}
        if self.older:
            found["predecessor-version"] = self.older.get_absolute_url()
        if self.is_superseded:
            found["successor-version"] = (self.newer or self.successor).get_absolute_url()
            found["latest-version"] = self.latest.get_absolute_url()
        return ", ".join(f'<{address}>; rel="{relation}"' for relation, address in found.items())


def succession(edition: Edition, document: Document) -> Succession:
    """Of an edition of `document`, which comes from `with_editions`; no query but for the successor's editions."""
    live = [each for each in document.visible_editions if each.is_live_itself]
    newer = [each for each in live if each.number > edition.number]
    older = [each for each in live if each.number < edition.number]
    return Succession(
        edition=edition,
        older=older[0] if older else None,
        newer=newer[-1] if newer else None,
        current=document.current_edition,
        successor=document.live_successor,
    )


def first_since(edition: Edition, successor: Document) -> Edition | None:
    """The first live edition of `successor` from after the date of `edition`: the one that took its place."""
    before = edition.effective_date or date.min
    live = Edition.objects.live().filter(document=successor).newest_first()
    later = [each for each in live if each.effective_date and each.effective_date > before]
    return min(later, key=lambda each: each.effective_date, default=None)
