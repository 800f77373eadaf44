"""The job that reads a file in the background: its facts, its text, its health and its first page. And what it holds
that its pages do not show, where that was not found out while its editor waited.

The work is found from the rows, so a killed worker loses nothing.

A row is claimed by one conditional UPDATE, which holds on every database: whoever moves `read_after` into the future
has it, and until then nobody else reads it. A worker that dies leaves a claim that runs out.
"""

import logging
from dataclasses import asdict
from datetime import timedelta

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Case, F, Value, When
from django.utils import timezone

from lscb_site.files import scans
from lscb_site.files.content_store import content_store
from lscb_site.files.inspection import on_disk
from lscb_site.files.isolation import IsolationFailed, OutOfMemory, TimedOut, TooMuchOutput
from lscb_site.files.kinds import FileKind
from lscb_site.files.private_check import NOT_CHECKED, findings_in
from lscb_site.files.reading import READ_BY, Reading, read_file
from lscb_site.search.indexing import index
from resources import private_content, stored_files
from resources.models import EditionFile, FilePage

logger = logging.getLogger(__name__)

CLAIM = timedelta(minutes=15)  # far longer than the limits of the child process that reads
LABEL_LENGTH = FilePage._meta.get_field("label").max_length
# What an editor reads of it. The most telling first.
PROBLEMS = {
    TimedOut: "It takes too long to read.",
    OutOfMemory: "It needs too much memory to read.",
    TooMuchOutput: "It holds more text than is kept here.",
    IsolationFailed: "The program that reads it cannot cope with it.",
    OSError: "The stored file could not be opened.",
}
PAUSES = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1))


def read_next(moment=None) -> bool:
    """Read one waiting file. False when there is none."""
    file = claim(moment or timezone.now())
    if file is None:
        return False
    if file.attempts > len(PAUSES) + 1:
        # Every attempt ended with its worker: the row must not take workers with it for ever.
        _give_up(file, "The program that reads it was stopped each time.")
        return True
    read(file)
    return True


def claim(moment) -> EditionFile | None:
    """A waiting file that is now this worker's alone, its attempt counted."""
    for file in EditionFile.objects.waiting_to_be_read(moment).order_by("pk")[:20]:
        mine = EditionFile.objects.waiting_to_be_read(moment).filter(pk=file.pk)
        if mine.update(read_after=moment + CLAIM, attempts=F("attempts") + 1):
            file.attempts += 1
            return file
    return None


def read(file: EditionFile):
    """Record what a claimed file holds, or when to try again, or why it could not be read.

    Only the right bytes are read: a file that is missing or damaged waits until it is whole again.
    """
    try:
        if stored_files.check(file.file.name, file.size):
            return
        with file.file.open("rb") as stored, on_disk(stored) as path:
            if file.private_check == file.PrivateCheck.PENDING:
                private_content.keep(file, findings_in(path, file.kind_facts))
            if file.must_be_read:
                found = read_file(path, file.kind_facts, name=file.title, speaker_notes=file.shows_notes)
                if settings.FILES_OCR and file.kind_facts is FileKind.PDF:
                    found = scans.with_pictures_read(found, path, scans.program())
                _keep(file, found, _stored_picture(found))
    except (IsolationFailed, OSError) as problem:
        _put_off(file, problem)


@transaction.atomic
def _keep(file: EditionFile, found: Reading, picture: str):
    is_still_there = _record(
        file,
        reading=EditionFile.Reading.DONE,
        reading_problem="",
        attempts=0,
        read_after=None,
        read_by=READ_BY,
        is_cut=not found.is_complete,
        pages=found.facts.pages,
        # What somebody said since it was claimed counts too.
        language=Case(When(said_language="", then=Value(found.facts.language[:20])), default=F("said_language")),
        is_tagged=found.facts.tagged,
        health=[asdict(signal) for signal in found.health],
        picture=picture,
    )
    if not is_still_there:
        return
    file.text_pages.all().delete()
    FilePage.objects.bulk_create(
        FilePage(
            file=file,
            number=section.number,
            label=section.label[:LABEL_LENGTH],
            anchor=section.anchor,
            html=section.html,
            text=section.text,
            furniture=section.furniture,
            is_cut=not section.is_complete,
            confidence=section.read_by_machine,
        )
        for section in found.sections
    )
    index(file.edition)


def _stored_picture(found) -> str:
    """The stored name of the first page's picture; empty where there is none, or no room for it."""
    if found.thumbnail is None:
        return ""
    try:
        return content_store().save("first-page.webp", ContentFile(found.thumbnail.webp))
    except OSError:
        logger.exception("The picture of a first page could not be stored.")
        return ""


def read_again(file: EditionFile):
    """Let a file that could not be read be tried afresh."""
    file.wait_to_be_read()
    file.save(update_fields=["reading", "read_after", "attempts", "reading_problem"])


def _put_off(file, problem):
    kinds = (kind for kind in PROBLEMS if isinstance(problem, kind))
    sentence = PROBLEMS[next(kinds, IsolationFailed)]
    if file.attempts <= len(PAUSES):
        _record(file, reading_problem=sentence, read_after=timezone.now() + PAUSES[file.attempts - 1])
    else:
        _give_up(file, sentence)


def _give_up(file, sentence):
    """What could not be checked must be looked at by a person."""
    _record(file, reading_problem=sentence, reading=EditionFile.Reading.FAILED)
    if file.private_check == file.PrivateCheck.PENDING:
        private_content.keep(file, NOT_CHECKED)


def _record(file, **facts) -> bool:
    """Write them, but only for the bytes that were read: an editor may have replaced them meanwhile."""
    return bool(EditionFile.objects.filter(pk=file.pk, sha256=file.sha256).update(**facts))
