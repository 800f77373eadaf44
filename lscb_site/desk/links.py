"""Links to a document in what editors write: which edition they lead to, and how they are led elsewhere.

`Moves` say what holds which edition from now on, all at once, so that what has just been moved is not moved again.

A link leads to one edition (its page, its file, that file's text) or follows whatever is current (the document's page,
its `latest`). Both kinds can be turned into the other, and nothing else of a text changes.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape, unescape
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.redirects.models import Redirect
from django.urls import reverse

from resources.models import Document, Edition, EditionFile, FormerFile

# From the edition that a link leads to now to the one it shall lead to; None stands for whatever is current.
Moves = Mapping[Edition | None, Edition | None]

DIGEST_LENGTH = 20  # characters of a digest that stand in an address
LINK = re.compile(r"<a\s[^>]*>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"""\s(href|data-cms-href)=(["'])(.*?)\2""", re.IGNORECASE)
EDITION_ADDRESS = re.compile(r"editions/(\d{1,5})/")
FILE_ADDRESS = re.compile(rf"/files/([0-9a-f]{{{DIGEST_LENGTH}}})/")


@dataclass(frozen=True)
class Target:
    """Where a link leads."""

    edition: Edition | None  # None: whatever is current
    is_file: bool  # the document itself, not a page about it


class Links:
    """The links that lead to one document, however they are written. Reads its editions and files once."""

    def __init__(self, document: Document):
        self.document = document

    @cached_property
    def editions(self) -> list[Edition]:
        """Newest first, each with its `files`."""
        return list(self.document.editions.newest_first().select_related("document").prefetch_related("files"))

    @cached_property
    def pages(self) -> list[str]:
        """The address of the document's page, and those that it had before."""
        now = self.document.get_absolute_url()
        old = Redirect.objects.filter(site_id=settings.SITE_ID, new_path=now).values_list("old_path", flat=True)
        return [now, *old]

    @cached_property
    def files(self) -> dict[str, Target]:
        """The edition that each file's address leads to, by the digits of the digest in it; the newest has it."""
        by_pk = {edition.pk: edition for edition in self.editions}
        found = {}
        former = FormerFile.objects.filter(file__edition__in=by_pk).select_related("file")
        for digest, file in (
            *((each.sha256, each.file) for each in former),
            *((file.sha256, file) for edition in reversed(self.editions) for file in edition.files.all()),
        ):
            if digest:
                is_main = file.role == EditionFile.Role.MAIN
                found[digest[:DIGEST_LENGTH]] = Target(by_pk[file.edition_id], is_main)
        return found

    @cached_property
    def objects(self) -> dict[str, Target]:
        """The same for links that the editor's own dialogue makes, which name the row and not the address."""
        named = {f"resources.edition:{edition.pk}": Target(edition, False) for edition in self.editions}
        return named | {f"resources.document:{self.document.pk}": Target(None, False)}

    def needles(self) -> list[str]:
        """One of these stands in every text that links here; others may hold one too."""
        return [*self.pages, *(f"/files/{digest}/" for digest in self.files), *self.objects]

    # Reading ------------------------------------------------------------------------------------------------------

    def target_of(self, address: str) -> Target | None:
        """Where an address, or the name of a row, leads; None where it has nothing to do with the document."""
        if address in self.objects:
            return self.objects[address]
        try:
            parts = urlsplit(address)
        except ValueError:
            return None
        if parts.netloc not in ("", urlsplit(settings.SITE_ADDRESS).netloc):
            return None
        if found := FILE_ADDRESS.search(parts.path):
            target = self.files.get(found[1])
            is_text = parts.path.endswith("/text/")
            return Target(target.edition, target.is_file and not is_text) if target else None
        page = next((page for page in self.pages if parts.path.startswith(page)), None)
        return self._of_part(parts.path.removeprefix(page)) if page else None

    def _of_part(self, part: str) -> Target | None:
        if part in ("", "latest"):
            return Target(None, is_file=part == "latest")
        number = EDITION_ADDRESS.fullmatch(part)
        edition = next((each for each in self.editions if number and each.number == int(number[1])), None)
        return Target(edition, False) if edition else None

    def targets_in(self, html: str) -> set[Target]:
        found = (self.target_of(_leads_to(link)) for link in LINK.findall(html))
        return {target for target in found if target}

    # Writing ------------------------------------------------------------------------------------------------------

    def address_of(self, target: Target) -> str:
        """An address of this site that leads there."""
        if target.edition is None:
            return reverse("resources:latest", args=[self.document.slug]) if target.is_file else self.pages[0]
        main = target.edition.main_file if target.is_file else None
        return main.get_absolute_url() if main and main.file else target.edition.get_absolute_url()

    def moved(self, address: str, moves: Moves) -> str:
        """The address in the place of this one: itself, where nothing moves it."""
        target = self.target_of(address)
        if target is None or target.edition not in moves:
            return address
        return self.address_of(Target(moves[target.edition], target.is_file))

    def rewritten(self, html: str, moves: Moves) -> str:
        """The text with its links moved."""

        def lead(link):
            now = _leads_to(link[0])
            address = self.moved(now, moves)
            if address == now:
                return link[0]
            bare = ATTRIBUTE.sub("", link[0])
            return f'{bare[:2]} href="{escape(address)}"{bare[2:]}'

        return LINK.sub(lead, html)


def _leads_to(link: str) -> str:
    """What a link names: the row, where it follows one, else the address."""
    found = {name.lower(): unescape(value).strip() for name, _, value in ATTRIBUTE.findall(link)}
    return found.get("data-cms-href") or found.get("href", "")
