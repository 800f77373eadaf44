import io

import pptx
import pytest

from tests.samples import documents, papers
from tests.samples.hiding_pptx import deck_with, pptx_chart, write


@pytest.fixture(scope="module")
def deck(sections_of):
    return sections_of(papers.deck(), "pptx")


def test_every_slide_is_a_section_even_an_empty_one(deck):
    assert [each["label"] for each in deck] == [
        "Slide 1: Sharing intelligence",
        "Slide 2: Before you share",
        "Slide 3: Who holds what",
        "Slide 4",
        "Slide 5",
        "Slide 6 (hidden)",
    ]


def test_the_title_is_text_but_not_said_twice(deck):
    assert deck[0]["text"] == "Sharing intelligence\n19 June 2015"
    assert "Sharing" not in deck[0]["html"]


def test_a_hidden_slide_is_said_to_be_left_out(deck):
    assert deck[5]["text"] == "Slide 6 is hidden and left out."


def test_notes_are_read_only_where_they_are_meant_for_readers(deck, read):
    assert "Speaker notes" not in deck[0]["html"]
    first, second, *_ = read(papers.deck(), "pptx", speaker_notes=True)["sections"]
    assert first["html"].endswith("<h3>Speaker notes</h3>\n<p>Thank the hosts.</p>\n<p>Keep to time.</p>")
    assert "Speaker notes" not in second["html"]


def test_lists_nest_as_on_the_slide(deck):
    assert deck[1]["html"] == (
        "<ul><li>Why?<ul><li>Consent</li><li>Another ground</li></ul></li><li>What is the least?</li></ul>"
    )


def test_tables_have_their_heads(deck):
    assert '<thead><tr><th scope="col">Agency</th><th scope="col">Piece</th></tr></thead>' in deck[2]["html"]
    assert "Police | Addresses" in deck[2]["text"]


def test_a_slide_that_is_a_picture_says_so(deck):
    assert [each["is_picture_only"] for each in deck] == [False, False, False, True, False, False]
    assert deck[4]["text"] == ""


def test_no_slides_no_sections(sections_of):
    assert sections_of(documents.pptx_(0), "pptx") == []


def test_words_in_groups_and_of_shapes_without_a_form_are_read(sections_of):
    deck = pptx.Presentation()
    group = deck.slides.add_slide(deck.slide_layouts[6]).shapes.add_group_shape()
    for number, words in enumerate(["In a group", "Without a form"]):
        shape = group.shapes.add_textbox(0, number, 100, 100)
        shape.text_frame.text = words
    properties = shape._element.spPr
    properties.remove(properties.prstGeom)
    shape._element.nvSpPr.cNvSpPr.attrib.clear()  # no text box any more, and no shape either
    (section,) = sections_of(documents.saved(deck), "pptx")
    assert section["text"] == "In a group\nWithout a form"


def test_a_chart_is_read_by_its_title(sections_of):
    deck = pptx.Presentation(io.BytesIO(pptx_chart()))
    chart = next(shape.chart for shape in deck.slides[0].shapes if shape.has_chart)
    chart.chart_title.text_frame.text = "Cases in each borough"
    (section,) = sections_of(documents.saved(deck), "pptx")
    assert "Chart: Cases in each borough" in section["text"]


def test_a_raised_figure_never_joins_the_number_before_it(sections_of):
    def change(slide, deck):
        run = write(slide, "Ring 999").text_frame.paragraphs[0].add_run()
        run.text = "2"
        run.font._element.set("baseline", "30000")

    (section,) = sections_of(deck_with(change)(), "pptx")
    assert "Ring 999 [2]" in section["text"]
    assert "Ring 999<sup>2</sup>" in section["html"]
