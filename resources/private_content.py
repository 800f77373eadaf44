"""What the library's files hold that their pages do not show: kept, and looked for again in all of them."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction

from lscb_site.audit.acts import Act
from lscb_site.audit.recording import record
from lscb_site.files.findings import Finding
from lscb_site.files.inspection import on_disk
from lscb_site.files.isolation import TimedOut
from lscb_site.files.private_check import NOT_CHECKED, findings_in
from lscb_site.publishing.states import Status
from resources.models import EditionFile, PrivateFinding
from resources.models.findings import keep_findings

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class LookedInto:
    """One file that was checked. `open_findings` are those that nobody has answered."""

    file: EditionFile
    open_findings: list[PrivateFinding]


@transaction.atomic
def keep(file: EditionFile, found: list[Finding]) -> None:
    """Write what was found, but only of the bytes that were looked at: an editor may have replaced them meanwhile."""
    checked = EditionFile.objects.select_for_update().filter(pk=file.pk, sha256=file.sha256)
    if row := checked.first():
        keep_findings(row, found)
        checked.update(private_check=row.PrivateCheck.DONE)
        take_off_the_clock(row)


def take_off_the_clock(file: EditionFile) -> None:
    """What would bring a file to readers at a moment to come is a draft again while the file must be looked at: the
    clock asks nobody. What readers have already stays with them, until a person takes it away."""
    if not PrivateFinding.objects.filter(file=file).open().exists():
        return
    for part in (file.edition, file.edition.document):
        if part.status() == Status.SCHEDULED:
            part.return_to_draft()
            record(Act.RETURNED_TO_DRAFT, thing=part, detail="a file of it must be looked at")


def files() -> "list[EditionFile]":
    """Every file that can be looked at, those that readers have first."""
    available = EditionFile.objects.available().select_related("edition__document").order_by("pk")
    return sorted(available, key=lambda file: not file.edition.is_live)


def check_all() -> Iterator[LookedInto]:
    """Look into every file again, as `manage.py check_private` does; yields each when it is done."""
    for file in files():
        try:
            with file.file.open("rb") as stored, on_disk(stored) as path:
                found = findings_in(path, file.kind_facts)
        except TimedOut:
            found = NOT_CHECKED
        except OSError:
            logger.exception("A stored file could not be opened.")
            found = NOT_CHECKED
        keep(file, found)
        yield LookedInto(file, list(PrivateFinding.objects.filter(file=file).open()))
