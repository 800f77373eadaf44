import pytest
from lxml import html

from tests.factories import ComparisonFactory, DocumentFactory, EditionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editions():
    document = DocumentFactory(live=True, slug="protocol")
    return [EditionFactory(document=document, number=number, live=True) for number in (1, 2)]


def test_the_page_has_the_editors_summary(client, editions):
    ComparisonFactory(older=editions[0], newer=editions[1], summary="Section 4 is new.", live=True)

    assert "Section 4 is new." in client.get("/resources/protocol/changes/1...2/").content.decode()


@pytest.mark.parametrize(("state", "status"), [({}, 404), ({"scheduled": True}, 404), ({"withdrawn": True}, 410)])
def test_a_comparison_that_is_not_live(client, editions, state, status):
    comparison = ComparisonFactory(older=editions[0], newer=editions[1], **state)

    assert client.get(comparison.get_absolute_url()).status_code == status


def test_a_comparison_with_a_draft_edition_is_not_found(client):
    document = DocumentFactory(live=True)
    comparison = ComparisonFactory(
        older=EditionFactory(document=document, live=True), newer=EditionFactory(document=document), live=True
    )

    assert client.get(comparison.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("numbers", ["2...1", "1...3", "1...99999999999999999999"])
def test_editions_that_were_not_compared_are_not_found(client, editions, numbers):
    ComparisonFactory(older=editions[0], newer=editions[1], live=True)

    assert client.get(f"/resources/protocol/changes/{numbers}/").status_code == 404


def entry(kind, *pieces, older=("page-1", "Page 1"), newer=("page-2", "Page 2")):
    return {"kind": kind, "older": list(older), "newer": list(newer), "pieces": [list(piece) for piece in pieces]}


CHANGES = [
    entry("same", ("same", "As before.")),
    entry("edited", ("same", "Meet in "), ("removed", "5"), ("added", "2"), ("same", " days.")),
    {"kind": "gap", "count": 7},
    entry("added", ("added", "A new paragraph.")),
]
COUNTS = {"same": 8, "edited": 1, "moved": 0, "added": 1, "removed": 0}


@pytest.fixture
def comparison(editions):
    changes = {"problem": "", "counts": COUNTS, "changes": CHANGES}
    return ComparisonFactory(older=editions[0], newer=editions[1], changes=changes, summary="In short.", live=True)


def page_of(client, comparison):
    return html.fromstring(client.get(comparison.get_absolute_url()).text)


def test_changes_are_marked_in_words_and_in_the_text(client, comparison):
    page = page_of(client, comparison)

    edited, added = page.xpath("//article")
    assert "Edited" in edited.xpath("string(h4)")
    assert "removed" in edited.xpath("string(.//del)")
    assert "5" in edited.xpath("string(.//del)")
    assert "added" in edited.xpath("string(.//ins)")
    assert "Added" in added.xpath("string(h4)")
    assert "7 paragraphs unchanged" in page.text_content()


def test_what_only_moved_or_stayed_is_folded_and_the_words_are_there(client, comparison):
    comparison.changes["changes"] = [*CHANGES, entry("moved", ("same", "Share information."))]
    comparison.save()

    page = page_of(client, comparison)

    folded = {each.xpath("string(summary)").split(" Change")[0]: each for each in page.xpath("//details//details")}
    assert list(folded) == ["1 paragraph unchanged", "7 paragraphs unchanged", "Moved, with the same words"]
    assert "As before." in folded["1 paragraph unchanged"].text_content()
    assert "Share information." in folded["Moved, with the same words"].text_content()
    assert not any(each.get("open") is not None for each in folded.values())


@pytest.mark.parametrize(("number", "opened"), [(20, [True, True]), (21, [True, False])])
def test_a_long_list_of_changes_opens_with_its_first_part_and_the_counts_of_the_others(
    client, comparison, number, opened
):
    first = entry("removed", ("removed", "Gone."), newer=())
    first["newer"] = None
    on_page_2 = [entry("added", ("added", f"New {n}.")) for n in range(number - 2)]
    on_page_3 = entry("edited", ("added", "now"), newer=("page-3", "Page 3"))
    comparison.changes["changes"] = [first, *on_page_2, on_page_3]
    comparison.save()

    parts = page_of(client, comparison).xpath("//details[@class='part']")

    told = [" ".join(part.xpath("string(summary)").split()) for part in parts]
    assert told == [f"Page 2 {number - 2} added, 1 removed", "Page 3 1 edited"]
    assert [part.get("open") is not None for part in parts] == opened


def test_counts_are_told(client, comparison):
    told = [
        " ".join(item.text_content().split()) for item in page_of(client, comparison).xpath("//*[@class='counts']/li")
    ]

    assert told == ["1 added", "0 removed", "1 edited", "0 moved", "8 unchanged"]


def test_each_change_leads_to_the_next_and_the_one_before(client, comparison):
    edited, added = page_of(client, comparison).xpath("//article")

    assert edited.xpath(".//a[@rel='next']/@href") == ["#change-2"]
    assert edited.xpath(".//a[@rel='prev']/@href") == []
    assert added.xpath(".//a[@rel='prev']/@href") == ["#change-1"]
    assert added.get("id") == "change-2"


def test_a_noisy_comparison_is_left_at_the_summary(client, comparison):
    comparison.shows_text = False
    comparison.save()

    page = page_of(client, comparison)

    assert page.xpath("//article") == []
    assert "In short." in page.text_content()


def test_a_long_comparison_comes_in_parts_whose_changes_lead_over(client, comparison):
    comparison.changes["changes"] = [entry("added", ("added", f"New {n}.")) for n in range(501)]
    comparison.save()

    first = page_of(client, comparison)
    second = html.fromstring(client.get(f"{comparison.get_absolute_url()}?page=2").text)

    assert first.xpath("//article[@id='change-500']//a[@rel='next']/@href") == ["?page=2#change-501"]
    assert second.xpath("//article[@id='change-501']//a[@rel='prev']/@href") == ["?page=1#change-500"]
