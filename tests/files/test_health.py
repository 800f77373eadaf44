import pytest

from lscb_site.files import health
from lscb_site.files.health import Severity
from lscb_site.files.kinds import FileKind
from lscb_site.files.reading import Facts, Section

GOOD = {
    "pages": 3,
    "pages_word": "pages",
    "title": "London CSE protocol 2015",
    "language": "en-GB",
    "tagged": True,
    "bookmarked": False,
}


def page(number, *, picture=False):
    text = "" if picture else "words"
    return Section(number, f"Page {number}", f"page-{number}", 1, text, text, "", picture, True)


def signals(kind=FileKind.PDF, sections=(), name="cse-protocol.pdf", is_complete=True, **facts):
    return {
        each.key: each
        for each in health.signals(kind, Facts(**GOOD | facts), sections, name=name, is_complete=is_complete)
    }


def test_a_file_without_a_fault_is_told_what_is_good():
    found = signals(sections=[page(1)])
    assert set(found) == {"text", "tags", "title", "language", "name"}
    assert {each.severity for each in found.values()} == {Severity.GOOD}


@pytest.mark.parametrize(
    ("key", "facts", "words"),
    [
        ("text", {}, "No text was found"),
        ("tags", {"tagged": False}, "not tagged for screen readers"),
        ("title", {"title": ""}, "no title"),
        ("title", {"title": "Microsoft Word - draft3.docx"}, "a program wrote"),
        ("title", {"title": "draft3.docx"}, "a program wrote"),
        ("language", {"language": ""}, "does not state its language"),
        ("bookmarks", {"pages": 11}, "11 pages and no bookmarks"),
        ("name", {"title": "Minutes of June"}, "“cse-protocol.pdf” but its title is “Minutes of June”"),
        ("name", {"title": "CSE protocol 2014", "name": "cse-protocol-2015.pdf"}, "Check that it is the right file"),
        ("length", {"is_complete": False}, "only its first part"),
    ],
)
def test_each_fault_has_its_sentence(key, facts, words):
    found = signals(**facts)
    assert found[key].severity is Severity.ATTENTION
    assert words in found[key].sentence
    assert found[key].sentence.endswith(".")


@pytest.mark.parametrize(
    ("pictures", "of", "kind", "words"),
    [
        (1, 1, FileKind.PDF, "Its only page is a picture"),
        (1, 5, FileKind.PDF, "1 of 5 pages is a picture"),
        (3, 5, FileKind.PDF, "3 of 5 pages are pictures"),
        (4, 4, FileKind.PPTX, "All 4 slides are pictures"),
    ],
)
def test_pages_that_are_pictures_are_counted(pictures, of, kind, words):
    found = signals(kind, [page(number, picture=number <= pictures) for number in range(1, of + 1)])
    assert found["text"].severity is Severity.ATTENTION
    assert words in found["text"].sentence


@pytest.mark.parametrize(("pages", "bookmarked", "told"), [(10, False, False), (11, True, True), (None, False, False)])
def test_bookmarks_matter_in_long_documents_alone(pages, bookmarked, told):
    assert ("bookmarks" in signals(pages=pages, bookmarked=bookmarked)) is told


@pytest.mark.parametrize("kind", [FileKind.DOCX, FileKind.PPTX, FileKind.XLSX, FileKind.ODT])
def test_office_files_are_not_judged_by_what_only_a_pdf_can_have(kind):
    assert {"tags", "bookmarks"}.isdisjoint(signals(kind, tagged=None, bookmarked=None, pages=40))


@pytest.mark.parametrize("name", ["MASH-agreement.docx", "misa.docx", "2015.docx"])
def test_initials_and_numbers_are_no_contradiction(name):
    found = signals(FileKind.DOCX, title="MASH Information Sharing Agreement 2015", name=name)
    assert found["name"].severity is Severity.GOOD


def test_an_old_word_file_is_said_to_be_one():
    assert "old Word file" in signals(FileKind.DOC, tagged=None)["text"].sentence


def test_no_sentence_calls_a_file_compliant_or_accessible():
    found = [*signals().values(), *signals(tagged=False, title="", language="").values()]
    assert not [each for each in found if "complian" in each.sentence or "accessible" in each.sentence]


def test_readers_are_told_one_thing():
    assert health.line_for_readers(FileKind.PDF, False) == "This PDF is not tagged for screen readers."


@pytest.mark.parametrize(("kind", "tagged"), [("pdf", True), ("pdf", None), ("docx", None)])
def test_where_there_is_nothing_to_say_nothing_is_said(kind, tagged):
    assert health.line_for_readers(FileKind(kind), tagged) == ""
