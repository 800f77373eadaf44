import pytest

from lscb_site.files import readers
from lscb_site.files.isolation import Crashed
from lscb_site.files.kinds import FileKind
from lscb_site.files.reading import Facts, read_facts
from tests.samples import documents, hostile, hostile_pdf

NOTHING = {"title": "", "language": "", "author": "", "tagged": None, "bookmarked": None, "has_text": True}
# What the libraries that write the samples put in as author.
MADE_BY = {"docx": "python-docx", "pptx": "Steve Canny", "xlsx": "openpyxl"}


def stated_pages(pages, words):
    app = f"<Properties><Pages>{pages}</Pages><Words>{words}</Words></Properties>"
    return hostile.docx_with({"docProps/app.xml": app.encode()})


@pytest.mark.parametrize(
    ("kind", "data", "expected"),
    [
        ("pdf", documents.pdf(3), {"pages": 3, "tagged": False}),
        ("pdf", documents.pdf(text=""), {"pages": 1, "tagged": False, "has_text": False}),
        (
            "pdf",
            documents.pdf(title="  London\n procedures ", language="en-GB", tagged=True),
            {"pages": 1, "title": "London procedures", "language": "en-GB", "tagged": True},
        ),
        ("pdf", hostile_pdf.owner_password(), {"pages": 1, "tagged": False}),
        (
            "docx",
            documents.docx_(title="MASH", language="en-GB"),
            {"pages": None, "title": "MASH", "language": "en-GB"},
        ),
        ("docx", documents.docx_(text=""), {"pages": None, "language": "en-US", "has_text": False}),
        ("docx", stated_pages(12, 3000), {"pages": 12, "language": "en-US"}),
        ("docx", stated_pages("many", 3000), {"pages": None, "language": "en-US"}),
        ("pptx", documents.pptx_(5, title="LADO"), {"pages": 5, "title": "LADO", "language": "en-US"}),
        ("pptx", documents.pptx_(0), {"pages": 0, "language": "en-US", "has_text": False}),
        ("xlsx", documents.xlsx(2, hidden=1), {"pages": 2}),
        ("odt", documents.odt(title="Plan", pages="7"), {"pages": 7, "title": "Plan", "language": "en-GB"}),
        ("odt", documents.odt(text="", language="none"), {"pages": None, "has_text": False}),
    ],
)
def test_facts_are_what_the_file_states(kind, data, expected, tmp_path):
    path = tmp_path / "file"
    path.write_bytes(data)
    nothing = NOTHING | {"author": MADE_BY.get(kind, ""), "bookmarked": False if kind == "pdf" else None}
    assert readers.facts(str(path), kind) == nothing | expected


@pytest.mark.parametrize(
    ("kind", "data", "word"),
    [
        (FileKind.PDF, documents.pdf(), "pages"),
        (FileKind.PPTX, documents.pptx_(1), "slides"),
        (FileKind.XLSX, documents.xlsx(1), "sheets"),
    ],
)
def test_facts_come_back_from_the_child(kind, data, word, tmp_path):
    path = tmp_path / "file"
    path.write_bytes(data)
    found = read_facts(path, kind)
    assert isinstance(found, Facts)
    assert (found.pages, found.pages_word, found.has_text) == (1, word, True)


def test_an_old_word_document_has_facts(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(documents.doc())
    assert readers.facts(str(path), "doc") == NOTHING | {"pages": None, "has_text": False}


def test_an_unreadable_file_says_so(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"nothing")
    with pytest.raises(Crashed):
        read_facts(path, FileKind.DOCX)
