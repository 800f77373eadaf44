"""An erased file is gone from wherever the site reaches: the whole database and the whole disk are searched for it."""

import json
from pathlib import Path

import pytest
from auditlog.models import LogEntry as Audited
from django.conf import settings
from django.contrib.admin.models import LogEntry as History
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from lscb_site.desk.tasks import look_after_files
from lscb_site.files.content_store import content_store
from lscb_site.files.inspection import Refused
from lscb_site.files.receiving import received
from lscb_site.link_check.missing import note
from lscb_site.linter.keeping import read_again
from lscb_site.linter.models import LintRemark
from lscb_site.publishing.submissions import Submission, submit
from lscb_site.versions.keeping import keep
from resources import reading
from resources.comparison.editions import compare_next
from resources.erasing import erase
from resources.models import Comparison, Document, EditionFile, ErasedFile, FilePage
from resources.uploading import add_to, attach
from tests.editing.browser_form import untouched
from tests.factories import ComparisonFactory, EditionFactory, LiveDocumentFactory
from tests.samples.documents import pdf
from tests.search.queries import search

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SECRET = "Achterberg"
NAME = "review-achterberg.pdf"
WHY = "It named a child."


@pytest.fixture
def edition():
    """A live edition, compared with the one before, whose file says a name and has been read."""
    document = LiveDocumentFactory(title="A review", kind="report")
    first, second = (EditionFactory(document=document, number=number, live=True) for number in (7, 8))
    texts = {first: "What was learnt from a review", second: f"What was learnt about Rosalind {SECRET}"}
    for each, text in texts.items():
        name = NAME if each == second else "review.pdf"
        attach(EditionFile(edition=each, title="The review"), SimpleUploadedFile(name, pdf(text=text)))
        reading.read_next()
    ComparisonFactory(older=first, newer=second, shows_text=True)
    compare_next()
    return second


def dump() -> str:
    """Every value of every table."""
    values = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            values += [value for row in cursor for value in row]
    return "\n".join(repr(bytes(each) if isinstance(each, memoryview) else each) for each in values).casefold()


def on_disk(file) -> list[str]:
    """What lies in the store of its bytes and of its picture."""
    names = [*content_store().names_of(file.sha256), str(file.picture)]
    return [name for name in names if name and content_store().exists(name)]


def text_of(file) -> bytes:
    with file.file.open() as stored:
        return stored.read()


def test_before_it_is_everywhere(edition):
    assert dump().count(SECRET.casefold()) > 5
    assert len(on_disk(edition.files.get())) == 2
    assert FilePage.objects.filter(text__contains=SECRET).exists()
    assert SECRET in json.dumps(Comparison.objects.get().changes)


def test_after_it_is_nowhere(edition, publisher, client):
    file = edition.files.get()
    addresses = [file.get_absolute_url(), file.get_text_url(), file.get_picture_url()]
    assert all(client.get(address).status_code == 200 for address in addresses)
    assert erase(file.sha256, WHY, publisher) == 1
    assert SECRET.casefold() not in dump()
    assert on_disk(file) == []
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 410
        assert WHY in answer.text
    assert SECRET not in client.get(edition.get_absolute_url()).text
    assert ErasedFile.objects.get().erased_by == publisher


def test_a_version_of_the_document_that_names_it_forgets_the_name(edition, publisher):
    Document.objects.filter(pk=edition.document_id).update(summary=f"In the file {NAME}.")
    kept = keep(edition.document)
    assert NAME in dump()
    Document.objects.filter(pk=edition.document_id).update(summary="")
    erase(edition.files.get().sha256, WHY, publisher)
    assert SECRET.casefold() not in dump()
    kept.refresh_from_db()
    assert kept.data["fields"]["summary"] == "In the file Erased file."


def test_what_was_said_of_it_elsewhere_goes_too(edition, publisher):
    EditionFile.objects.filter(edition=edition).update(title=f"THE REVIEW OF {SECRET.upper()} IS HERE NOW")
    read_again(edition)
    assert LintRemark.objects.filter(sentence__contains=SECRET.upper()).exists()
    waiting = submit(edition, publisher, f"Look at {NAME}, please.")
    waiting.close(Submission.Answer.SENT_BACK, publisher, f"{NAME} must go.")
    note(f"/old-documents/{NAME}")
    erase(edition.files.get().sha256, WHY, publisher)
    assert SECRET.casefold() not in dump()
    waiting.refresh_from_db()
    assert (waiting.note, waiting.reason) == ("Look at Erased file, please.", "Erased file must go.")


