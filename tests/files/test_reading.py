import base64
import io

import pytest
from PIL import Image

from lscb_site.files import readers, reading
from lscb_site.files.isolation import Crashed, IsolationFailed, run_isolated
from lscb_site.files.kinds import FileKind
from lscb_site.files.readers import elements
from lscb_site.files.readers.pdf import text as pdf_text
from lscb_site.files.reading import Facts, read_file
from tests.samples import documents, hostile, hostile_pdf, papers

NOTHING = {"title": "", "language": "", "tagged": None, "bookmarked": None}


def stated_pages(pages, words):
    app = f"<Properties><Pages>{pages}</Pages><Words>{words}</Words></Properties>"
    return hostile.docx_with({"docProps/app.xml": app.encode()})


@pytest.mark.parametrize(
    ("kind", "data", "expected"),
    [
        ("pdf", documents.pdf(3), {"pages": 3, "tagged": False}),
        ("pdf", documents.pdf(text=""), {"pages": 1, "tagged": False}),
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
        ("docx", documents.docx_(text=""), {"pages": None, "language": "en-US"}),
        ("docx", stated_pages(12, 3000), {"pages": 12, "language": "en-US"}),
        ("docx", stated_pages("many", 3000), {"pages": None, "language": "en-US"}),
        ("pptx", documents.pptx_(5, title="LADO"), {"pages": 5, "title": "LADO", "language": "en-US"}),
        ("pptx", documents.pptx_(0), {"pages": 0, "language": "en-US"}),
        ("xlsx", documents.xlsx(2, hidden=1), {"pages": 2}),
        ("odt", documents.odt(title="Plan", pages="7"), {"pages": 7, "title": "Plan", "language": "en-GB"}),
        ("odt", documents.odt(text="", language="none"), {"pages": None}),
    ],
)
def test_facts_are_what_the_file_states(kind, data, expected, tmp_path):
    path = tmp_path / "file"
    path.write_bytes(data)
    nothing = NOTHING | {"bookmarked": False if kind == "pdf" else None}
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
    found = read_file(path, kind).facts
    assert isinstance(found, Facts)
    assert (found.pages, found.pages_word) == (1, word)


def test_an_old_word_document_has_facts(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(documents.doc())
    assert readers.facts(str(path), "doc") == NOTHING | {"pages": None}


def test_an_unreadable_file_says_so(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"nothing")
    with pytest.raises(Crashed):
        read_file(path, FileKind.DOCX)


def test_a_whole_file_is_read_in_one_child(tmp_path, monkeypatch):
    calls = []

    def counted(*args, **kwargs):
        calls.append(args)
        return run_isolated(*args, **kwargs)

    monkeypatch.setattr(reading, "run_isolated", counted)
    path = tmp_path / "file"
    path.write_bytes(papers.report(3, [f"word{number}" for number in range(900)]))
    found = read_file(path, FileKind.PDF, name="procedures.pdf")
    assert len(calls) == 1
    assert (found.facts.pages, found.is_complete) == (3, True)
    assert [(each.number, each.anchor) for each in found.sections] == [(1, "page-1"), (2, "page-2"), (3, "page-3")]
    assert found.sections[2].furniture == "London procedures\nPage 3 of 3"
    assert (found.thumbnail.width, found.thumbnail.height) == Image.open(io.BytesIO(found.thumbnail.webp)).size
    assert {"text", "tags", "title"} < {signal.key for signal in found.health}


@pytest.mark.parametrize(
    ("kind", "data", "anchors"),
    [
        (FileKind.PPTX, papers.deck(), ["slide-1", "slide-2", "slide-3", "slide-4", "slide-5", "slide-6"]),
        (FileKind.DOCX, papers.agreement(), ["section-1", "section-2", "section-3"]),
        (FileKind.XLSX, documents.xlsx(1), ["sheet-1"]),
        (FileKind.DOC, documents.doc(), []),
    ],
)
def test_sections_have_the_anchors_of_their_kind(kind, data, anchors, tmp_path):
    path = tmp_path / "file"
    path.write_bytes(data)
    found = read_file(path, kind)
    assert [each.anchor for each in found.sections] == anchors
    assert all(each.is_empty_of_text == (not each.text) for each in found.sections)


@pytest.mark.parametrize(
    ("kind", "make"),
    [
        (FileKind.PDF, hostile_pdf.password),
        (FileKind.DOCX, hostile.docx_password),
        (FileKind.PDF, hostile_pdf.damaged),
        (FileKind.DOCX, hostile.docx_broken_xml),
    ],
)
def test_a_locked_or_damaged_file_fails_by_its_name(kind, make, tmp_path):
    path = tmp_path / "file"
    path.write_bytes(make())
    with pytest.raises(IsolationFailed):
        read_file(path, kind)


def test_a_child_is_not_believed(tmp_path, monkeypatch):
    section = {"label": "x", "level": 1, "text": "x", "furniture": "", "is_picture_only": False, "is_complete": True}
    facts = NOTHING | {"pages": 1}
    answer = {
        "facts": facts,
        "sections": [section | {"html": '<p onclick="x()">a<script>alert(1)</script></p>'}],
        "is_complete": True,
        "thumbnail": base64.b64encode(b"<script>alert(1)</script>").decode(),
    }
    monkeypatch.setattr(reading, "run_isolated", lambda *_, **__: answer)
    found = read_file(tmp_path / "file", FileKind.PDF)
    assert found.sections[0].html == "<p>a</p>"
    assert found.thumbnail is None


@pytest.mark.parametrize("name", ["MAX_SECTIONS", "MAX_TOTAL"])
def test_an_endless_document_is_read_up_to_the_bounds(name, tmp_path, monkeypatch):
    monkeypatch.setattr(elements, name, {"MAX_SECTIONS": 2, "MAX_TOTAL": 150}[name])
    path = tmp_path / "file"
    path.write_bytes(papers.placed([papers.flowing(["some words for a page, and no more"], top=400)] * 4))
    found = readers.whole(str(path), "pdf")
    assert found["is_complete"] is False
    assert 0 < len(found["sections"]) < 4


def test_a_document_of_endless_lines_is_read_up_to_the_bound(tmp_path, monkeypatch):
    monkeypatch.setattr(pdf_text, "MAX_LINES", 5)
    path = tmp_path / "file"
    path.write_bytes(papers.placed([papers.flowing(["one", "two", "three"])] * 4))
    found = readers.whole(str(path), "pdf")
    assert (len(found["sections"]), found["is_complete"]) == (2, False)
