import pytest

from lscb_site.files.readers.word.numbers import written_number
from tests.samples.office_parts import SEEN, W, para, run, word

LEGAL = [("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"), ("lowerRoman", "(%4)")]


def levels(kinds, more=""):
    return "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>{more}</w:lvl>'
        for at, (kind, text) in enumerate(kinds)
    )


ONE = '<w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>'


def numbered(*paragraphs, kinds=LEGAL, nums=ONE, styles="", more="", after=""):
    """A document of paragraphs (words, level, list), whose numbering is ``kinds``."""
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="1">{levels(kinds, more)}</w:abstractNum>{nums}</w:numbering>'
    )
    body = "".join(
        para(run(words), f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
        for words, level, number in paragraphs
    )
    return word(body + after, styles=styles, related={"numbering.xml": ("numbering", numbering)})


def lines(sections):
    return [line for each in sections for line in each["text"].split("\n") if line != SEEN]


def test_numbers_are_read_as_they_are_printed(sections_of):
    made = numbered(
        ("Purpose", 0, 5),
        ("Scope", 1, 5),
        ("first", 2, 5),
        ("second", 2, 5),
        ("deep", 3, 5),
        ("Aims", 1, 5),
        ("next", 2, 5),
    )
    assert lines(sections_of(made, "docx")) == [
        "1. Purpose",
        "1.1 Scope",
        "(a) first",
        "(b) second",
        "(i) deep",
        "1.2 Aims",
        "(a) next",
    ]


def test_a_list_counts_on_and_one_that_is_told_to_starts_anew(sections_of):
    nums = (
        '<w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="6"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="7"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
        "</w:lvlOverride></w:num>"
    )
    made = numbered(("a", 0, 5), ("b", 0, 6), ("c", 0, 7), ("d", 0, 7), nums=nums)
    assert lines(sections_of(made, "docx")) == ["1. a", "2. b", "1. c", "2. d"]


def test_bullets_stay_lists(sections_of):
    made = numbered(("a", 0, 5), ("b", 0, 5), kinds=[("bullet", "•")])
    assert "<ul><li>a</li><li>b</li></ul>" in sections_of(made, "docx")[0]["html"]


def test_a_number_that_is_hidden_is_not_read(sections_of):
    made = numbered(("a", 0, 5), more="<w:rPr><w:vanish/></w:rPr>")
    assert "1." not in sections_of(made, "docx")[0]["text"]


def test_a_style_numbers_its_paragraphs(sections_of):
    style = (
        '<w:style w:type="paragraph" w:styleId="Clause"><w:name w:val="Clause"/><w:pPr><w:numPr><w:ilvl w:val="1"/>'
        '<w:numId w:val="5"/></w:numPr></w:pPr></w:style>'
    )
    clause = para(run("A clause"), '<w:pStyle w:val="Clause"/>')
    made = numbered(("Purpose", 0, 5), styles=style, after=clause)
    assert lines(sections_of(made, "docx")) == ["1. Purpose", "1.1 A clause"]


@pytest.mark.parametrize(
    ("number", "kind", "shown"),
    [
        (1, "decimal", "1"),
        (27, "lowerLetter", "aa"),
        (3, "upperLetter", "C"),
        (14, "lowerRoman", "xiv"),
        (1999, "upperRoman", "MCMXCIX"),
        (7, "decimalZero", "07"),
        (22, "ordinal", "22nd"),
        (12, "ordinal", "12th"),
        (0, "lowerLetter", "0"),
        (5, "bullet", ""),
    ],
)
def test_kinds_of_numbers(number, kind, shown):
    assert written_number(number, kind) == shown
