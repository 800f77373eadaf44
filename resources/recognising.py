"""Whose copy is this? What the library knows of a file by its digest: of live files, and of those that were before.

Drafts are never among them, whoever asks.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.contrib.auth.models import AnonymousUser

from resources.force import Mark, mark_of
from resources.models import Document, Edition, EditionFile, FormerFile
from resources.succession import Succession, succession

MOST = 20  # places of the same bytes that are told


class Verdict(StrEnum):
    """What to tell of a copy, the best news first."""

    NEWEST = "newest"
    CORRECTED = "corrected"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Recognised:
    """One place of the bytes in the library."""

    file: EditionFile
    former: FormerFile | None  # set where a correction replaced these bytes since
    succession: Succession | None  # None where it is withdrawn

    @property
    def edition(self) -> Edition:
        return self.file.edition

    @property
    def mark(self) -> Mark | None:
        return mark_of(self.succession) if self.succession else None

    @property
    def verdict(self) -> Verdict:
        if self.succession is None:
            return Verdict.WITHDRAWN
        if self.succession.is_superseded:
            return Verdict.SUPERSEDED
        return Verdict.CORRECTED if self.former else Verdict.NEWEST


def recognise(digest: str) -> list[Recognised]:
    """Every place of the bytes whose SHA-256 has these 64 hexadecimal digits, the best news first."""
    present = EditionFile.objects.filter(sha256=digest).select_related("edition__document")
    former = FormerFile.objects.filter(sha256=digest).select_related("file__edition__document")
    live, gone = Edition.objects.live(), Edition.objects.gone()
    found = [(file, None) for file in present.filter(edition__in=live)[:MOST]]
    found += [(each.file, each) for each in former.filter(file__edition__in=live)[:MOST]]
    lost = [(file, None) for file in present.filter(edition__in=gone)[:MOST]]
    lost += [(each.file, each) for each in former.filter(file__edition__in=gone)[:MOST]]
    library = Document.objects.live().with_editions(AnonymousUser())
    documents = library.in_bulk({file.edition.document_id for file, _ in found})
    known = [
        Recognised(file, was, succession(file.edition, documents[file.edition.document_id])) for file, was in found
    ]
    known += [Recognised(file, was, None) for file, was in lost]
    return sorted(known, key=lambda each: list(Verdict).index(each.verdict))
