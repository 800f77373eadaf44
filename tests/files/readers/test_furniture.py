import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from tests.samples import documents, papers
from tests.samples.papers import flowing
from tests.samples.tables_pdf import PHONES, page, words

WORDS = ["children", "family", "school", "police", "health", "record", "review", "meeting"]


def report(sections_of, pages, *edges):
    """A section for each page; each edge gives the line placed on a page by its number."""
    drawn = [
        [
            *(edge(number) for edge in edges),
            *flowing([f"What the {WORDS[number % 8]} did is told here, case {number * 7}."], top=740),
        ]
        for number in range(1, pages + 1)
    ]
    return sections_of(papers.placed(drawn), "pdf")


@pytest.mark.parametrize("title", ["Recommendation", "Chapter", "Step", "Appendix"])
@pytest.mark.parametrize("size", [11, 16])
def test_a_heading_that_counts_with_the_pages_is_text(sections_of, title, size):
    found = report(sections_of, 9, lambda number: (72, 800, size, f"{title} {number}"))
    assert [each["furniture"] for each in found] == [""] * 9
    assert [each["text"].split("\n")[0] for each in found] == [f"{title} {number}" for number in range(1, 10)]


@pytest.mark.parametrize(
    "head",
    [
        lambda number: (72, 810, 11, f"Case review | Page {number}"),
        lambda number: (72, 810, 11, f"{number} | Case review"),
        lambda number: (72, 810, 11, f"Page {number} of 9"),
        lambda number: (72, 810, 8, f"Case review {number}"),
        lambda number: (72, 30, 11, f"Case review {number}"),
        lambda number: (300, 30, 11, ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"][number]),
        lambda number: (300, 30, 11, str(number + 12)),
    ],
)
def test_a_page_number_is_furniture_whatever_stands_beside_it(sections_of, head):
    found = report(sections_of, 9, head)
    assert [each["furniture"] for each in found] == [head(number)[3] for number in range(1, 10)]


@pytest.mark.parametrize("number", ["020 7946 000{}", "0{}00 496 0123", "+44 20 7946 000{}", "(020) 7946 000{}"])
def test_a_telephone_number_is_never_furniture(sections_of, number):
    found = report(sections_of, 6, lambda at: (72, 30, 8, f"Duty desk: {number.format(at)}"))
    assert [each["furniture"] for each in found] == [""] * 6
    assert all(f"Duty desk: {number.format(at)}" in each["text"] for at, each in enumerate(found, 1))


def test_a_large_number_at_the_top_is_a_heading(sections_of):
    found = report(sections_of, 5, lambda number: (72, 790, 24, str(number)))
    assert [each["furniture"] for each in found] == [""] * 5


def test_the_head_of_a_table_that_comes_again_stays_with_its_table(sections_of):
    pages = [words([PHONES[0], *PHONES[1 + at : 4 + at]], top=810) for at in range(2)] * 2
    found = sections_of(page(*pages, pages=4), "pdf")
    assert [each["text"].split("\n")[0] for each in found] == ["Borough | Front door | Telephone"] * 4


def with_labels(pages: int, *ranges) -> bytes:
    document = documents.new_pdf(pages)
    numbers = [part for start, label in ranges for part in (start, Dictionary(label))]
    document.Root.PageLabels = document.make_indirect(Dictionary(Nums=Array(numbers)))
    return documents.saved(document)


def test_pages_are_called_as_the_file_calls_them(sections_of):
    roman, annex = {"/S": Name.r}, {"/S": Name.D, "/P": pikepdf.String("A-")}
    data = with_labels(6, (0, roman), (2, {"/S": Name.D}), (4, annex), (5, {"/P": pikepdf.String("Cover")}))
    assert [each["label"] for each in sections_of(data, "pdf")] == [
        "Page i (1 of 6)",
        "Page ii (2 of 6)",
        "Page 1 (3 of 6)",
        "Page 2 (4 of 6)",
        "Page A-1 (5 of 6)",
        "Cover (page 6 of 6)",
    ]


def test_a_label_that_is_the_count_or_no_label_at_all_says_nothing_more(sections_of):
    long = {"/P": pikepdf.String("x" * 500)}
    data = with_labels(3, (0, {"/S": Name.D}), (2, long))
    assert [each["label"] for each in sections_of(data, "pdf")] == ["Page 1", "Page 2", "Page 3"]
