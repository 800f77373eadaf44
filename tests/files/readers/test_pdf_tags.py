"""PDFs that say what their words are."""

import pytest
from pikepdf import Array

from tests.samples import documents
from tests.samples.tables_pdf_tagged import cells_at, printed
from tests.samples.tagged import Words, pdf, tag

LONG = "The partners share what they know about a child in good time."


@pytest.fixture
def html_of(sections_of):
    """The HTML of each page of what these tags make."""

    def read(*roots, **options):
        return [section["html"] for section in sections_of(documents.saved(pdf(*roots, **options)), "pdf")]

    return read


def test_headings_stand_below_that_of_the_page_and_paragraphs_in_their_order(html_of):
    body = tag("P", Words("comes last.", foot=760), Words("but is read on", foot=740))
    tags = tag("Document", tag("H1", Words("Review", foot=300)), tag("Sect", tag("H2", Words("Why", foot=600)), body))
    assert html_of(tags) == ["<h3>Review</h3>\n<h4>Why</h4>\n<p>comes last. but is read on</p>"]


@pytest.mark.parametrize(
    ("kinds", "levels"),
    [
        (["Title", "H1", "H2", "H3"], [3, 3, 4, 5]),
        (["H1", "H3", "H2", "H1"], [3, 4, 4, 3]),
        (["H3", "H4", "H2"], [3, 4, 3]),  # a page in the middle of a part
        (["H1", "H2", "H3", "H4", "H5", "H6"], [3, 4, 5, 6, 6, 6]),
        (["H", "P", "H"], [3, 0, 3]),
    ],
)
def test_no_heading_skips_a_level(html_of, kinds, levels):
    (html,) = html_of(
        tag("Document", *(tag(kind, Words(f"Part {at}", foot=700 - 30 * at)) for at, kind in enumerate(kinds)))
    )
    found = [int(line[2]) if line.startswith("<h") else 0 for line in html.split("\n")]
    assert found == levels


def test_a_heading_in_the_head_of_a_table_is_none_of_the_page(html_of):
    rows = cells_at([["Year", "Cases"], ["2021", "12"]])
    head = rows[0].children[0]
    head.children = [tag("H2", *head.children), tag("P", Words("of birth", foot=690))]
    (html,) = html_of(tag("Table", *rows))
    assert '<th scope="col"><p>Year</p><p>of birth</p></th>' in html


def item(label, text, foot, *inner):
    """An item with its label apart from its words, as Word tags it; or in its words, as Chromium does."""
    if not label:
        return tag("LI", tag("LBody", Words(text, 90, foot), *inner))
    return tag("LI", tag("Lbl", Words(label, 72, foot)), tag("LBody", tag("P", Words(text, 90, foot)), *inner))


def test_lists_lie_in_lists_and_keep_the_numbers_that_are_printed(html_of):
    inner = tag("L", item("(a)", "by whom", 660), item("(b)", "and where", 640))
    tags = tag("Document", tag("L", item("•", "who", 700), item("•", "when", 680, inner)))
    assert html_of(tags) == ["<ul><li>who</li><li><p>when</p><p>(a) by whom</p><p>(b) and where</p></li></ul>"]
    inner = tag("L", item("•", "by whom", 660))
    tags = tag("Document", tag("L", item("1.", "who", 700), item("2.", "when", 680, inner)))
    assert html_of(tags) == ["<p>1. who</p>\n<p>2. when</p>\n<ul><li>by whom</li></ul>"]


def lines(html_of, texts):
    items = [item("", text, 700 - 20 * at) for at, text in enumerate(texts)]
    return html_of(tag("Document", tag("L", *items)))[0]


@pytest.mark.parametrize("sign", ["• ", "•", "– ", "- ", "o ", "§ "])
def test_a_bullet_among_the_words_is_not_said_again(sections_of, sign):
    items = [item("", f"{sign}{text}", foot) for text, foot in (("who", 700), ("when", 680))]
    document = pdf(tag("Document", tag("L", *items)))
    (section,) = sections_of(documents.saved(document), "pdf")
    assert section["html"] == "<ul><li>who</li><li>when</li></ul>"
    assert section["text"] == "who\nwhen"


def test_what_one_item_alone_begins_with_is_a_word_of_it(html_of):
    assert lines(html_of, ["o who", "when"]) == "<ul><li>o who</li><li>when</li></ul>"
    assert lines(html_of, ["-5 degrees", "-3 degrees"]) == "<ul><li>-5 degrees</li><li>-3 degrees</li></ul>"


