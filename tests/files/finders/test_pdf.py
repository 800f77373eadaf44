import time
from pathlib import Path

import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String

from lscb_site import content
from lscb_site.files import finders
from lscb_site.files.finding_kinds import KINDS, Weight
from lscb_site.files.findings import Finding
from lscb_site.files.readers.pdf import text as pdf_text
from lscb_site.files.readers.pdf.hidden import hidden_characters, hidden_runs
from tests.samples import (
    documents,
    drawn_pdf,
    hiding_pdf,
    hiding_pdf_beside,
    hiding_pdf_carried,
    hiding_pdf_covered,
    hiding_pdf_pictures,
    innocent_pdf,
)
from tests.samples.drawn_pdf import drawn, filler, page_of, text

DEMONSTRATION = Path(content.__file__).parent / "demonstration"
OF_PAGES = {"covered_text", "invisible_text", "outside_page", "hidden_layer"}
HIDING = hiding_pdf.HIDING | hiding_pdf_pictures.HIDING | hiding_pdf_beside.HIDING
HIDDEN_WORDS = [name for name, (_, code, words) in HIDING.items() if code in OF_PAGES and " " in words]

# Layers that only other programs hide: on no page, because ours show them.
OF_THE_FILE = {"layer_shown_when_another_is_off", "layer_that_is_not_listed", "layer_for_some_sizes"}


@pytest.fixture
def found_in(tmp_path):
    def find(data):
        path = tmp_path / "file.pdf"
        path.write_bytes(data)
        return {each["code"]: Finding.from_json(each) for each in finders.find(str(path), "pdf")}

    return find


def to_look_at(found):
    return {code: finding.places for code, finding in found.items() if KINDS[code].weight is Weight.LOOK}


@pytest.mark.parametrize("name", HIDING)
def test_what_is_hidden_is_found_with_its_words(name, found_in):
    make, code, words = HIDING[name]
    found = found_in(make())
    assert code in found
    assert any(words in place.excerpt for place in found[code].places)
    if code in OF_PAGES | {"covered_picture", "comment", "form_answer"} and name not in OF_THE_FILE:
        assert {place.place for place in found[code].places} == {"Page 1"}


@pytest.mark.parametrize("name", HIDDEN_WORDS)
def test_what_is_seen_is_not_among_what_is_hidden(name, found_in):
    make, code, _ = HIDING[name]
    excerpts = " ".join(place.excerpt for place in found_in(make())[code].places)
    assert "concerns" not in excerpts or name == "page_of_white"
    assert "strategy" not in excerpts or name == "page_of_white"


@pytest.mark.parametrize("name", innocent_pdf.INNOCENT)
def test_what_hides_nothing_is_not_to_be_looked_at(name, found_in):
    assert to_look_at(found_in(innocent_pdf.INNOCENT[name]())) == {}


@pytest.mark.parametrize("path", sorted(DEMONSTRATION.glob("*.pdf")), ids=lambda path: path.stem)
def test_the_demonstration_files_hide_nothing(path, found_in):
    assert to_look_at(found_in(path.read_bytes())) == {}


@pytest.mark.parametrize("name", HIDDEN_WORDS)
def test_hidden_words_are_not_read(name, tmp_path):
    make, _, words = HIDING[name]
    path = tmp_path / "file.pdf"
    path.write_bytes(make())
    read = " ".join(f"{each['text']} {each['html']} {each['furniture']}" for each in pdf_text.sections(str(path)))
    assert not any(word in read for word in words.split())
    assert "concerns" in read


@pytest.mark.parametrize("name", innocent_pdf.INNOCENT)
def test_all_that_is_seen_is_read(name):
    with pypdfium2.PdfDocument(innocent_pdf.INNOCENT[name]()) as document:
        for page in document:
            assert hidden_characters(page, page.get_textpage()) == set()


def test_a_page_is_named_as_it_is_printed(found_in):
    document = documents.new_pdf(3, text="")
    for number in range(3):
        page_of(document, filler() + text("Kezia", before="3 Tr"), number)
    labels = {0: "r", 2: "D"}
    document.Root.PageLabels = Dictionary(
        Nums=Array([each for at, style in labels.items() for each in (at, Dictionary(S=Name(f"/{style}")))])
    )
    found = found_in(documents.saved(document))
    assert [place.place for place in found["invisible_text"].places] == ["Page 1 (i)", "Page 2 (ii)", "Page 3 (1)"]


def test_a_letter_half_covered_is_seen_and_a_word_mostly_covered_is_not():
    def hidden(left, width, foot=690, height=30):
        box = drawn_pdf.box(left, foot, width, height)
        page = pypdfium2.PdfDocument(drawn(text("Winterbourne", size=20) + box))[0]
        return [run.text for run in hidden_runs(page, page.get_textpage())]

    assert hidden(72, 130) == ["Winterbourne"]
    assert hidden(72, 90) == ["Winterbourne"]  # all but a few letters
    assert hidden(72, 12) == []  # one letter
    assert hidden(72, 130, foot=690, height=9.5) == []  # what hangs below the line


def test_a_page_of_too_many_objects_says_that_it_was_not_looked_at(found_in, monkeypatch):
    monkeypatch.setattr("lscb_site.files.readers.pdf.objects.MAX_OBJECTS", 5)
    assert "not_checked" in found_in(hiding_pdf_covered.black_box())


def test_one_broken_part_does_not_lose_the_rest(found_in, monkeypatch):
    def broken(*_):
        raise RuntimeError
        yield

    monkeypatch.setattr("lscb_site.files.finders.pdf.forms", broken)
    assert {"not_checked", "comment"} <= found_in(hiding_pdf_carried.note()).keys()


def test_excerpts_are_lines_that_show_as_they_are(found_in):
    said = b"\xfe\xff" + "one\u202e\x00\x07two\n\ud83d\ude00\ud800 <b>".encode("utf-16-be", "surrogatepass")
    found = found_in(hiding_pdf_carried.annotated(Subtype=Name.Text, Contents=String(said)))
    assert [place.excerpt for place in found["comment"].places] == ["one two 😀 <b>"]


def test_notes_lie_beside_what_is_read(found_in):
    """Their signs are drawn over words, and can be moved."""
    note = hiding_pdf_carried.annotated(Subtype=Name.Text, Rect=Array([72, 630, 110, 660]), Contents=String("Why?"))
    assert to_look_at(found_in(note)).keys() == {"comment"}


def test_a_page_of_thousands_of_hidden_words_takes_seconds():
    lines = "".join(text("abc " * 66, 20, 820 - at % 200 * 4, 4, before="1 g") for at in range(300))
    page = pypdfium2.PdfDocument(drawn(lines))[0]
    text_page = page.get_textpage()
    began = time.process_time()
    (*_, last) = hidden_runs(page, text_page)
    assert time.process_time() - began < 8  # measured: 2.7, and 11 when the colour of every letter was added up
    assert last.text.endswith("abc abc")
