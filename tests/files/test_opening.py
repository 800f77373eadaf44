"""How a file begins, read in a child process for whoever just chose it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lscb_site.files import opening
from lscb_site.files.isolation import TimedOut
from lscb_site.files.opening import Opening, facts_of, opening_of
from tests.samples import documents, papers

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def upload(name, content):
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize(
    ("name", "content", "begins", "pages"),
    [
        ("a.pdf", documents.pdf(3, text="Safeguarding in March 2015"), "Safeguarding in March 2015", 3),
        ("a.docx", documents.docx_("Working together"), "Working together", None),
        ("a.pptx", documents.pptx_(text="Learning from reviews"), "Learning from reviews", 2),
        ("a.odt", documents.odt("Working together"), "Working together", None),
        ("a.xlsx", documents.xlsx(), "", 2),
    ],
)
def test_every_kind_begins_with_its_own_words(name, content, begins, pages):
    found = opening_of(upload(name, content))
    assert begins in found.begins
    assert found.pages == pages
    assert bool(found.picture) == name.endswith(".pdf")


def test_the_first_heading_of_a_page_is_told():
    lines = [(72, 770, 24, "Escalation policy"), *papers.flowing(["Words of the text."] * 12, top=700)]
    assert opening_of(upload("a.pdf", papers.placed([lines]))).heading == "Escalation policy"


def test_only_the_first_page_of_a_long_file_is_read():
    found = opening_of(upload("a.pdf", papers.report(40, ["one", "two", "three"])))
    assert len(found.begins) <= 4_000
    assert found.pages == 40


def test_its_facts_say_how_many_pages_it_has():
    assert facts_of(upload("a.pdf", documents.pdf(3))).endswith("3 pages")


def test_a_file_that_cannot_be_read_in_time_is_none_the_worse_for_it(monkeypatch):
    def too_long(*args, **kwargs):
        raise TimedOut("took too long")

    monkeypatch.setattr(opening, "run_isolated", too_long)
    assert opening_of(upload("a.pdf", documents.pdf())) == Opening()


def test_it_is_read_once_however_many_ask(monkeypatch):
    file = upload("a.pdf", documents.pdf())
    first = opening_of(file)
    monkeypatch.setattr(opening, "run_isolated", None)
    assert opening_of(file) is first
