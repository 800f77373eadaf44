"""Links to a document in what editors write: which edition they lead to, and how they are led elsewhere.

`Moves` say what holds which edition from now on, all at once, so that what has just been moved is not moved again.

A link leads to one edition (its page, its file, that file's text) or follows whatever is the newest (the page of
the document, its `latest`). Both kinds can be turned into the other, and nothing else of a text changes.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.redirects.models import Redirect
from django.db.models import Model, Prefetch, prefetch_related_objects
from django.urls import reverse

from lscb_site.link_check.writing import ATTRIBUTE, LINK, links_in, named_by
from resources.models import Document, Edition, EditionFile, FormerFile

# From the edition that a link leads to now to the one it shall lead to; None stands for whatever is the newest, a text
# for the address of something else altogether.
Moves = Mapping[Edition | None, Edition | str | None]

DIGEST_LENGTH = 20  # characters of a digest that stand in an address
EDITION_ADDRESS = re.compile(r"editions/(\d{1,5})/")
FILE_ADDRESS = re.compile(rf"/files/([0-9a-f]{{{DIGEST_LENGTH}}})/")


@dataclass(frozen=True)
class Target:
    """Where a link leads."""

    edition: Edition | None  # None: whatever is the newest
    is_file: bool  # the document itself, not a page about it


class LinksTo:
    """The links that lead to one item that has an address, however they are written."""

    follows = "here"  # what a link does that names no edition: “Its text links here”

    def __init__(self, item: Model):
        self.item = item

    @cached_property
    def pages(self) -> list[str]:
        """The address of its page, and those that it had before."""
        now = self.item.get_absolute_url()
        return [now, *old_addresses([now]).get(now, ())] if now else []

    @cached_property
    def files(self) -> dict[str, Target]:
        """What the addresses of its files lead to, by the digits of the digest in each."""
        return {}

    @cached_property
    def objects(self) -> dict[str, Target]:
        """The same for links that the editor's own dialogue makes, which name the row and not the address."""
        return {f"{self.item._meta.label_lower}:{self.item.pk}": Target(None, False)}

    def needles(self) -> list[str]:
        """One of these stands in every text that links here; others may hold one too."""
        return [*self.pages, *(f"/files/{digest}/" for digest in self.files), *self.objects]

    def target_of(self, address: str) -> Target | None:
        """Where an address, or the name of a row, leads; None where it has nothing to do with the item."""
        if address in self.objects:
            return self.objects[address]
        path = path_here(address)
        if found := FILE_ADDRESS.search(path):
            target = self.files.get(found[1])
            is_text = path.endswith("/text/")
            return Target(target.edition, target.is_file and not is_text) if target else None
        page = next((page for page in self.pages if path.startswith(page)), None)
        return self._of_part(path.removeprefix(page)) if page else None

    def _of_part(self, part: str) -> Target | None:
        return None if part else Target(None, False)

    def targets_in(self, html: str) -> set[Target]:
        found = map(self.target_of, links_in(html))
        return {target for target in found if target}

    # Writing ------------------------------------------------------------------------------------------------------

    def address_of(self, target: Target) -> str:
        """An address of this site that leads there."""
        raise NotImplementedError

    def moved(self, address: str, moves: Moves) -> str:
        """The address in the place of this one: itself, where nothing moves it."""
        target = self.target_of(address)
        if target is None or target.edition not in moves:
            return address
        there = moves[target.edition]
        return there if isinstance(there, str) else self.address_of(Target(there, target.is_file))

    def rewritten(self, html: str, moves: Moves) -> str:
        """The text with its links moved."""

        def lead(link):
            now = named_by(link[0])
            address = self.moved(now, moves)
            if address == now:
                return link[0]
            bare = ATTRIBUTE.sub("", link[0])
            return f'{bare[:2]} href="{escape(address)}"{bare[2:]}'

        return LINK.sub(lead, html)


class Links(LinksTo):
    """The links that lead to one document. Reads its editions and files once."""

    follows = "to whatever is the newest"

    def __init__(self, document: Document):
        super().__init__(document)
        self.document = document

    @classmethod
    def of_all(cls, documents: Iterable[Document]) -> "list[Links]":
        """Those of many documents, in five queries however many there are."""
        documents = list(documents)
        newest = Edition.objects.newest_first().select_related("document").prefetch_related("files")
        prefetch_related_objects(documents, Prefetch("editions", newest, to_attr="editions_of_all"))
        old = old_addresses([document.get_absolute_url() for document in documents])
        former = former_files([edition for document in documents for edition in document.editions_of_all])
        found = []
        for links in map(cls, documents):
            now = links.document.get_absolute_url()
            links.editions = links.document.editions_of_all
            links.pages = [now, *old.get(now, ())]
            links.former = [each for each in former if each.file.edition.document_id == links.document.pk]
            found.append(links)
        return found

    @cached_property
    def editions(self) -> list[Edition]:
        """Newest first, each with its `files`."""
        return list(self.document.editions.newest_first().select_related("document").prefetch_related("files"))

    @cached_property
    def former(self) -> list[FormerFile]:
        return former_files(self.editions)

    @cached_property
    def files(self) -> dict[str, Target]:
        """The edition that each file's address leads to, by the digits of the digest in it; the newest has it."""
        by_pk = {edition.pk: edition for edition in self.editions}
        found = {}
        for digest, file in (
            *((each.sha256, each.file) for each in self.former),
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

    def _of_part(self, part: str) -> Target | None:
        if part in ("", "latest"):
            return Target(None, is_file=part == "latest")
        number = EDITION_ADDRESS.fullmatch(part)
        edition = next((each for each in self.editions if number and each.number == int(number[1])), None)
        return Target(edition, False) if edition else None

    def address_of(self, target: Target) -> str:
        if target.edition is None:
            return reverse("resources:latest", args=[self.document.slug]) if target.is_file else self.pages[0]
        main = target.edition.main_file if target.is_file else None
        return main.get_absolute_url() if main and main.file else target.edition.get_absolute_url()


def path_here(address: str) -> str:
    """The path of an address of this site; empty for another's, and for what is none."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return parts.path if parts.netloc in ("", urlsplit(settings.SITE_ADDRESS).netloc) else ""


def old_addresses(addresses: Iterable[str]) -> dict[str, list[str]]:
    """The addresses that lead on to these, by them. One query."""
    found = defaultdict(list)
    for old in Redirect.objects.filter(site_id=settings.SITE_ID, new_path__in=addresses):
        found[old.new_path].append(old.old_path)
    return found


def former_files(editions: Iterable[Edition]) -> list[FormerFile]:
    return list(FormerFile.objects.filter(file__edition__in=editions).select_related("file__edition"))
