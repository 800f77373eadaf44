"""How an upload comes in: examined, stored and its title read, all before any transaction is open.

Examining starts child processes and waits for a virus scanner; storing waits for a disk. SQLite has one writer at a
time, and whoever holds its lock meanwhile keeps every other editor from saving. So the admin receives what was uploaded
before it begins (`lscb_site.files.admin`), and the forms only find what is known.

What was received is signed into the form it came with. When another field is refused, the form comes back with the
signature, and nobody chooses the file again. It holds for a day, for the person who uploaded the file.
"""

import logging
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core import signing
from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from lscb_site.files.content_store import content_store
from lscb_site.files.facts import facts_in_words
from lscb_site.files.inspection import Inspection, Refused, inspect, on_disk
from lscb_site.files.isolation import IsolationFailed
from lscb_site.files.kinds import FileKind
from lscb_site.files.reading import read_facts
from lscb_site.files.refusals import Refusal

logger = logging.getLogger(__name__)

if TYPE_CHECKING:
    Upload = UploadedFile[bytes]
else:
    Upload = UploadedFile

KEPT = "-kept"  # what the name of a field ends in where a form sends signatures for it
MOST_AT_ONCE = 100  # files of one field
KEPT_SECONDS = 24 * 60 * 60
SALT = "lscb_site.files.receiving"


@dataclass(frozen=True)
class Received:
    """An accepted upload. Its bytes lie in the store as `place`; `size` in bytes, `title` as the file states it."""

    kind: FileKind
    size: int
    sha256: str
    safe_name: str
    place: str
    title: str

    @property
    def facts(self) -> str:
        return facts_in_words(self.kind, self.size, None)


class NotStored(Refused):
    """The disk did not take the bytes. Forms show it as any refusal."""

    def __init__(self) -> None:
        super().__init__(Refusal("not_stored"))


class KeptUpload(Upload):
    """An upload of an earlier request, known by what the form sent back. Its bytes are in the store."""

    def __init__(self, name: str, size: int = 0) -> None:
        super().__init__(file=None, name=name, size=size)


def received(upload: "File[bytes]") -> Received:
    """What is known of an upload, received once however many ask. Raises `Refused`.

    The first to ask waits up to half a minute, and must not hold a transaction.
    """
    if refusal := getattr(upload, "refusal", None):
        raise refusal
    known: Received | None = getattr(upload, "received", None)
    if known is None:
        try:
            known = _receive(upload)
        except Refused as refusal:
            upload.refusal = refusal  # type: ignore[attr-defined]  # carried along, for whoever asks next
            raise
        upload.received = known  # type: ignore[attr-defined]
    return known


def _receive(upload: "File[bytes]") -> Received:
    try:
        found = inspect(upload, upload.name or "", max_bytes=settings.FILES_MAX_BYTES)
        place = content_store().save(found.safe_name, upload)
        title = _stated_title(upload, found)
    except OSError:
        logger.exception("An upload could not be stored.")
        raise NotStored from None
    finally:
        upload.seek(0)
    if PurePath(place).stem != found.sha256:
        logger.error("An upload had other bytes when it was stored than when it was examined.")
        raise NotStored
    return Received(found.kind, found.size, found.sha256, found.safe_name, place, title)


def _stated_title(upload: "File[bytes]", found: Inspection) -> str:
    try:
        with on_disk(upload) as path:
            return read_facts(path, found.kind).title
    except IsolationFailed:
        return ""


def receive_all(request: HttpRequest) -> None:
    """Receive every upload of a form, and put beside them those that it kept before.

    Of a field for one file the last counts: one that was chosen now. A refusal is carried by its upload, for the form
    to say. Asked again for the same request, nothing is left to do.
    """
    if hasattr(request, "files_are_received"):
        return
    request.files_are_received = True  # type: ignore[attr-defined]
    person, files = str(request.user.pk), request.FILES
    for name in request.POST:
        if name.endswith(KEPT):
            field = name.removesuffix(KEPT)
            files.setlist(field, [*_restored(request.POST.getlist(name), person), *files.getlist(field)])
    for field in files:
        # More than that the field refuses as a whole: to examine them would take minutes.
        for upload in files.getlist(field) if len(files.getlist(field)) <= MOST_AT_ONCE else ():
            try:
                signature = signing.dumps(asdict(received(upload)), salt=f"{SALT} {person}", compress=True)
            except Refused:
                continue
            upload.signature = signature  # type: ignore[attr-defined]


def _restored(signatures: Iterable[str], person: str) -> "list[Upload]":
    store = content_store()
    found: dict[str, Upload] = {}
    for signature in signatures:
        try:
            facts: dict[str, Any] = signing.loads(signature, salt=f"{SALT} {person}", max_age=KEPT_SECONDS)
            known = Received(**facts | {"kind": FileKind(facts["kind"])})
            store.note(known.place)
            is_there = store.fault_of(known.place, known.size) is None
        except (signing.BadSignature, OSError):
            is_there = False
        if is_there:
            upload = KeptUpload(known.safe_name, known.size)
            upload.received = known  # type: ignore[attr-defined]
            found[known.sha256] = upload
        else:
            lost = found.setdefault("", KeptUpload("The file from before"))
            lost.refusal = Refused(Refusal("no_longer_kept"))  # type: ignore[attr-defined]
    return list(found.values())