def test_what_an_earlier_version_kept_in_the_audit_log_goes_too(edition, publisher):
    file = edition.files.get()
    of_page, of_file = (ContentType.objects.get_for_model(model) for model in (FilePage, EditionFile))
    about = {"object_repr": "Page 1", "action": Audited.Action.DELETE}
    Audited.objects.create(
        content_type=of_page, object_pk="1", changes={"file": [str(file.pk), "None"], "text": [SECRET, "None"]}, **about
    )
    Audited.objects.create(
        content_type=of_page, object_pk="2", changes={"file": ["0", "None"], "text": ["x", "None"]}, **about
    )
    health = [{"sentence": f"Its title is “{SECRET}”."}]
    Audited.objects.create(
        content_type=of_file, object_pk=str(file.pk), changes={"health": [[], health], "role": ["a", "b"]}, **about
    )
    erase(file.sha256, WHY, publisher)
    assert SECRET.casefold() not in dump()
    left = Audited.objects.filter(content_type=of_page)
    assert [entry.object_pk for entry in left] == ["2"]
    assert {"role": ["a", "b"]} in [entry.changes for entry in Audited.objects.filter(content_type=of_file)]


def test_the_same_bytes_go_from_every_edition_and_from_corrections(edition, publisher):
    file = edition.files.get()
    content = text_of(file)
    other = EditionFile(
        edition=EditionFactory(document=LiveDocumentFactory(), live=True), title="Again", role="appendix"
    )
    attach(other, SimpleUploadedFile(NAME, content))
    attach(file, SimpleUploadedFile("clean.pdf", pdf(text="Without a name")))  # a correction: the bytes are kept
    assert content_store().names_of(other.sha256)
    assert erase(other.sha256, WHY, publisher) == 1
    assert on_disk(other) == []
    assert SECRET.casefold() not in dump()
    assert EditionFile.objects.get(pk=file.pk).is_available


def test_nobody_uploads_it_again(edition, publisher):
    file = edition.files.get()
    content = text_of(file)
    erase(file.sha256, WHY, publisher)
    with pytest.raises(Refused, match="erased this very file"):
        received(SimpleUploadedFile("other-name.pdf", content))
    assert on_disk(file) == []


def test_what_comes_back_with_a_backup_is_destroyed_again(edition, publisher):
    file = edition.files.get()
    facts = EditionFile.objects.filter(pk=file.pk).values().get()
    content = text_of(file)
    erase(file.sha256, WHY, publisher)
    facts.pop("id")
    EditionFile.objects.filter(pk=file.pk).update(**facts)
    path = Path(content_store().path(facts["file"]))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    look_after_files.call()
    assert on_disk(file) == []
    assert not EditionFile.objects.get(pk=file.pk).file


def test_a_disk_that_does_not_let_go_leaves_all_as_it_was(edition, publisher, monkeypatch):
    file = edition.files.get()

    def fail(name):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(content_store(), "destroy", fail)
    with pytest.raises(OSError, match="Input/output"):
        erase(file.sha256, WHY, publisher)
    assert not ErasedFile.objects.exists()
    assert EditionFile.objects.get(pk=file.pk).is_available


def test_it_needs_a_reason(edition, publisher):
    with pytest.raises(ValidationError):
        erase(edition.files.get().sha256, "", publisher)
    assert edition.files.get().is_available


def test_a_search_finds_nothing_of_it(edition, publisher):
    file = edition.files.get()
    assert not search(SECRET, timezone.now()).is_empty
    erase(file.sha256, WHY, publisher)
    assert search(SECRET, timezone.now()).is_empty


def test_what_the_file_was_called_goes_too(administrator_client, publisher):
    """A name and a title that come from the file itself, and that nobody typed."""
    document = LiveDocumentFactory(title="A review", kind="report")
    edition = EditionFactory(document=document, number=9, live=True)
    data = pdf(text="words", title=f"Review of {SECRET}")
    add_to(edition, SimpleUploadedFile(f"review of {SECRET}.pdf", data), {"role": EditionFile.Role.APPENDIX})
    file = edition.files.get()
    assert SECRET in file.title
    History.objects.log_actions(publisher.pk, [edition], 2, [{"added": {"name": "file", "object": file.title}}])
    History.objects.log_actions(publisher.pk, [edition], 2, f"Added: “{file.name}”.")
    address = reverse("admin:resources_edition_file", args=[edition.pk, file.pk])
    administrator_client.post(address, {"_clean": "1"})
    erase_address = reverse("admin:resources_edition_file_erase", args=[edition.pk, file.pk, file.sha256])
    screen = administrator_client.get(erase_address)
    administrator_client.post(erase_address, untouched(screen, reason=WHY, sure="on"))
    assert SECRET.casefold() not in dump()
    assert EditionFile.objects.get(pk=file.pk).title == "Erased file"
    waiting = Path(settings.DATA_DIR, "documents", "waiting")
    assert [note.name for note in waiting.glob("*.pdf")] == []  # nor is a copy left that nobody used
