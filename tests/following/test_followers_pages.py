"""The pages behind the links of letters: what they show, what they take, and what they never do."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from lxml import html

from lscb_site.following import subscribing
from lscb_site.following.models import Follow, Follower, Letter
from lscb_site.following.models.followers import UNCONFIRMED
from tests.factories import (
    FollowerFactory,
    LiveDocumentFactory,
)
from tests.following.ways_in import JANE, ONE_CLICK, confirming, everything, following, heading, mine, stopping

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    """As browsers are: without the exception from CSRF checks that Django's tests enjoy."""
    return Client(enforce_csrf_checks=True)


# Confirming -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_opening_a_link_changes_nothing(client, method):
    follower, link = following(), confirming()
    before = everything()
    for path in (link, mine(follower), f"{mine(follower)}data/", stopping(follower)):
        getattr(client, method)(path)
        assert everything() == before


def test_a_link_shows_what_was_asked_and_one_button_makes_it_so(client):
    document = LiveDocumentFactory(title="Operating protocol")
    link = confirming(thing=f"document:{document.pk}", rhythm="weekly")
    page = html.fromstring(client.get(link).content)
    assert "Operating protocol" in page.xpath("string(//main)")
    assert "Once a week, on Monday morning" in page.xpath("string(//main)")
    assert page.xpath("//main//button/text()") == ["Yes, send me these e-mails"]
    answer = client.post(link)
    assert answer.status_code == 200
    follow = Follow.objects.get()
    assert (follow.follower.address, follow.thing, follow.rhythm) == (JANE, f"document:{document.pk}", "weekly")
    assert mine(follow.follower) in html.fromstring(answer.content).xpath("//main//a/@href")


def test_a_link_is_confirmed_once(client):
    link = confirming()
    client.post(link)
    before = everything()
    for answer in (client.post(link), client.get(link)):
        assert answer.status_code == 404
        assert heading(answer) == "This link does not work"
    assert everything() == before


def test_a_link_that_is_too_old_leads_to_the_form(client):
    document = LiveDocumentFactory()
    link = confirming(thing=f"document:{document.pk}")
    with time_machine.travel(timezone.now() + UNCONFIRMED + timedelta(minutes=1)):
        for answer in (client.get(link), client.post(link)):
            assert answer.status_code == 410
            assert f"/follow/document/{document.slug}/" in answer.text
    assert not Follow.objects.exists()


def test_a_link_to_what_is_no_more_and_one_that_no_key_opens_are_closed(client, settings):
    gone, link = confirming(thing="document:999999"), confirming()
    assert client.get(gone).status_code == client.post(gone).status_code == 410
    settings.FOLLOWERS_KEYS = ["another"]
    assert client.get(link).status_code == 200
    assert client.post(link).status_code == 410
    assert not Follower.objects.exists()


# What one follows -----------------------------------------------------------------------------------------------------


def acts(client, follower, **facts):
    return client.post(mine(follower), facts)


def test_it_lists_what_is_followed_with_how_soon(client):
    follower = following("news", f"document:{LiveDocumentFactory(title='Operating protocol').pk}")
    follower.follows.filter(thing="news").update(rhythm="weekly")
    page = html.fromstring(client.get(mine(follower)).content)
    assert page.xpath("//main//h3/a/text()") == ["All news", "Operating protocol"]
    assert page.xpath("//select/option[@selected]/@value") == ["weekly", "at_once"]
    assert "j…@example.org" in page.text_content()
    assert JANE not in page.text_content()


def test_what_was_withdrawn_or_deleted_can_be_stopped(client):
    document = LiveDocumentFactory(title="Old protocol", state="withdrawn", withdrawn_reason="It was wrong.")
    follower = following(f"document:{document.pk}", "document:999999", "news")
    page = client.get(mine(follower)).text
    assert "Old protocol" in page
    assert "Something that is not on this site any more" in page
    for follow in follower.follows.exclude(thing="news"):
        assert "Stopped: " in acts(client, follower, act="stop", follow=follow.pk).text
    assert [follow.thing for follow in follower.follows.all()] == ["news"]


def test_how_soon_is_changed_and_said(client):
    follower = following("news", "kind:protocol")
    answer = acts(client, follower, act="change", follow=follower.follows.get(thing="news").pk, rhythm="daily")
    assert answer.status_code == 200
    assert "Changed: All news, once a day, at about 7 in the morning." in answer.text
    assert dict(follower.follows.values_list("thing", "rhythm")) == {"news": "daily", "kind:protocol": "at_once"}


def test_who_stops_the_last_is_forgotten(client):
    follower = following("news")
    answer = acts(client, follower, act="stop", follow=follower.follows.get().pk)
    assert (answer.status_code, heading(answer)) == (200, "You get no more e-mails")
    assert not Follower.objects.exists()
    assert client.get(mine(follower)).status_code == 404


