"""What can be followed, how it is called, and where it is asked for."""

from datetime import timedelta

import pytest
from django.utils import timezone

from lscb_site.following import things
from lscb_site.following.models import Follow
from resources.models import Document
from tests.factories import (
    AuthorityFactory,
    CollectionFactory,
    DocumentFactory,
    FollowerFactory,
    LiveDocumentFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db

ROWS = {
    "document": LiveDocumentFactory,
    "collection": lambda **facts: CollectionFactory(live=True, **facts),
    "topic": TopicFactory,
    "authority": AuthorityFactory,
}


def test_every_kind_of_thing_has_rows_or_is_one_of_two_and_says_what_is_told():
    assert ROWS.keys() == things.ROWS.keys()
    assert things.TOLD.keys() == {*ROWS, "kind", "news"}


@pytest.mark.parametrize("kind", ROWS)
def test_an_address_names_a_row_and_a_reference_names_it_in_the_database(kind, client):
    row = ROWS[kind]()
    thing = things.found_at(kind, row.slug)
    assert thing.reference == f"{kind}:{row.pk}"
    assert (thing.kind, thing.told) == (kind, things.TOLD[kind])
    assert str(row) in thing.name
    assert thing.follow_address == f"/follow/{kind}/{row.slug}/"
    assert things.named([thing.reference]) == {thing.reference: thing}
    assert client.get(thing.address).status_code == 200
    FollowerFactory(follows=[thing.reference])
    assert Follow.objects.get().thing == thing.reference


@pytest.mark.parametrize("value", Document.Kind.values)
def test_each_kind_of_document(value, client):
    thing = things.found_at("kind", value)
    assert thing.reference == f"kind:{value}"
    assert Document.Kind(value).label in thing.name
    assert things.named([thing.reference]) == {thing.reference: thing}
    FollowerFactory(follows=[thing.reference])
    assert client.get(thing.address).status_code == 200


def test_all_news():
    assert things.found_at("news", "") == things.all_news()
    assert things.all_news().follow_address == "/follow/news/"
    assert things.named(["news"]) == {"news": things.all_news()}


@pytest.mark.parametrize(
    ("kind", "slug"), [("news", "x"), ("kind", "book"), ("kind", ""), ("document", "none"), ("user", "1"), ("", "")]
)
def test_nothing_else_is_found(kind, slug):
    assert things.found_at(kind, slug) is None


def test_what_visitors_may_not_see_cannot_be_followed_anew_and_is_still_named():
    draft, collection = DocumentFactory(), CollectionFactory()
    scheduled = LiveDocumentFactory(publish_from=timezone.now() + timedelta(days=1))
    withdrawn = LiveDocumentFactory(state="withdrawn", withdrawn_reason="It was wrong.")
    for document in (draft, scheduled, withdrawn):
        assert things.found_at("document", document.slug) is None
        assert things.named([f"document:{document.pk}"])
    assert things.found_at("collection", collection.slug) is None


def test_what_is_no_more_is_not_named():
    assert things.named(["document:999999", "kind:book", "topic:999999"]) == {}


def test_many_are_named_with_one_query_for_each_kind_of_row(django_assert_num_queries):
    references = [f"{kind}:{make().pk}" for kind, make in ROWS.items() for _ in range(3)]
    with django_assert_num_queries(len(ROWS)):
        assert len(things.named([*references, "news", "kind:protocol"])) == len(references) + 2
