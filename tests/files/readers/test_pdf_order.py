"""In which order the words of an untagged PDF are read."""

from tests.samples import documents, papers
from tests.samples.tables_pdf import page, turned, words
from tests.samples.tagged import Words, drawn

ONE = [
    "The partners share what they know about",
    "a child in good time and keep a record",
    "of what they decide and why. Nobody who",
    "works with children may assume that",
    "somebody else will act on what is known.",
]
OTHER = [
    "What was learnt from all of the reviews",
    "is set out here so that it can be read",
    "and used by everybody who needs it and",
    "by those who may need it in the years",
    "to come, for the good of all children.",
]
NARROW = [
    ["First of these is", "narrow just as it", "should be read by", "a person who has", "time for it now."],
    ["Second of these", "is as narrow as", "the first was and", "is read after it", "by that person."],
    ["Third of these", "columns is a", "narrow one that", "goes on a while", "and ends here."],
]


def column(lines, left, top, size=10):
    return [(left, top - at * 13, size, text) for at, text in enumerate(lines)]


def row_by_row(*columns):
    """As a program writes a page that knows nothing of columns."""
    return [line for row in zip(*columns, strict=True) for line in row]


def lines_of(sections_of, *placed):
    (section,) = sections_of(papers.placed([list(placed)]), "pdf")
    return section["text"].split("\n")


def test_two_columns_are_read_one_after_the_other_however_they_are_written(sections_of):
    title = (72, 780, 18, "Learning from reviews")
    found = lines_of(sections_of, title, *row_by_row(column(ONE, 72, 700), column(OTHER, 310, 700)))
    assert found == ["Learning from reviews", " ".join(ONE), " ".join(OTHER)]


def test_three_narrow_columns_are_no_table(sections_of):
    columns = [column(lines, left, 700) for lines, left in zip(NARROW, (60, 230, 400), strict=True)]
    assert lines_of(sections_of, *row_by_row(*columns)) == [" ".join(lines) for lines in NARROW]


def test_what_lies_across_columns_is_read_between_them(sections_of):
    above = row_by_row(column(ONE, 72, 700), column(OTHER, 310, 700))
    below = row_by_row(column(OTHER, 72, 580), column(ONE, 310, 580))
    found = lines_of(sections_of, *above, (72, 610, 14, "Actions"), *below)
    assert found == [" ".join(ONE), " ".join(OTHER), "Actions", " ".join(OTHER), " ".join(ONE)]


def test_columns_whose_lines_are_not_level_are_columns(sections_of):
    found = lines_of(sections_of, *row_by_row(column(ONE, 72, 700), column(OTHER, 310, 706)))
    assert found == [" ".join(ONE), " ".join(OTHER)]


def test_lines_that_were_drawn_in_any_order_are_read_from_the_top(sections_of):
    lines = column(ONE, 72, 700)
    assert lines_of(sections_of, *lines[3:], *lines[:3]) == [" ".join(ONE)]


def test_a_large_initial_joins_its_word(sections_of):
    rest = [
        (100, 692, 10, "he partners share what"),
        (100, 678, 10, "they know about a child"),
        (72, 664, 10, "in time."),
    ]
    expected = ["The partners share what they know about a child in time."]
    assert lines_of(sections_of, (72, 672, 40, "T"), *rest) == expected
    assert lines_of(sections_of, *rest, (72, 672, 40, "T")) == expected


def test_an_initial_that_is_a_word_stays_one(sections_of):
    rest = [(104, 692, 10, "child has rights and every"), (104, 678, 10, "child is asked for a view")]
    assert lines_of(sections_of, (72, 672, 40, "A"), *rest) == [
        "A child has rights and every child is asked for a view"
    ]


def test_text_that_is_turned_is_read_upright_and_in_order(sections_of):
    for rotate in (0, 90):
        lines = b"\n".join(drawn(Words(text, 100, 400 - at * 13)) for at, text in enumerate(ONE))
        (section,) = sections_of(page(turned(lines), rotate=rotate), "pdf")
        assert section["text"] == " ".join(ONE)


def test_every_way_to_turn_a_page_gives_the_same_text(sections_of):
    document = documents.new_pdf(4, text="")
    lines = b"\n".join(drawn(Words(text, 100, 600 - at * 13)) for at, text in enumerate(ONE))
    for number, each in enumerate(document.pages):
        each.obj.Contents = document.make_stream(lines)
        each.obj.Rotate = number * 90
    assert [each["text"] for each in sections_of(documents.saved(document), "pdf")] == [" ".join(ONE)] * 4


def test_a_margin_that_is_turned_is_read_after_the_page(sections_of):
    margin = turned(drawn(Words("Draft of May", 300, 570)))
    (section,) = sections_of(
        page(margin, *(drawn(Words(text, foot=700 - at * 13)) for at, text in enumerate(ONE))), "pdf"
    )
    assert section["text"].split("\n") == [" ".join(ONE), "Draft of May"]


def test_a_contents_page_keeps_its_entries_and_is_no_table(sections_of):
    entries = [("1 Introduction", "3"), ("2 Who to call", "5"), ("3 After the call", "9")]
    dotted = [(72, 700 - at * 16, 11, f"{name} {'.' * 60} {number}") for at, (name, number) in enumerate(entries)]
    (section,) = sections_of(papers.placed([dotted]), "pdf")
    assert section["text"].split("\n") == [f"{name} … {number}" for name, number in entries]
    apart = words([list(entry) for entry in entries], lefts=(72, 480))
    assert "<table" not in sections_of(page(apart), "pdf")[0]["html"]


def test_a_list_with_its_numbers_apart_is_no_table(sections_of):
    numbered = words([["1.", "Ask the child"], ["2.", "Write it down"], ["3.", "Tell the lead"]], lefts=(72, 100))
    assert sections_of(page(numbered), "pdf")[0]["text"].split("\n") == [
        "1. Ask the child",
        "2. Write it down",
        "3. Tell the lead",
    ]


def test_a_page_of_too_many_letters_says_that_it_was_cut(sections_of):
    rows = [(10, 800 - at, 1, "abcdefghi " * 110) for at in range(60)]
    assert not sections_of(papers.placed([rows]), "pdf")[0]["is_complete"]
    assert sections_of(papers.placed([rows[:50]]), "pdf")[0]["is_complete"]
