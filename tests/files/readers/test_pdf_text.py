from tests.samples import documents, papers
from tests.samples.papers import flowing

LONG = [
    "The partners share what they know about a child in good time and",
    "keep a record of what they decide and why.",
]


def lines_of(section):
    return section["text"].split("\n")


def one_page(sections_of, *lines):
    (section,) = sections_of(papers.placed([list(lines)]), "pdf")
    return section


def test_every_page_is_a_section_with_its_number(sections_of):
    found = sections_of(papers.placed([flowing(["First"]), [], flowing(["Third"])]), "pdf")
    assert [(each["label"], each["text"]) for each in found] == [
        ("Page 1", "First"),
        ("Page 2", ""),
        ("Page 3", "Third"),
    ]


def test_lines_of_a_paragraph_are_joined_and_paragraphs_kept_apart(sections_of):
    section = one_page(sections_of, *flowing(LONG, LONG, LONG))
    assert lines_of(section) == [" ".join(LONG)] * 3
    assert section["html"].count("<p>") == 3


def test_a_line_ended_on_purpose_ends_its_paragraph_without_any_gap(sections_of):
    section = one_page(sections_of, *flowing(["Purpose", "Partners", "Consent", *LONG]))
    assert lines_of(section) == ["Purpose", "Partners", "Consent", " ".join(LONG)]


def test_bullets_are_a_list_and_numbers_stay(sections_of):
    section = one_page(
        sections_of, *flowing(["We ask:"], ["• who"], ["• why and", "when"], ["1. Call 999."], ["2. Write."])
    )
    assert "<ul><li>who</li><li>why and when</li></ul>" in section["html"]
    assert lines_of(section) == ["We ask:", "who", "why and when", "1. Call 999.", "2. Write."]


def test_larger_letters_are_a_heading_on_however_many_lines(sections_of):
    title = [(72, 790, 24, "The London Child Sexual Exploitation"), (72, 762, 24, "Operating Protocol")]
    section = one_page(sections_of, *title, *flowing(LONG, LONG, top=700))
    assert "<h3>The London Child Sexual Exploitation Operating Protocol</h3>" in section["html"]


def test_columns_are_read_one_after_the_other(sections_of):
    left = flowing(["in the left column we say that", "children come first and that"])
    right = flowing(["nobody works alone."], left=320)
    section = one_page(sections_of, *left, *right)
    assert lines_of(section) == ["in the left column we say that children come first and that nobody works alone."]


def test_a_word_broken_at_a_line_s_end_is_whole_where_the_document_writes_it_whole(sections_of):
    words = ["safeguarding is for each multi-agency panel", "to settle; and for the board of safe-"]
    lines = flowing([*words, "guarding a multi-", "agency one"])
    assert lines_of(one_page(sections_of, *lines))[-1].endswith("board of safeguarding a multi-agency one")


def test_running_heads_feet_and_page_numbers_are_kept_apart(sections_of):
    words = [f"word{number}" for number in range(5 * 400)]
    found = sections_of(papers.report(5, words), "pdf")
    assert [each["furniture"] for each in found] == [f"London procedures\nPage {n} of 5" for n in range(1, 6)]
    assert " ".join(each["text"].replace("\n", " ") for each in found).split() == words


def test_front_matter_without_numbers_does_not_hide_those_that_follow(sections_of):
    chapters = ["Duties", "Duties", "Powers", "Powers", "Forms"]
    pages = [flowing(LONG, top=600)] * 4
    pages += [[(72, 30, 9, f"{name} {n}"), *flowing(LONG, top=600)] for n, name in enumerate(chapters, 1)]
    found = sections_of(papers.placed(pages), "pdf")
    assert [bool(each["furniture"]) for each in found] == [False] * 4 + [True] * 5


def test_a_few_numbered_appendices_are_not_furniture(sections_of):
    titles = ["Appendix 1", "Appendix 2", *"ABCDEFGHI"]
    pages = [flowing([title], [f"{title} says"], top=800) for title in titles]
    found = sections_of(papers.placed(pages), "pdf")
    assert all(each["furniture"] == "" for each in found)


def test_words_in_the_middle_of_every_page_are_not_furniture(sections_of):
    found = sections_of(papers.placed([flowing(["Confidential"], top=400)] * 4), "pdf")
    assert [each["text"] for each in found] == ["Confidential"] * 4


def test_a_lone_page_number_is_furniture(sections_of):
    section = one_page(sections_of, *flowing(LONG), (290, 30, 9, "- 1 -"))
    assert section["furniture"] == "- 1 -"


def test_a_picture_of_a_page_says_so_and_a_blank_page_does_not(sections_of):
    found = sections_of(papers.scan(pages=2, with_text_on=(1,)), "pdf")
    assert [each["is_picture_only"] for each in found] == [True, False]
    assert [each["is_picture_only"] for each in sections_of(documents.pdf(text=""), "pdf")] == [False]


def test_letters_from_right_to_left_come_in_reading_order_and_marked(sections_of):
    (section,) = sections_of(papers.hebrew_pdf(), "pdf")
    assert section["text"] == papers.HEBREW
    assert section["html"] == f'<p dir="auto">{papers.HEBREW}</p>'


def test_ligatures_and_strange_characters_become_plain_text(sections_of):
    section = one_page(sections_of, *flowing(["A caf\u00e9 \u2013 10 \u00a3 <b>&"]))
    assert section["text"] == "A café – 10 £ <b>&"
    assert section["html"] == "<p>A café – 10 £ &lt;b&gt;&amp;</p>"


def test_rotated_and_cropped_pages_are_read(sections_of):
    document = documents.new_pdf()
    document.pages[0].obj.Rotate = 90
    assert sections_of(documents.saved(document), "pdf")[0]["text"] == "Safeguarding is everyone's business"
