"""Does what a plan says: the bytes first, outside of any transaction, then all rows of the file at once, or none."""

from copy import copy
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import IntegrityError, transaction

from lscb_site.files.inspection import Refused
from lscb_site.files.receiving import Received, examined, received
from lscb_site.files.refusals import REMARKS
from lscb_site.moving_in.planning import Outcome, Place, Plan, one_line
from lscb_site.publishing.states import State
from lscb_site.web.public_addresses import leave_redirect
from resources.models import Document, Edition, EditionFile
from resources.uploading import add_to, free_slug


@dataclass
class Done:
    """What became of a row. `findings` name what a publisher must look at before readers have the file."""

    plan: Plan
    outcome: Outcome
    remarks: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)

    @property
    def is_plain(self) -> bool:
        """Whether there is nothing to say of it but that it was done."""
        return self.outcome in (Outcome.NEW, Outcome.THERE) and not self.findings and not self.plan.remarks


def try_out(plan: Plan) -> Done:
    """Examine the file and store nothing."""
    return carried_out(plan, is_trial=True)


def bring_in(plan: Plan) -> Done:
    return carried_out(plan, is_trial=False)


def carried_out(plan: Plan, is_trial: bool) -> Done:
    if plan.place is None or plan.outcome is not Outcome.NEW:
        if plan.place and not is_trial:
            lead_on(plan.place)
        return Done(plan, plan.outcome, plan.remarks)
    try:
        with plan.place.path.open("rb") as opened:
            upload = File(opened, plan.place.path.name)
            found = examined(upload) if is_trial else received(upload)
            if not is_trial:
                plan.place.document.document = written(plan.place, upload)
    except (Refused, Changed) as refusal:
        return Done(plan, Outcome.REFUSED, [*plan.remarks, *refusal.messages])
    except OSError as problem:
        return Done(plan, Outcome.REFUSED, [*plan.remarks, f"file: It cannot be read: {problem.strerror}."])
    remarks = [*plan.remarks, *(REMARKS[code] for code in found.remarks)]
    return Done(plan, Outcome.NEW, remarks, findings_of(found))


class Changed(ValidationError):
    """The library is another than when the plan was made."""

    def __init__(self) -> None:
        super().__init__("Somebody changed this document meanwhile. Start the command again.")


def written(place: Place, upload: "File[bytes]") -> Document:
    """The document and the edition where they are new, the file, and what leads to it: all of it, or nothing.

    Raises Changed.
    """
    try:
        with transaction.atomic():
            document = document_of(place)
            add_to(edition_of(place, document), upload, {"title": place.entry.file_title, "role": place.role})
            for path in place.old_paths:
                leave_redirect(path, document.get_absolute_url())
            return document
    except IntegrityError:  # another run, or an editor, was a moment earlier
        raise Changed from None


def lead_on(place: Place) -> None:
    """The sheet may have got old addresses after the file came in."""
    with transaction.atomic():
        for path in place.old_paths:
            leave_redirect(path, place.document.document.get_absolute_url())


def document_of(place: Place) -> Document:
    """Of the database; a new one as another object, because what was planned must outlive a row that fails."""
    planned, entry = place.document.document, place.entry
    if planned.pk:
        stored = Document.objects.select_for_update().filter(pk=planned.pk).first()
        if stored is None or one_line(stored.title) != one_line(entry.title) or stored.state == State.WITHDRAWN:
            raise Changed
        return stored
    document = copy(planned)
    if Document.objects.filter(slug=document.slug).exists():
        document.slug = free_slug(Document.objects, entry.title)
    document.save()
    document.topics.set(entry.topics)
    document.audiences.set(entry.audiences)
    return document


def edition_of(place: Place, document: Document) -> Edition:
    planned, entry = place.edition, place.entry
    edition, _ = Edition.objects.select_for_update().get_or_create(
        document=document,
        number=planned.number,
        defaults={"label": planned.label, "effective_date": entry.day, "date_precision": entry.precision},
    )
    if edition.state != State.DRAFT:
        raise Changed
    if place.role == EditionFile.Role.MAIN and edition.files.filter(role=place.role).exclude(file="").exists():
        raise Changed
    return edition


def findings_of(found: Received) -> list[str]:
    """Kinds and places, and no word of what is hidden there."""
    return [
        f"{finding.kind.within_a_sentence} ({', '.join(place.place for place in finding.places[:5])}"
        f"{' and more' if len(finding.places) > 5 or finding.more else ''})"
        for finding in found.must_be_answered
    ]
