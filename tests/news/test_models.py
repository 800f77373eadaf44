from datetime import date

import pytest
import time_machine
from django.contrib.redirects.models import Redirect
from django.db import IntegrityError

from lscb_site.publishing.states import State, Status
from tests.factories import DocumentFactory, EditionFactory, PaperFactory, PostFactory, SessionFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "facts",
    [
        {"kind": "conference", "event_starts": None},
        {"event_starts": date(2015, 6, 19), "event_ends": date(2015, 6, 18)},
        {"state": State.PUBLISHED, "publish_from": None},
        {"state": State.WITHDRAWN, "withdrawn_reason": ""},
    ],
    ids=["conference without a day", "ends before it starts", "live from no moment", "withdrawn without a reason"],
)
def test_the_database_refuses(facts):
    with pytest.raises(IntegrityError):
        PostFactory(**facts)


def test_a_document_is_attached_to_a_post_once():
    paper = PaperFactory()
    with pytest.raises(IntegrityError):
        PaperFactory(post=paper.post, document=paper.document)


def test_publishing_takes_its_draft_documents_and_their_editions_along():
    post, document = PostFactory(), DocumentFactory()
    edition = EditionFactory(document=document)
    PaperFactory(post=post, document=document)
    talk = SessionFactory(post=post, document=DocumentFactory()).document

    post.publish()

    for item in (post, document, edition, talk):
        item.refresh_from_db()
        assert item.status() == Status.LIVE


def test_publishing_leaves_a_withdrawn_document_withdrawn():
    post, document = PostFactory(), DocumentFactory(withdrawn=True)
    PaperFactory(post=post, document=document)

    post.publish()

    document.refresh_from_db()
    assert document.status() == Status.WITHDRAWN


@pytest.mark.parametrize(
    ("today", "past"),
    [("2015-06-18", False), ("2015-06-20", False), ("2015-06-21", True)],
    ids=["before", "last day", "after"],
)
def test_an_event_is_past_after_its_last_day(today, past):
    post = PostFactory(kind="conference", event_starts=date(2015, 6, 19), event_ends=date(2015, 6, 20))
    with time_machine.travel(today):
        assert post.is_past_event is past


def test_a_new_address_leaves_a_redirect_and_chains_are_shortened(client):
    post = PostFactory(live=True, slug="first")
    for slug in ("second", "third"):
        post.slug = slug
        post.save()

    assert dict(Redirect.objects.values_list("old_path", "new_path")) == {
        "/news/first/": "/news/third/",
        "/news/second/": "/news/third/",
    }
    assert client.get("/news/first/").headers["Location"] == "/news/third/"


def test_a_name_taken_back_undoes_its_redirect():
    post = PostFactory(live=True, slug="first")
    for slug in ("second", "first"):
        post.slug = slug
        post.save()

    assert dict(Redirect.objects.values_list("old_path", "new_path")) == {"/news/second/": "/news/first/"}


def test_a_draft_leaves_no_redirect():
    post = PostFactory(slug="first")
    post.slug = "second"
    post.save()

    assert not Redirect.objects.exists()
