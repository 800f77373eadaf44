"""The card of a file in the admin says what was found, and never what is not so."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from lscb_site.files.isolation import Crashed, OutOfMemory, TimedOut, TooMuchOutput
from lscb_site.web.addresses import admin_address
from resources import reading
from resources.models import EditionFile
from resources.uploading import attach
from tests.factories import EditionFactory, EditionFileFactory
from tests.samples import hostile_pdf

pytestmark = pytest.mark.django_db

SEARCHED = "Its text can be searched and read aloud."
GOOD = [{"key": "text", "severity": "good", "sentence": SEARCHED}]


def card(client, file) -> str:
    return client.get(admin_address(file.edition)).text


def test_what_was_remarked_at_upload(editor_client):
    row = EditionFile(edition=EditionFactory(), title="A file")
    attach(row, SimpleUploadedFile("a.pdf", hostile_pdf.owner_password()))
    assert "This PDF limits printing or copying." in card(editor_client, row)


@pytest.mark.parametrize(
    "state",
    [
        {"fault": "missing", "fault_found_at": timezone.now(), "reading": "done"},
        {"reading": "failed", "reading_problem": "It takes too long to read."},
        {"reading": "pending"},
    ],
)
def test_nothing_of_a_file_that_is_not_there_or_was_not_read(editor_client, state):
    file = EditionFileFactory(to_hand=True, health=GOOD, **state)
    assert SEARCHED not in card(editor_client, file)


def test_what_was_read_of_a_whole_file(editor_client):
    assert SEARCHED in card(editor_client, EditionFileFactory(to_hand=True, health=GOOD, reading="done"))


@pytest.mark.parametrize(
    ("problem", "sentence"),
    [
        (Crashed("SIGABRT"), "The program that reads it cannot cope with it."),
        (OutOfMemory("was killed"), "It needs too much memory to read."),
        (TimedOut("took too long"), "It takes too long to read."),
        (TooMuchOutput("answered with more than 9 bytes"), "It holds more text than is kept here."),
        (OSError(2, "No such file"), "The stored file could not be opened."),
    ],
)
def test_why_it_was_not_read_in_an_editors_words(editor_client, monkeypatch, problem, sentence):
    file = EditionFileFactory(to_hand=True, attempts=9)

    def fail(*args, **options):
        raise problem

    monkeypatch.setattr(reading, "read_file", fail)
    reading.read(file)
    text = card(editor_client, EditionFile.objects.get())
    assert sentence in text
    assert "SIGABRT" not in text


def test_a_file_that_is_still_being_checked(editor_client):
    file = EditionFileFactory(to_hand=True, private_check=EditionFile.PrivateCheck.PENDING)
    assert "It is still being checked for hidden content." in card(editor_client, file)


def test_notes_are_asked_about_of_a_presentation_alone(editor_client):
    talk = EditionFileFactory(content=b"PK", kind="pptx", name="talk.pptx")
    plan = EditionFileFactory(content=b"%PDF", kind="pdf")
    assert 'type="checkbox" name="files-0-shows_notes"' in card(editor_client, talk)
    assert 'type="hidden" name="files-0-shows_notes"' in card(editor_client, plan)
