"""The rule of being live, walked over every moment: the query, the item in hand and the filter must agree."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from django.apps import apps

from lscb_site.publishing.models import Publishable
from lscb_site.publishing.states import State, Status, has_status_at, live_at, status_at
from tests.factories import (
    BoardFactory,
    CollectionFactory,
    ComparisonFactory,
    DocumentFactory,
    EditionFactory,
    NoticeFactory,
    PostFactory,
)

START = datetime(2015, 3, 18, 9, tzinfo=UTC)
END = START + timedelta(days=7)
TICK = timedelta(microseconds=1)
MOMENTS = {
    "long before": START - timedelta(days=400),
    "just before": START - TICK,
    "at the start": START,
    "within": START + timedelta(days=1),
    "just before the end": END - TICK,
    "at the end": END,
    "after": END + timedelta(days=400),
}
FACTORIES = {
    "Board": BoardFactory,
    "Collection": CollectionFactory,
    "Comparison": ComparisonFactory,
    "Document": DocumentFactory,
    "Edition": EditionFactory,
    # It must have an end: one that no moment of this table reaches.
    "Notice": partial(NoticeFactory, publish_until=END + timedelta(days=4_000)),
    "Post": PostFactory,
}
ITEMS = {
    "draft": {"state": State.DRAFT},
    "draft with dates": {"state": State.DRAFT, "publish_from": START, "publish_until": END},
    "published": {"state": State.PUBLISHED, "publish_from": START},
    "published until": {"state": State.PUBLISHED, "publish_from": START, "publish_until": END},
    "withdrawn": {"state": State.WITHDRAWN, "publish_from": START, "withdrawn_reason": "Out of date."},
}


def expected(item: str, moment: str) -> Status:
    if item.startswith("draft"):
        return Status.DRAFT
    if item == "withdrawn":
        return Status.WITHDRAWN
    if moment in ("long before", "just before"):
        return Status.SCHEDULED
    if item == "published until" and moment in ("at the end", "after"):
        return Status.EXPIRED
    return Status.LIVE


def test_every_publishable_model_is_walked():
    assert {model.__name__ for model in apps.get_models() if issubclass(model, Publishable)} == set(FACTORIES)


@pytest.mark.django_db
@pytest.mark.parametrize("model", FACTORIES)
@pytest.mark.parametrize("item", ITEMS)
def test_query_item_and_filter_agree_at_every_moment(model, item):
    stored = FACTORIES[model](**ITEMS[item])
    rows = type(stored).objects.filter(pk=stored.pk)
    for name, moment in MOMENTS.items():
        status = expected(item, name)
        assert stored.status(moment) == status, name
        assert rows.filter(live_at(moment)).exists() == (status == Status.LIVE), name
        found = {candidate for candidate in Status if rows.filter(has_status_at(candidate, moment)).exists()}
        assert found == {status}, name


@pytest.mark.django_db
@pytest.mark.parametrize("document", ITEMS)
@pytest.mark.parametrize("edition", ITEMS)
def test_an_edition_is_live_only_while_its_document_is(document, edition):
    stored = EditionFactory(document=DocumentFactory(**ITEMS[document]), **ITEMS[edition])
    for name, moment in MOMENTS.items():
        both = expected(document, name) == expected(edition, name) == Status.LIVE
        assert type(stored).objects.live(moment).exists() == both, name


def test_a_published_item_without_a_start_is_not_live_yet():
    assert status_at(START, State.PUBLISHED, None, None) == Status.SCHEDULED
