"""The old address of what was withdrawn: the reason, or one redirect to what a visitor can open today."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from lscb_site.publishing.models import LEADS_NOWHERE
from news.models import Post
from tests.factories import (
    BoardFactory,
    CollectionFactory,
    ComparisonFactory,
    LiveDocumentFactory,
    NoticeFactory,
    PostFactory,
)

pytestmark = pytest.mark.django_db

KINDS = {
    "news": lambda: PostFactory(live=True),
    "document": LiveDocumentFactory,
    "edition": lambda: LiveDocumentFactory().editions.get(),
    "board": lambda: BoardFactory(live=True),
    "collection": lambda: CollectionFactory(live=True),
    "comparison": lambda: ComparisonFactory(live=True),
    "notice": lambda: NoticeFactory(live=True),
}


@pytest.mark.parametrize("make", KINDS.values(), ids=KINDS)
def test_it_leads_straight_on_if_that_is_asked_for_and_not_once_it_is_published_again(client, make):
    item = make()
    item.withdraw("Out of date.", "/news/?year=2015", leads_on=True)
    answer = client.get(item.get_absolute_url(), {"page": 2})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/news/?year=2015&page=2")
    item.publish()
    item.refresh_from_db()
    assert (item.leads_on, item.withdrawn_to) == (False, "")
    item.withdraw("Out of date.", "/news/", leads_on=True)
    item.return_to_draft()
    assert not item.leads_on


def test_the_files_of_a_withdrawn_document_lead_on_with_it(client):
    document = LiveDocumentFactory(edition__file__content=b"first")
    document.withdraw("Out of date.", "/resources/", leads_on=True)
    file = document.editions.get().main_file
    for address in (file.get_absolute_url(), reverse("resources:latest", args=[document.slug])):
        assert client.get(address).headers["Location"] == "/resources/"


def test_readers_are_led_to_the_end_of_the_way_in_one_step(client):
    first, second, third = (PostFactory(live=True) for _ in range(3))
    second.withdraw("Out of date.", third.get_absolute_url())
    first.withdraw("Out of date.", second.get_absolute_url(), leads_on=True)
    assert client.get(first.get_absolute_url()).headers["Location"] == third.get_absolute_url()


def test_what_can_be_opened_no_longer_leaves_the_reason_and_no_dead_link(client):
    first, second = PostFactory(live=True), PostFactory(live=True)
    first.withdraw("Out of date.", second.get_absolute_url(), leads_on=True)
    second.withdraw("Wrong.")
    answer = client.get(first.get_absolute_url())
    assert (answer.status_code, "Out of date." in answer.text) == (410, True)
    assert second.get_absolute_url() not in answer.text
    second.publish()
    assert client.get(first.get_absolute_url()).status_code == 302


def test_another_site_is_not_asked(client):
    post = PostFactory(live=True)
    post.withdraw("Out of date.", "https://www.gov.uk/a", leads_on=True)
    assert client.get(post.get_absolute_url()).headers["Location"] == "https://www.gov.uk/a"


def test_whoever_made_a_circle_past_the_forms_reads_the_reasons(client):
    first, second = PostFactory(live=True), PostFactory(live=True)
    second.withdraw("Wrong.", "/news/", leads_on=True)
    first.withdraw("Out of date.", second.get_absolute_url(), leads_on=True)
    Post.objects.filter(pk=second.pk).update(withdrawn_to=first.get_absolute_url())
    # The address of a part is no item's own, and answers for the whole.
    document = LiveDocumentFactory()
    document.withdraw("Old.", document.editions.get().get_absolute_url(), leads_on=True)
    for item in (first, second, document):
        assert client.get(item.get_absolute_url()).status_code == 410


def test_who_asks_to_lead_on_says_where(publisher_client):
    post = PostFactory(live=True)
    address = reverse("admin:news_post_withdraw", args=[post.pk])
    answer = publisher_client.post(address, {"reason": "Old.", "leads_on": "on"})
    assert answer.context["form"].errors["instead"] == [LEADS_NOWHERE]
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.update(leads_on=True)
    publisher_client.post(address, {"reason": "Old.", "leads_on": "on", "instead": "/news/"})
    assert Post.objects.get().leads_on
