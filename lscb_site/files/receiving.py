"""How an upload comes in: examined, stored and its title read, all before any transaction is open.

Examining starts child processes and waits for a virus scanner; storing waits for a disk. SQLite has one writer at a
time, and whoever holds its lock meanwhile keeps every other editor from saving. So the admin receives what was uploaded
before it begins (`lscb_site.files.admin`), and the forms only find what is known.

What was received is signed into the form it came with. When another field is refused, the form comes back with the
signature, and nobody chooses the file again. It holds for a day, for the person who uploaded the file.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core import signing
from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from lscb_site.files.content_store import content_name, content_store
from lscb_site.files.facts import facts_in_words
from lscb_site.files.finding_kinds import Weight
from lscb_site.files.findings import Finding
from lscb_site.files.inspection import Inspection, Refused, inspect, on_disk
from lscb_site.files.kinds import FileKind
from lscb_site.files.private_check import NOT_CHECKED, first_look
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


# Each says of a digest whether these bytes must never come in (again): the rooms that know add theirs.
unwanted: list[Callable[[str], bool]] = []


@dataclass(frozen=True)
class Received:
    """An accepted upload. Its bytes lie in the store as `place`; `size` in bytes, `title` as the file states it.

    `findings` are what the privacy check found, None while it has not come to an end. They are not signed into the
    form, which would carry them to wherever its page is kept: whoever brings the file back has it checked again.
    """

    kind: FileKind
    size: int
    sha256: str
    safe_name: str
    place: str
    title: str
    remarks: tuple[str, ...] = ()
    findings: tuple[Finding, ...] | None = field(default=None, compare=False)

    @property
    def signed(self) -> dict[str, Any]:
        """What a form carries of it."""
        return {each.name: getattr(self, each.name) for each in fields(self) if each.name != "findings"}

    @property
    def must_be_answered(self) -> list[Finding]:
        """What a publisher must look at before readers have it. A check that took too long is such a thing too."""
        if self.findings is None:
            return NOT_CHECKED
        return [finding for finding in self.findings if finding.kind.weight is Weight.LOOK]

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


def examined(upload: "File[bytes]") -> Received:
    """What `received` would say of a file, without storing it: for a trial. Raises `Refused`, and OSError where it
    cannot be read."""
    try:
        return _described(upload, _accepted(upload))
    finally:
        upload.seek(0)


def _receive(upload: "File[bytes]") -> Received:
    try:
        found = _accepted(upload)
        place = content_store().save(found.safe_name, upload)
        known = _described(upload, found)
    except OSError:
        logger.exception("An upload could not be stored.")
        raise NotStored from None
    finally:
        upload.seek(0)
    if place != known.place:
        logger.error("An upload had other bytes when it was stored than when it was examined.")
        raise NotStored
    return known


def _accepted(upload: "File[bytes]") -> Inspection:
    found = inspect(upload, upload.name or "", max_bytes=settings.FILES_MAX_BYTES)
    if any(is_unwanted(found.sha256) for is_unwanted in unwanted):
        raise Refused(Refusal("erased"))
    return found


def _described(upload: "File[bytes]", found: Inspection) -> Received:
    place = content_name(found.sha256, found.safe_name)
    with on_disk(upload) as path:
        title, findings = _looked_at(path, found.kind)
    return Received(found.kind, found.size, found.sha256, found.safe_name, place, title, found.remarks, findings)


def _looked_at(path: str, kind: FileKind) -> tuple[str, tuple[Finding, ...] | None]:
    title, findings = first_look(path, kind)
    return title, None if findings is None else tuple(findings)


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
                signature = signing.dumps(received(upload).signed, salt=f"{SALT} {person}", compress=True)
            except Refused:
                continue
            upload.signature = signature  # type: ignore[attr-defined]


def received_before(facts: dict[str, Any]) -> Received | None:
    """What was received in an earlier request, from what `Received.signed` gave of it; None where it is not kept any
    more. Its bytes are read and checked again, so it must not hold a transaction."""
    store = content_store()
    try:
        known = Received(**facts | {"kind": FileKind(facts["kind"]), "remarks": tuple(facts["remarks"])})
        store.note(known.place)
        if store.fault_of(known.place, known.size):
            return None
        with store.local(known.place) as path:
            return replace(known, findings=_looked_at(path, known.kind)[1])
    except (KeyError, TypeError, OSError):  # a form of before an upgrade signed other facts
        return None


def _restored(signatures: Iterable[str], person: str) -> "list[Upload]":
    found: dict[str, Upload] = {}
    for signature in signatures:
        try:
            known = received_before(signing.loads(signature, salt=f"{SALT} {person}", max_age=KEPT_SECONDS))
        except signing.BadSignature:
            known = None
        if known:
            upload = KeptUpload(known.safe_name, known.size)
            upload.received = known  # type: ignore[attr-defined]
            found[known.sha256] = upload
        else:
            lost = found.setdefault("", KeptUpload("The file from before"))
            lost.refusal = Refused(Refusal("no_longer_kept"))  # type: ignore[attr-defined]
    return list(found.values())
