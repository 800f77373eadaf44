import pytest
from lxml import etree

from lscb_site.files.readers import raised
from lscb_site.files.readers.elements import lines_of
from tests.samples.hiding_odt import text_style
from tests.samples.hiding_word_parts import styled
from tests.samples.office_parts import odt, para, run, word
from tests.samples.tables_pdf import page
from tests.samples.tagged import Words, drawn


def inline(*parts: tuple[str, float]) -> bytes:
    """A line in one text object: each part with how much higher it stands, in points; what is not level is smaller."""
    shown = " ".join(f"/F1 {7 if rise else 12} Tf {rise} Ts ({text}) Tj" for text, rise in parts)
    return page(f"BT 72 700 Td {shown} ET".encode())


@pytest.mark.parametrize(
    ("parts", "html", "text"),
    [
        ([("Call 999", 0), ("2", 4), (" now", 0)], "Call 999<sup>2</sup> now", "Call 999 [2] now"),
        ([("020 7946 0018", 0), ("12", 4)], "020 7946 0018<sup>12</sup>", "020 7946 0018 [12]"),
        ([("a child", 0), ("3", 4), (", and", 0)], "a child<sup>3</sup>, and", "a child [3], and"),
        ([("40 m", 0), ("2", 4)], "40 m<sup>2</sup>", "40 m2"),
        ([("the 1", 0), ("st", 4), (" of May", 0)], "the 1<sup>st</sup> of May", "the 1st of May"),
        ([("10", 0), ("5", 4), (" people", 0)], "10<sup>5</sup> people", "10^5 people"),
        ([("H", 0), ("2", -2), ("O", 0)], "H<sub>2</sub>O", "H2O"),
        ([("2", 4), (" See page 4 of it", 0)], "<sup>2</sup> See page 4 of it", "[2] See page 4 of it"),
    ],
)
def test_raised_and_lowered_letters_of_a_pdf_are_set_off(sections_of, parts, html, text):
    (section,) = sections_of(inline(*parts), "pdf")
    assert section["html"] == f"<p>{html}</p>"
    assert section["text"] == text


def test_a_raised_figure_that_is_drawn_apart_belongs_to_the_word_before(sections_of):
    words = [Words("Call 999", size=12), Words("2", 117.3, 705, 6.5), Words("now", 127, size=12)]
    (section,) = sections_of(page(*map(drawn, words)), "pdf")
    assert section["text"] == "Call 999 [2] now"


def test_note_marks_that_are_drawn_last_are_put_where_they_stand(sections_of):
    names = [Words("Camden", 72, 700), Words("Hackney", 72, 680), Words("Sutton", 72, 660)]
    numbers = [Words(f"020 7974 331{at}", 260, 700 - at * 20) for at in range(3)]
    marks = [Words("2", 334, 704, 7), Words("3", 334, 684, 7)]
    (section,) = sections_of(page(*map(drawn, [*names, *numbers, *marks])), "pdf")
    assert section["text"].split("\n") == [
        "Camden | 020 7974 3310 [2]",
        "Hackney | 020 7974 3311 [3]",
        "Sutton | 020 7974 3312",
    ]


def test_small_letters_on_the_line_and_large_ones_are_not_raised(sections_of):
    words = [Words("Fee", size=12), Words("(each)", 97, size=7), Words("50", 125, size=18)]
    (section,) = sections_of(page(*map(drawn, words)), "pdf")
    assert section["html"] == "<p>Fee (each) 50</p>"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>999<sup>2</sup></p>", "999 [2]"),
        ("<p><strong>call 999<sup>2</sup> now</strong> then</p>", "call 999 [2] now then"),
        ("<p>999<sup><a>[1]</a></sup> x</p>", "999 [1] x"),
        ("<p>999² and 40 m² and 10⁶</p>", "999 [2] and 40 m² and 10^6"),
        ("<p>2 × 10<sup>6</sup>, 210<sup>6</sup></p>", "2 × 10^6, 210 [6]"),
    ],
)
def test_no_reader_joins_a_raised_figure_to_a_number(html, text):
    assert lines_of(etree.fromstring(html)) == [text]


def test_marks_are_gone_from_plain_text():
    assert raised.plain(f"999{raised.marked('2', raised.RAISED)}") == "999 [2]"
    assert raised.marked("", raised.RAISED) == ""


RAISED_STYLE = styled("character", '<w:vertAlign w:val="superscript"/>')


@pytest.mark.parametrize(
    ("look", "html", "text"),
    [
        ('<w:vertAlign w:val="superscript"/>', "Ring 999<sup>2</sup> now", "Ring 999 [2] now"),
        ('<w:rStyle w:val="Lower"/>', "Ring 999<sup>2</sup> now", "Ring 999 [2] now"),
        ('<w:rStyle w:val="Upper"/>', "Ring 999<sup>2</sup> now", "Ring 999 [2] now"),
        ('<w:rStyle w:val="Upper"/><w:vertAlign w:val="baseline"/>', "Ring 9992 now", "Ring 9992 now"),
        ('<w:position w:val="6"/><w:sz w:val="14"/>', "Ring 999<sup>2</sup> now", "Ring 999 [2] now"),
        ('<w:position w:val="-6"/><w:sz w:val="14"/>', "Ring 999<sub>2</sub> now", "Ring 999 [2] now"),
        ('<w:position w:val="1"/>', "Ring 9992 now", "Ring 9992 now"),
    ],
)
def test_raised_letters_of_a_word_document_are_set_off_however_they_are_raised(sections_of, look, html, text):
    (section,) = sections_of(word(para(run("Ring 999") + run("2", look) + run(" now")), styles=RAISED_STYLE), "docx")
    assert html in section["html"]
    assert text in section["text"].split("\n")


@pytest.mark.parametrize(
    ("position", "html", "text"),
    [
        ("super 58%", "Ring 999<sup>2</sup> now", "Ring 999 [2] now"),
        ("33% 58%", "Ring 999<sup>2</sup> now", "Ring 999 [2] now"),
        ("-33% 58%", "Ring 999<sub>2</sub> now", "Ring 999 [2] now"),
        ("0% 100%", "Ring 9992 now", "Ring 9992 now"),
    ],
)
def test_raised_letters_of_an_opendocument_text_are_set_off(sections_of, position, html, text):
    line = '<text:p>Ring  999<text:span text:style-name="T1">2</text:span> now </text:p>'
    cell = f"<table:table><table:table-row><table:table-cell>{line}</table:table-cell></table:table-row></table:table>"
    body = f"{line}<text:list><text:list-item>{line}</text:list-item></text:list>{cell}"
    (section,) = sections_of(odt(body, automatic=text_style(f'style:text-position="{position}"')), "odt")
    assert [section["html"].count(each) for each in (f"<p>{html}</p>", f"<li>{html}", f"<td>{html}</td>")] == [1, 1, 1]
    assert section["text"].split("\n")[1:] == [text] * 3