def test_everything_is_stopped_and_forgotten_with_one_button(client):
    follower = following("news", "kind:protocol")
    confirming()
    assert heading(acts(client, follower, act="forget")) == "You get no more e-mails"
    assert everything() == [[], [], [], []]


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"act": "destroy"},
        {"act": "stop"},
        {"act": "change"},
        {"act": "change", "rhythm": "daily"},
        {"act": "change", "follow": "OWN"},
        {"act": "change", "follow": "OWN", "rhythm": "hourly"},
        {"act": "change", "follow": "OTHER", "rhythm": "weekly"},
        {"act": "stop", "follow": "OTHER"},
        {"act": "stop", "follow": "9" * 5000},
        {"act": "stop", "follow": "9" * 20},
        {"act": "stop", "follow": "\x00"},
        {"act": "stop", "follow": "-1"},
    ],
)
def test_nothing_else_is_done(client, sent):
    follower, other = following(), FollowerFactory(follows=["news"])
    keys = {"OWN": follower.follows.get().pk, "OTHER": other.follows.get().pk}
    before = everything()
    answer = acts(client, follower, **{name: keys.get(value, value) for name, value in sent.items()})
    assert answer.status_code == 200
    assert "Nothing was changed." in answer.text
    assert everything() == before


def test_its_queries_do_not_grow_with_what_is_followed(client, django_assert_max_num_queries):
    follower = following(*(f"document:{LiveDocumentFactory().pk}" for _ in range(12)), "kind:protocol", "news")
    client.get(mine(follower))
    with django_assert_max_num_queries(10):
        client.get(mine(follower))


def test_what_is_kept_comes_as_a_file_without_the_whole_address(client):
    follower = following("news")
    answer = client.get(f"{mine(follower)}data/")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="what-is-kept.json"'
    kept = json.loads(answer.content)
    assert kept["address"] == "j…@example.org"
    assert kept["follows"][0]["thing"] == "news"
    assert "jane.doe" not in answer.text


def test_whoever_lost_the_key_of_the_addresses_still_lets_people_stop(client, settings):
    follower = following("news", "kind:protocol")
    settings.FOLLOWERS_KEYS = ["another"]
    for path in (mine(follower), f"{mine(follower)}data/", stopping(follower)):
        answer = client.get(path)
        assert answer.status_code == 200
        assert "@" not in answer.text.partition("<main")[2].partition("</main")[0]
    client.post(stopping(follower))
    assert not Follower.objects.exists()


# Stopping -------------------------------------------------------------------------------------------------------------


def test_a_link_to_stop_shows_one_button(client):
    page = html.fromstring(client.get(stopping(following())).content)
    assert page.xpath("//main//button/text()") == ["Stop all e-mails"]


@pytest.mark.parametrize("sent", [ONE_CLICK, {}, {"anything": "else"}])
@pytest.mark.parametrize("multipart", [True, False])
def test_a_mail_programs_button_ends_everything_at_once_and_twice_is_once(client, sent, multipart):
    follower = following("news", "kind:protocol")
    Letter.objects.create(follower=follower, period="daily:2026-11-28")
    other = FollowerFactory(follows=["news"])
    path = stopping(follower)
    body = {"data": sent} if multipart else {"data": "List-Unsubscribe=One-Click", "content_type": "text/plain"}
    for _ in range(2):
        answer = client.post(path, **body)
        assert (answer.status_code, heading(answer)) == (200, "You get no more e-mails")
        assert not answer.cookies
        assert list(Follower.objects.all()) == [other]
        assert not Letter.objects.exists()


@pytest.mark.parametrize("damage", [lambda path: path[:-3] + "/", lambda path: "/follow/stop/nonsense/"])
def test_a_damaged_link_is_answered_like_one_that_was_used_and_stops_nobody(client, damage):
    follower = following()
    path = damage(stopping(follower))
    assert client.get(path).status_code == 404
    answer = client.post(path, ONE_CLICK)
    subscribing.forget(FollowerFactory(follows=["news"]))
    assert Follower.objects.get() == follower
    used = stopping(follower)
    client.post(used, ONE_CLICK)
    assert answer.status_code == 200
    assert answer.text.partition("<main")[2] == client.post(used, ONE_CLICK).text.partition("<main")[2]


# Every page -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("token", ["a-damaged-link", "7." + "x" * 43, "9" * 900, "..", "%00", "%ff", "é"])
@pytest.mark.parametrize("page", ["confirm/{}/", "mine/{}/", "mine/{}/data/", "stop/{}/"])
def test_no_link_whatever_it_holds_is_an_error(client, token, page):
    path = f"/follow/{page.format(token)}"
    assert client.get(path).status_code in (400, 404)
    assert client.post(path, {"act": "forget"}).status_code in (200, 400, 404, 405)


def test_the_pages_behind_a_key_are_for_nobody_else(client):
    follower = following()
    for path in (confirming(), mine(follower), f"{mine(follower)}data/", stopping(follower)):
        answer = client.get(path)
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert not answer.cookies
