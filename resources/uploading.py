"""How a file enters the library: its bytes are judged, its facts recorded, its readable name found."""

import re
from typing import TYPE_CHECKING, Any

from django.core.files import File
from django.db.models import Manager
from django.utils.text import slugify

from lscb_site.files.receiving import Received, received

if TYPE_CHECKING:
    from collections.abc import Mapping

    from resources.models import Document, Edition, EditionFile

# What programs write into a file's title when nobody gave it one.
NO_TITLE = re.compile(
    r"^(microsoft (word|powerpoint|excel) - |untitled|(document|(powerpoint )?presentation) ?\d*$|slide \d+)",
    re.IGNORECASE,
)
TITLE_LENGTH = range(6, 200)


def take(row: "EditionFile", upload: "File[bytes]") -> None:
    """Put an upload into an `EditionFile` that is not saved yet, with the facts known from its bytes.

    A worker reads the rest once the row is saved. Raises `lscb_site.files.inspection.Refused`.
    """
    take_received(row, received(upload))


def take_received(row: "EditionFile", found: Received) -> None:
    """The same of what was received already."""
    row.name, row.kind, row.size, row.sha256 = found.safe_name, found.kind.value, found.size, found.sha256
    row.wait_to_be_read()
    row.pages, row.language, row.is_tagged, row.health, row.picture = None, row.said_language, None, [], ""
    row.file, row.fault, row.fault_found_at = found.place, "", None
    row.remarks, row.read_by, row.is_cut = list(found.remarks), 0, False
    row.private_check = row.PrivateCheck.PENDING if found.findings is None else row.PrivateCheck.DONE
    row.found_at_upload = list(found.findings or ())


def attach(row: "EditionFile", upload: "File[bytes]") -> None:
    """`take`, and save. Raises `Refused`."""
    take(row, upload)
    row.save()


def add_to(
    edition: "Edition", upload: "File[bytes]", said: "Mapping[str, Any] | None" = None
) -> "tuple[EditionFile, bool]":
    """Make an upload a file more of an edition, and say whether it is new there. Raises `Refused`.

    `said` of its title, role and language goes before what the file says. The first file of an edition is the document
    itself, and takes the place that was kept for it; all others are appendices.
    """
    said = said or {}
    if known := edition.files.filter(sha256=received(upload).sha256).first():
        return known, False
    roles = edition.files.model.Role
    main = edition.files.filter(role=roles.MAIN).first()
    role = said.get("role") or (roles.APPENDIX if main and main.file else roles.MAIN)
    if role == roles.MAIN and main and not main.file:
        row = main
    else:
        last = edition.files.order_by("position").last()
        row = edition.files.model(edition=edition, role=role, position=last.position + 1 if last else 0)
    if not row.title or said.get("title"):
        row.title = said.get("title") or (str(edition.document) if role == roles.MAIN else title_of(upload)[:200])
    row.said_language = said.get("language", "")
    attach(row, upload)
    return row, True


def title_of(upload: "File[bytes]") -> str:
    """The title a reader would give the file: the one it states, unless a program wrote it, else from its name."""
    found = received(upload)
    stated = " ".join(found.title.split())
    stem = found.safe_name.removesuffix(found.kind.extension)
    is_sensible = len(stated) in TITLE_LENGTH and " " in stated and not NO_TITLE.match(stated)
    return stated if is_sensible else readable(stem)


def readable(stem: str) -> str:
    """A file's name as words: `london_MASH-agenda 2013-09` is “London MASH agenda 2013-09”."""
    text = re.sub(r"[_\s]+|(?<=[^\W\d])-(?=\w)|(?<=\w)-(?=[^\W\d])", " ", stem).strip()
    return text[:1].upper() + text[1:]


def free_slug(documents: "Manager[Document]", title: str) -> str:
    """An address that no document has, made from a title."""
    base = slugify(title)[:180].strip("-") or "document"
    taken = set(documents.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)
