from datetime import date

import pytest

from tests.factories import AudienceFactory, DocumentFactory, LiveDocumentFactory, TopicFactory

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
    protocol = LiveDocumentFactory(title="CSE protocol", kind="protocol")
    LiveDocumentFactory(title="Old protocol", kind="procedure", succeeded_by=protocol)
    DocumentFactory(title="MASH draft", kind="protocol")

    response = client.get(f"/resources/?{query}")

    assert {document.title for document in response.context["object_list"]} == titles


def test_the_list_is_ordered_by_the_current_editions_date(client):
    for title, day in (("Old", date(2013, 9, 1)), ("New", date(2015, 3, 18)), ("Undated", None)):
        LiveDocumentFactory(title=title, edition__effective_date=day)

    assert [document.title for document in client.get("/resources/").context["object_list"]] == [
        "New",
        "Old",
        "Undated",
    ]
