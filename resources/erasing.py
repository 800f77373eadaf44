"""Destroys a file wherever the site reaches: its bytes, text, picture, what is found by it, and what was compared.

What stays is its digest, so that its old address can say that it is gone, and that nobody uploads it again.
"""

import json
import logging
from typing import TYPE_CHECKING, Any

from auditlog.models import LogEntry
from django.contrib.admin.models import LogEntry as History
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.dispatch import Signal

from lscb_site.audit.acts import Act
from lscb_site.audit.recording import record
from lscb_site.files.content_store import content_store
from lscb_site.publishing.submissions import forget_words
from lscb_site.search.indexing import index, unlearn
from lscb_site.versions.forgetting import take_out
from resources.models import Comparison, EditionFile, ErasedFile, FilePage, FormerFile, PrivateFinding

if TYPE_CHECKING:
    from django.contrib.auth.models import User

logger = logging.getLogger(__name__)

NOTHING_IS_KNOWN = {
    "file": "",
    "name": "",
    "kind": "",
    "size": None,
    "sha256": "",
    "picture": "",
    "fault": "",
    "fault_found_at": None,
    "reading": EditionFile.Reading.PENDING,
    "reading_problem": "",
    "read_after": None,
    "pages": None,
    "language": "",
    "is_tagged": None,
    "is_cut": False,
    "health": [],
    "remarks": [],
}
TOLD_OF_A_FILE = ("name", "title", "file", "picture", "health", "remarks")  # fields of it that the audit log may hold
# Within the transaction, once for each file: `names` is what it was called, `items` its edition and its document. For
# rooms further up, which may hold a sentence or an address that has one of the names in it.
names_forgotten = Signal()
ERASED = "Erased file"  # what it is called from then on: its title may come from its properties, typed by nobody


def erase(sha256: str, reason: str, user: "User | None") -> int:
    """Destroy these bytes and all that was made of them; in how many places they were.

    Raises ValidationError without a reason, and OSError, with nothing changed in the database, where the disk does not
    let go of them.
    """
    with transaction.atomic():
        if not is_erased(sha256):
            erased = ErasedFile(sha256=sha256, reason=reason, erased_by=user)
            erased.full_clean()
            erased.save()
            record(Act.ERASED, person=user, thing=erased)
        return forget(sha256)


def forget(sha256: str) -> int:
    """What `erase` does besides keeping that it was done. The caller holds the transaction."""
    files = list(EditionFile.objects.select_for_update().filter(sha256=sha256).select_related("edition__document"))
    keys = [file.pk for file in files]
    pictures = {str(file.picture) for file in files if file.picture}
    FilePage.objects.filter(file__in=keys).delete()
    for file in files:
        file.findings.all().delete()
    former = FormerFile.objects.filter(sha256=sha256)
    forget_what_it_was_called(files, set(former.values_list("name", flat=True)))
    EditionFile.objects.filter(pk__in=keys).update(**NOTHING_IS_KNOWN)
    former.delete()
    made_of_it = Comparison.objects.filter(Q(changes__older=sha256) | Q(changes__newer=sha256))
    compared = list(made_of_it.values_list("pk", flat=True))
    made_of_it.update(changes={}, compared_at=None)
    scrub_audit_log(sha256, keys, compared)
    for edition in {file.edition for file in files}:
        index(edition)
    unlearn()
    for place in content_store().names_of(sha256):
        content_store().destroy(place)
    for place in pictures:
        if not EditionFile.objects.filter(picture=place).exists():
            content_store().destroy(place)
    return len(files)


def forget_what_it_was_called(files: list[EditionFile], former_names: set[str]) -> None:
    """In its rows, in the versions and submissions of its document and edition, and in the history of the admin.

    What people called its document and edition is theirs to change.
    """
    for file in files:
        is_document = file.role == file.Role.MAIN
        title = str(file.edition.document) if is_document else ERASED
        names = {file.name, *former_names, *(set() if file.title == title else {file.title})}
        items = [file.edition, file.edition.document]
        take_out(names, ERASED, items)
        forget_words(names, ERASED, items)
        names_forgotten.send(EditionFile, names={name for name in names if name}, items=items)
        EditionFile.objects.filter(pk=file.pk).update(title=title)
        entries = History.objects.filter(object_id__in=[str(file.edition_id), str(file.edition.document_id)])
        for entry in entries.filter(content_type__app_label="resources"):
            said = entry.change_message
            for name in filter(None, names):
                said = said.replace(json.dumps(name)[1:-1], ERASED).replace(name, ERASED)
            if said != entry.change_message:
                entry.change_message = said
                entry.save(update_fields=["change_message"])


def scrub_audit_log(sha256: str, files: list[int], comparisons: list[int]) -> None:
    """Take out of it what it holds of the file: its name, and the text that earlier versions of the site kept."""
    keys = {str(key) for key in files}
    for entry in entries_of(FilePage):
        if str(last_value(entry, "file")) in keys:
            entry.delete()
    for entry in entries_of(FormerFile):
        if last_value(entry, "sha256") == sha256:
            entry.delete()
    for entry in entries_of(EditionFile):
        if entry.object_pk in keys or sha256 in json.dumps(entry.changes):
            leave_out(entry, TOLD_OF_A_FILE)
    for entry in entries_of(PrivateFinding):
        if str(last_value(entry, "file")) in keys:
            leave_out(entry, ("title",))
    for entry in entries_of(Comparison).filter(object_pk__in=[str(key) for key in comparisons]):
        leave_out(entry, ("changes",))


def entries_of(model: "type[Model]") -> "QuerySet[LogEntry]":
    return LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(model))


def last_value(entry: LogEntry, field: str) -> Any:
    """What an entry says that a field was or became; None where it says nothing of it."""
    said = (entry.changes or {}).get(field) or [None]
    return next((value for value in reversed(said) if value not in (None, "None")), None)


def leave_out(entry: LogEntry, names: tuple[str, ...]) -> None:
    kept = {name: values for name, values in (entry.changes or {}).items() if name not in names}
    if kept != entry.changes or "title" in names:
        entry.changes = kept
        entry.object_repr = ERASED if "title" in names else entry.object_repr
        entry.save(update_fields=["changes", "object_repr"])


def forget_again() -> None:
    """Destroy once more what was erased and came back with a backup that was restored."""
    for erased in ErasedFile.objects.all():
        if EditionFile.objects.filter(sha256=erased.sha256).exists() or any(content_store().names_of(erased.sha256)):
            logger.warning("A file that was erased had come back, and is destroyed again.")
            with transaction.atomic():
                forget(erased.sha256)


def is_erased(sha256: str) -> bool:
    """Whether these bytes were erased. Nobody brings them back by choosing the file again."""
    return ErasedFile.objects.filter(sha256=sha256).exists()


def what_was_erased(digest: str) -> ErasedFile | None:
    """By the digits of its address."""
    found: Any = ErasedFile.objects.with_digest(digest).first()
    return found
