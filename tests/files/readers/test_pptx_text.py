import pptx
import pytest

from tests.samples import documents, papers


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
        "Slide 6: Spare (hidden)",
    ]


def test_the_title_is_text_but_not_said_twice(deck):
    assert deck[0]["text"].startswith("Sharing intelligence\n19 June 2015\n")
    assert "Sharing" not in deck[0]["html"]


def test_notes_are_labelled(deck):
    assert deck[0]["html"].endswith("<h3>Speaker notes</h3>\n<p>Thank the hosts.</p>\n<p>Keep to time.</p>")
    assert "Speaker notes" not in deck[1]["html"]


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