@pytest.mark.parametrize(
    "numbers", [("1.", "2."), ("(a)", "(b)"), ("ii)", "iii)"), ("1.1", "1.2"), ("7", "8"), ("A.", "B.")]
)
def test_items_with_a_number_are_paragraphs(html_of, numbers):
    texts = [f"{number} If a child is missing" for number in numbers]
    assert lines(html_of, texts) == "\n".join(f"<p>{text}</p>" for text in texts)


@pytest.mark.parametrize("texts", [("3 children", "5 schools"), ("1. who", "when"), ("A child", "A school")])
def test_what_is_no_number_makes_no_paragraphs(html_of, texts):
    assert lines(html_of, texts) == "<ul>" + "".join(f"<li>{text}</li>" for text in texts) + "</ul>"


def test_a_bullet_in_an_element_of_its_own_is_not_said_again(html_of):
    entries = [
        tag("LI", tag("LBody", tag("Strong", Words("•", 72, foot)), tag("Em", Words(text, 90, foot))))
        for text, foot in (("who", 700), ("when", 680))
    ]
    (html,) = html_of(tag("Document", tag("L", *entries)))
    assert "•" not in html
    assert "<em>when</em>" in html


def test_what_a_picture_shows_is_said_even_where_there_is_nothing_else(html_of):
    assert html_of(
        tag("Document", tag("P", Words(LONG)), tag("Figure", Words("12", foot=600), alt="A map of London"))
    ) == [f"<p>{LONG}</p>\n<p><em>Picture: A map of London</em> 12</p>"]


def test_another_language_is_said_and_the_same_is_not(html_of):
    tags = tag(
        "Document", tag("P", Words("Bonjour"), language="fr-FR"), tag("P", Words("Hello", foot=600), language="en-US")
    )
    assert html_of(tags) == ['<p lang="fr-FR">Bonjour</p>\n<p>Hello</p>']
    inner = tag("P", Words("They say"), tag("Span", Words("merci", 130), language="fr"), Words("to us", 165))
    assert html_of(tag("Document", inner)) == ['<p>They say <span lang="fr">merci</span> to us</p>']


def test_decoration_is_kept_apart_and_forgotten_words_are_not_lost(sections_of):
    made = pdf(
        tag("Document", *(tag("P", Words(LONG, foot=700 - at * 20)) for at in range(8))),
        untagged=(Words("Forgotten words.", foot=300),),
        artifacts=(Words("Page 1", foot=30),),
    )
    (section,) = sections_of(documents.saved(made), "pdf")
    assert section["text"].split("\n") == [*[LONG] * 8, "Forgotten words."]
    assert section["furniture"] == "Page 1"


def test_page_numbers_that_are_tagged_as_text_are_furniture(sections_of):
    pages = [
        (tag("P", Words(f"{LONG} {at}", page=at)), tag("P", Words(f"Page {at + 1}", 290, 30, page=at)))
        for at in range(4)
    ]
    found = sections_of(
        documents.saved(pdf(tag("Document", *(each for page in pages for each in page)), pages=4)), "pdf"
    )
    assert [each["furniture"] for each in found] == ["Page 1", "Page 2", "Page 3", "Page 4"]
    assert [each["text"] for each in found] == [f"{LONG} {at}" for at in range(4)]


def test_a_page_whose_tags_leave_out_much_is_read_without_them(html_of):
    untagged = (Words("Most of what stands on the page has no tag.", foot=680),)
    assert html_of(tag("Document", tag("H1", Words("Tagged", foot=700))), untagged=untagged) == [
        "<p>Tagged</p>\n<p>Most of what stands on the page has no tag.</p>"
    ]


def test_decoration_that_is_most_of_the_page_is_its_text(html_of):
    lines = tuple(Words(LONG, foot=700 - at * 14) for at in range(6))
    assert LONG in html_of(tag("Document", tag("P", Words("Little", foot=750))), artifacts=lines)[0]


def test_words_of_one_element_on_two_pages_stand_on_both(html_of):
    tags = tag("Document", tag("P", Words("It begins here", foot=80), Words("and ends there.", foot=760, page=1)))
    assert html_of(tags, pages=2) == ["<p>It begins here</p>", "<p>and ends there.</p>"]


def test_a_note_is_read_after_the_paragraph_that_its_mark_is_in(html_of):
    mark = tag("Reference", Words("1", 116, 704, 6.5))
    note = tag("Note", Words("Section 47.", 72, 100))
    words = tag("P", Words("The duty", 72), tag("Span", mark, note), Words("is plain.", 124))
    assert html_of(tag("Document", words)) == ["<p>The duty<sup>1</sup> is plain.</p>\n<p>Section 47.</p>"]


