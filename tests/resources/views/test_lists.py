from datetime import UTC, date, datetime

import pytest
from lxml import html

from tests.factories import (
    AudienceFactory,
    DocumentFactory,
    EditionFactory,
    LiveDocumentFactory,
    PublishingBodyFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", {"MASH agreement", "CSE protocol"}),
        ("q=agreement", {"MASH agreement"}),
        ("q=AGREEMENT+mash", {"MASH agreement"}),
        ("q=consent", {"MASH agreement"}),
        ("q=nothing+like+it", set()),
        ("kind=protocol", {"CSE protocol"}),
        ("topic=mash", {"MASH agreement"}),
        ("audience=police", {"MASH agreement"}),
        ("topic=mash&kind=protocol", set()),
        ("topic=unknown", {"MASH agreement", "CSE protocol"}),
        ("superseded=on", {"MASH agreement", "CSE protocol", "Old protocol"}),
    ],
)
def test_filters(client, query, titles):
    agreement = LiveDocumentFactory(title="MASH agreement", kind="agreement", summary="With advice on consent.")
    agreement.topics.add(TopicFactory(slug="mash"), TopicFactory(slug="consent"))
    agreement.audiences.add(AudienceFactory(slug="police"))
    protocol = LiveDocumentFactory(title="CSE protocol", kind="protocol", edition__file__to_hand=True)
    LiveDocumentFactory(title="Old protocol", kind="procedure", succeeded_by=protocol)
    DocumentFactory(title="MASH draft", kind="protocol")

    response = client.get(f"/resources/?{query}")

    assert {document.title for document in response.context["object_list"]} == titles


def test_the_list_is_ordered_by_the_date_of_the_edition_that_leads(client):
    for title, day in (("Old", date(2013, 9, 1)), ("New", date(2015, 3, 18)), ("Undated", None)):
        LiveDocumentFactory(title=title, edition__effective_date=day)

    assert [document.title for document in client.get("/resources/").context["object_list"]] == [
        "New",
        "Old",
        "Undated",
    ]


def test_of_two_live_editions_the_newest_is_listed_whichever_was_written_last(client):
    for newest_is_last in (True, False):
        document = DocumentFactory(live=True, title="Protocol")
        for number in (1, 2) if newest_is_last else (2, 1):
            EditionFactory(document=document, number=number, effective_date=date(2012 + number, 3, 18), live=True)

    page = html.fromstring(client.get("/resources/").text)

    listed = [" ".join(item.text_content().split()) for item in page.xpath("//li[p[@class='listing__title']]")]
    assert len(listed) == 2
    for item in listed:
        assert "18 March 2014" in item
        assert "2013" not in item
    assert select(client, "year") == ["All years", "2014 (2)"]


def test_the_list_changes_with_the_clock_when_only_an_edition_is_scheduled(client, time_machine):
    nine, ten = datetime(2026, 3, 10, 9, tzinfo=UTC), datetime(2026, 3, 10, 10, tzinfo=UTC)
    time_machine.move_to(datetime(2026, 3, 10, 8, 59, tzinfo=UTC), tick=False)
    older = LiveDocumentFactory(title="A", edition__effective_date=date(2013, 9, 1))
    LiveDocumentFactory(title="B", edition__effective_date=date(2014, 9, 1))
    EditionFactory(
        document=older, number=2, effective_date=date(2015, 3, 18), live=True, publish_from=nine, publish_until=ten
    )
    B_FIRST, A_FIRST = (
        (["B", "A"], ["All years", "2014 (1)", "2013 (1)"]),
        (
            ["A", "B"],
            ["All years", "2015 (1)", "2014 (1)"],
        ),
    )

    for moment, (titles, years) in ((None, B_FIRST), (nine, A_FIRST), (ten, B_FIRST)):
        if moment:
            time_machine.move_to(moment, tick=False)
        assert [document.title for document in client.get("/resources/").context["object_list"]] == titles, moment
        assert select(client, "year") == years, moment


def select(client, name, query="") -> list[str]:
    page = html.fromstring(client.get(f"/resources/{query}").text)
    return page.xpath(f"//main//select[@name='{name}']/option/text()")


