"""Where details come from, as links in words, and whose site a link leads to."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from lscb_contacts.models import ContactPoint

PARTED_BY = " ; "
ADDRESS = re.compile(r"https?://\S+")
# What stands before a council's own name in its hosts: www.brent.gov.uk, directory.walthamforest.gov.uk.
COUNCIL = re.compile(r"([\w-]+\.(?:gov\.uk|co\.uk|org\.uk|org|com|net))$")


@dataclass(frozen=True)
class Source:
    """One page or paper: its address, if it has one, and what is said of it beside that."""

    address: str
    words: str

    @property
    def host(self) -> str:
        return (urlsplit(self.address).hostname or "").removeprefix("www.")


def sources_in(text: str) -> list[Source]:
    """The sources that a text names, parted by “ ; ”."""
    found = []
    for part in filter(None, map(str.strip, text.split(PARTED_BY))):
        address = ADDRESS.search(part)
        words = " ".join(ADDRESS.sub(" ", part).split()).strip(" ,()")
        found.append(Source(address[0] if address else "", words))
    return found


def whose_site(point: ContactPoint) -> str:
    """“the council’s website”, for a link that says what it opens; otherwise the name of the host."""
    site = own_name(point.web)
    if point.authority:
        if site == own_name(point.authority.council_url):
            return "the council’s website"
        # `live_boards` comes from `with_boards`.
        boards = getattr(point.authority, "live_boards", ())
        if any(site == own_name(board.website) for board in boards if board.kind == board.Kind.PARTNERSHIP):
            return "the partnership’s website"
    return Source(point.web, "").host


def own_name(address: str) -> str:
    """The part of an address's host that one body owns: “brent.gov.uk”."""
    host = urlsplit(address).hostname or ""
    found = COUNCIL.search(host)
    return found[1] if found else host