def test_a_contents_page_is_a_list_of_its_entries(html_of):
    entries = [
        tag("TOCI", tag("Reference", Words(f"{name} {'.' * 40} {number}", foot=700 - number)))
        for name, number in (("Duties", 3), ("Powers", 25))
    ]
    assert html_of(tag("Document", tag("TOC", *entries))) == ["<ul><li>Duties … 3</li><li>Powers … 25</li></ul>"]


def test_cells_that_the_tags_leave_out_at_the_end_are_empty(html_of):
    rows = cells_at([["Agency", "Lead"], ["Police", "DI Ahmed"], ["Health", ""]])
    del rows[2].children[1]
    assert "<tr><td>Health</td><td></td></tr>" in html_of(tag("Table", *rows))[0]


def test_a_small_picture_in_a_line_does_not_break_it(html_of):
    sign = tag("Figure", Words("!", 118), alt="A warning sign")
    assert html_of(tag("P", Words("Mind the", 72), sign, Words("step.", 125))) == [
        "<p>Mind the <em>Picture: A warning sign</em> ! step.</p>"
    ]


@pytest.mark.parametrize("alt", ["Logo", "C:\\pictures\\map of London.png", ""])
def test_what_programs_write_for_a_picture_is_not_said(html_of, alt):
    assert html_of(tag("Document", tag("P", Words(LONG)), tag("Figure", Words("12", foot=600), alt=alt))) == [
        f"<p>{LONG}</p>\n<p>12</p>"
    ]


def test_types_of_a_program_are_explained_by_its_roles(html_of):
    tags = tag("Article", tag("Heading 1", Words("Why", foot=700)), tag("Text body", Words("Because.", foot=680)))
    roles = {"Heading 1": "Big", "Big": "H1", "Text body": "P", "Article": "Sect"}
    assert html_of(tags, roles=roles) == ["<h3>Why</h3>\n<p>Because.</p>"]
    assert html_of(tags, roles={"Heading 1": "Big", "Big": "Heading 1"}) != []


def test_heads_of_a_table_say_what_they_are_heads_of(html_of):
    rows = cells_at([["Year", "Cases"], ["2021", "12"]])
    rows[1].children[0].kind, rows[1].children[0].attributes = "TH", {"Scope": "Row"}
    assert html_of(tag("Table", *rows)) == [
        '<table><thead><tr><th scope="col">Year</th><th scope="col">Cases</th></tr></thead>'
        '<tbody><tr><th scope="row">2021</th><td>12</td></tr></tbody></table>'
    ]


def test_plain_blocks_of_a_tagged_page_are_told_apart_by_where_they_stand(html_of):
    texts = ["Date of review", "Chair", LONG]
    lines = [tag("NonStruct", Words(text, foot=700 - at * 14)) for at, text in enumerate(texts)]
    assert html_of(tag("Document", *lines)) == ["\n".join(f"<p>{text}</p>" for text in texts)]


def hostile_tree(change):
    document = pdf(tag("Document", tag("P", Words(LONG))))
    root = document.Root.StructTreeRoot
    change(document, root, root.K[0], root.K[0].K[0])
    return documents.saved(document)


def deep(document, root, top, paragraph):
    for _ in range(2000):
        paragraph.P = document.make_indirect({"/S": paragraph.S, "/K": Array([paragraph])})
        paragraph = paragraph.P
    top.K = Array([paragraph])


@pytest.mark.parametrize(
    "change",
    [
        lambda document, root, top, paragraph: paragraph.K.extend([top, paragraph]),
        lambda document, root, top, paragraph: top.K.extend([paragraph] * 100_000),
        lambda document, root, top, paragraph: paragraph.K.extend([paragraph.K[0]] * 100_000),
        lambda document, root, top, paragraph: root.__setattr__("K", paragraph.S),
        lambda document, root, top, paragraph: root.__setattr__("RoleMap", Array([1])),
        lambda document, root, top, paragraph: paragraph.__setattr__("S", 7),
        deep,
    ],
)
def test_a_tree_that_is_none_costs_no_words(sections_of, change):
    (section,) = sections_of(hostile_tree(change), "pdf")
    assert section["text"] == LONG


def test_a_page_that_chromium_printed_keeps_its_heads_and_spans(sections_of):
    (section,) = sections_of(printed("spans"), "pdf")
    assert '<th scope="col" colspan="2">Area</th>' in section["html"]
    assert '<td rowspan="2">North</td>' in section["html"]
    assert "<td></td>" in section["html"]