@pytest.fixture
def library():
    """Two protocols and a report, each with facts of its own."""
    mash, cse = TopicFactory(slug="mash", name="MASH"), TopicFactory(slug="cse", name="CSE")
    board = PublishingBodyFactory(slug="board", name="Board")
    facts = [
        ("The London protocol", "protocol", [mash, cse], board, 2015),
        ("A protocol for Hackney", "protocol", [mash], None, 2013),
        ("Zebra report", "report", [cse], board, 2015),
    ]
    for title, kind, topics, publisher, year in facts:
        document = LiveDocumentFactory(
            title=title, kind=kind, publisher=publisher, edition__effective_date=date(year, 3, 18)
        )
        document.topics.set(topics)


def test_each_choice_says_how_many_documents_it_leaves(client, library):
    assert select(client, "kind") == ["All kinds", "Protocol (2)", "Report (1)"]
    assert select(client, "topic") == ["All topics", "CSE (2)", "MASH (2)"]
    assert select(client, "publisher") == ["All publishers", "Board (2)"]
    assert select(client, "year") == ["All years", "2015 (2)", "2013 (1)"]


def test_a_choice_is_counted_with_every_other_filter_applied(client, library):
    assert select(client, "topic", "?kind=report") == ["All topics", "CSE (1)"]
    assert select(client, "kind", "?kind=report") == ["All kinds", "Protocol (2)", "Report (1)"]
    assert select(client, "kind", "?q=london") == ["All kinds", "Protocol (1)"]


def test_a_choice_that_leaves_nothing_stays_where_it_is_made(client, library):
    assert "MASH (0)" in select(client, "topic", "?kind=report&topic=mash")


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("publisher=board", {"The London protocol", "Zebra report"}),
        ("year=2013", {"A protocol for Hackney"}),
        ("year=1066", {"The London protocol", "A protocol for Hackney", "Zebra report"}),
        ("letter=L", {"The London protocol"}),
        ("letter=l", {"The London protocol"}),
    ],
)
def test_more_filters(client, library, query, titles):
    assert {document.title for document in client.get(f"/resources/?{query}").context["object_list"]} == titles


def test_a_to_z_files_a_title_without_its_article(client, library):
    response = client.get("/resources/?order=title")

    assert [document.title for document in response.context["object_list"]] == [
        "The London protocol",
        "A protocol for Hackney",
        "Zebra report",
    ]
    assert response.context["letters"] == [("L", 1), ("P", 1), ("Z", 1)]


def test_superseded_documents_are_one_link_away(client):
    successor = LiveDocumentFactory(title="New protocol", edition__file__to_hand=True)
    LiveDocumentFactory(title="Old protocol", succeeded_by=successor)

    page = html.fromstring(client.get("/resources/?kind=report").text)
    (address,) = page.xpath("//a[text()='Include superseded documents']/@href")
    everything = client.get(address)

    assert "Old protocol" not in page.text_content()
    assert "Old protocol" in everything.text
    assert len(html.fromstring(everything.text).find_class("state--superseded")) == 1
    assert everything.context["page_obj"].paginator.count == 2


def test_a_document_with_a_draft_successor_is_listed_as_it_was(client):
    LiveDocumentFactory(title="Old protocol", succeeded_by=DocumentFactory(title="The secret successor"))

    page = html.fromstring(client.get("/resources/").text)

    assert "Old protocol" in page.text_content()
    assert page.find_class("state--superseded") == []


def test_the_feed_is_of_what_is_listed(client, library):
    assert 'href="/resources/feed.atom?kind=report"' in client.get("/resources/?kind=report").text


def test_a_topic_has_a_page_of_its_own_for_search_engines(client):
    topic = TopicFactory(name="Early Help")
    DocumentFactory(live=True).topics.add(topic)
    page = html.fromstring(client.get(f"/resources/?topic={topic.slug}").text)
    plain = html.fromstring(client.get("/resources/").text)
    narrower = html.fromstring(client.get(f"/resources/?topic={topic.slug}&kind=protocol").text)

    assert page.xpath("string(//h1)") == "Documents: Early Help"
    assert page.findtext("head/title").startswith("Documents: Early Help")
    said = "//meta[@name='description']/@content"
    assert page.xpath(said) != plain.xpath(said)
    address = "string(//link[@rel='canonical']/@href)"
    assert page.xpath(address).endswith(f"/resources/?topic={topic.slug}")
    assert plain.xpath(address).endswith("/resources/")
    assert narrower.xpath(address).endswith("/resources/")
