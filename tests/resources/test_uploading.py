import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from lscb_site.files.inspection import Refused
from resources.models import Document, EditionFile
from resources.uploading import attach, readable, title_of
from tests.factories import DocumentFactory, EditionFactory, EditionFileFactory
from tests.samples.documents import pdf

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def upload(name="report.pdf", content=None, **kwargs):
    return SimpleUploadedFile(name, content if content is not None else pdf(**kwargs))


def bytes_of(row) -> bytes:
    with row.file.open() as stored:
        return stored.read()


def test_an_attached_file_has_its_facts_and_waits_to_be_read():
    content = pdf()
    row = EditionFile(edition=EditionFactory(), title="Report")
    attach(row, upload("My Report.PDF", content))
    row.refresh_from_db()
    assert (row.kind, row.size, row.name, row.reading) == ("pdf", len(content), "My Report.pdf", "pending")
    assert row.file.name == f"{row.sha256[:2]}/{row.sha256}.pdf"
    assert bytes_of(row) == content


def test_a_refused_file_leaves_the_row_as_it_was():
    row = EditionFileFactory()
    with pytest.raises(Refused, match="empty"):
        attach(row, upload(content=b""))
    row.refresh_from_db()
    assert (row.file.name, row.sha256) == ("", "")


def test_the_same_bytes_are_stored_once():
    content = pdf(text="One and the same")
    first, second = (EditionFile(edition=EditionFactory(), title="Report") for _ in range(2))
    attach(first, upload(content=content))
    attach(second, upload("another name.pdf", content))
    assert first.file.name == second.file.name
    assert bytes_of(second) == content


def test_a_replacement_forgets_what_was_known_of_the_bytes_before():
    row = EditionFileFactory(to_hand=True, pages=8, language="en-GB", is_tagged=True, reading="done", attempts=1)
    before = row.file.name
    attach(row, upload(text="Something else"))
    row.refresh_from_db()
    assert (row.pages, row.language, row.is_tagged, row.reading, row.attempts) == (None, "", None, "pending", 0)
    assert row.file.name != before
    assert row.file.storage.exists(before)


def test_an_upload_becomes_a_draft_with_a_first_edition_and_the_file():
    document, is_new = Document.objects.from_upload(upload(title="Learning from Serious Case Reviews"))
    edition = document.editions.get()
    assert is_new
    assert (document.title, document.slug) == (
        "Learning from Serious Case Reviews",
        "learning-from-serious-case-reviews",
    )
    assert (document.state, edition.state, edition.number) == ("draft", "draft", 1)
    assert bytes_of(edition.main_file).startswith(b"%PDF")


def test_bytes_the_library_has_are_not_added_again():
    content = pdf(text="Known already")
    document, _ = Document.objects.from_upload(upload(content=content))
    assert Document.objects.from_upload(upload("other.pdf", content)) == (document, False)
    assert Document.objects.count() == 1


def test_bytes_of_a_superseded_edition_become_a_document_of_their_own():
    """The known document's page shows its newest edition, so attaching that would show other bytes."""
    content = pdf(text="The first edition")
    old, _ = Document.objects.from_upload(upload(content=content))
    EditionFactory(document=old)
    document, is_new = Document.objects.from_upload(upload(content=content))
    assert (is_new, document != old) == (True, True)


def test_an_address_in_use_is_not_taken_twice():
    DocumentFactory(slug="annual-report")
    made = [Document.objects.from_upload(upload("annual_report.pdf", text=f"Year {year}"))[0] for year in (1, 2)]
    assert [document.slug for document in made] == ["annual-report-2", "annual-report-3"]


def test_a_refused_upload_leaves_nothing_behind():
    with pytest.raises(Refused), transaction.atomic():
        Document.objects.from_upload(upload(content=b"<html></html>"))
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("stated", "name", "title"),
    [
        ("Learning from Serious Case Reviews", "x.pdf", "Learning from Serious Case Reviews"),
        ("Microsoft Word - agenda v2.doc", "london_MASH-agenda.pdf", "London MASH agenda"),
        ("Untitled", "final report.pdf", "Final report"),
        ("", "minutes 2013-09-18.pdf", "Minutes 2013-09-18"),
        ("agenda", "agenda_two.pdf", "Agenda two"),
        ("  Spread \n over   lines  ", "x.pdf", "Spread over lines"),
    ],
)
def test_titles_readers_can_use(stated, name, title):
    file = upload(name, title=stated)
    assert title_of(file) == title
    assert isinstance(file.file, io.BytesIO)
    assert file.tell() == 0


def test_a_name_becomes_words():
    assert readable("early_help-strategy 2015-18") == "Early help strategy 2015-18"
