"""The pages on which somebody asks to be told: what they show and take, and what they never say."""

import logging
from unittest import mock

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from lscb_site.following import subscribing, things
from lscb_site.following.models import FollowRequest, Letter
from resources.models import Document
from tests.factories import (
    AuthorityFactory,
    LiveDocumentFactory,
    TopicFactory,
)
from tests.following.ways_in import JANE, ONE_CLICK, confirming, following, heading, mine, stopping

pytestmark = pytest.mark.django_db

FORM = {"email": JANE, "rhythm": "daily"}


@pytest.fixture
def client():
    """As browsers are: without the exception from CSRF checks that Django's tests enjoy."""
    return Client(enforce_csrf_checks=True)


# What can be followed -------------------------------------------------------------------------------------------------


def test_the_overview_leads_to_news_kinds_and_topics(client):
    TopicFactory(name="Missing children", slug="missing")
    found = html.fromstring(client.get("/follow/").content).xpath("//main//a/@href")
    expected = [things.all_news(), things.found_at("kind", "report"), things.found_at("topic", "missing")]
    assert len(things.all_kinds()) == len(Document.Kind.values)
    for thing in expected:
        assert thing.follow_address in found
        assert client.get(thing.follow_address).status_code == 200


def test_its_queries_do_not_grow_with_the_topics(client, django_assert_max_num_queries):
    client.get("/follow/")
    for number in range(30):
        TopicFactory(slug=f"topic-{number}")
    client.get("/follow/")
    with django_assert_max_num_queries(12):
        client.get("/follow/")


@pytest.mark.parametrize("make", [LiveDocumentFactory, AuthorityFactory, TopicFactory])
def test_a_form_says_what_one_will_be_told(client, make):
    thing = things.of_row(make())
    answer = client.get(thing.follow_address)
    assert heading(answer) == thing.name
    assert thing.told in answer.text
    chosen = html.fromstring(answer.content).xpath("//input[@name='rhythm'][@checked]/@value")
    assert chosen == ["at_once"]


@pytest.mark.parametrize(
    "path", ["document/none/", "kind/book/", "user/1/", "news/x/", "topic/none/", f"document/{'9' * 900}/"]
)
def test_what_is_not_there_is_not_found(client, path):
    assert client.get(f"/follow/{path}").status_code == 404
    assert client.post(f"/follow/{path}", FORM).status_code == 404
    assert not FollowRequest.objects.exists()


# Asking ---------------------------------------------------------------------------------------------------------------


def test_who_asks_is_told_to_look_in_the_mailbox(client):
    document = LiveDocumentFactory()
    answer = client.post(f"/follow/document/{document.slug}/", FORM)
    assert answer.status_code == 200
    assert heading(answer) == "Look in your mailbox"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert not answer.cookies
    request = FollowRequest.objects.get()
    assert (request.address, request.thing, request.rhythm) == (JANE, f"document:{document.pk}", "daily")
    assert request.letter


def test_the_answer_is_the_same_for_every_address(client):
    following()
    for path, form in (("/follow/news/", FORM), ("/follow/", {"email": JANE})):
        other = form | {"email": "nobody@example.org"}
        answers = [client.post(path, each).text.replace(each["email"], "ADDRESS") for each in (form, other)]
        assert answers[0].partition("<main")[2] == answers[1].partition("<main")[2]
    for _ in range(subscribing.TO_ONE_ADDRESS):
        client.post("/follow/news/", FORM)
    written = Letter.objects.count()
    assert client.post("/follow/news/", FORM).text.replace(JANE, "ADDRESS").partition("<main")[2]
    assert Letter.objects.count() == written


def test_the_link_to_what_one_follows_is_asked_for_with_an_address_alone(client):
    assert heading(client.post("/follow/", {"email": JANE})) == "Look in your mailbox"
    assert FollowRequest.objects.get().thing == ""


BAD = [
    ("", "Write your e-mail address."),
    ("   ", "Write your e-mail address."),
    ("jane", "such as name@example.org"),
    ("jane@localhost", "such as name@example.org"),
    ("jane@[127.0.0.1]", "such as name@example.org"),
    ("jane@example.org, john@example.org", "such as name@example.org"),
    ("jane@example.org\nBcc: john@example.org", "such as name@example.org"),
    ("jané@example.org", "such as name@example.org"),
    (f"jane@{'ü' * 60}.example", "such as name@example.org"),
    (f"{'a' * 250}@example.org", "at most 254 characters"),
    (f"{'a' * 3000}@example.org", "at most 254 characters"),
    (f"a@{'.'.join(['üж' * 8] * 13)}.example", "at most 254 characters"),
]


@pytest.mark.parametrize(("typed", "told"), BAD)
@pytest.mark.parametrize("path", ["/follow/news/", "/follow/"])
def test_a_bad_address_is_refused_beside_its_field_and_kept(client, path, typed, told):
    answer = client.post(path, {"email": typed, "rhythm": "weekly"})
    assert answer.status_code == 200
    found = html.fromstring(answer.content)
    (field,) = found.xpath("//input[@name='email']")
    (error,) = found.xpath("//*[@id='id_email_error']")
    assert told in error.text_content()
    assert "id_email_error" in field.get("aria-describedby")
    assert field.get("aria-invalid") == "true"
    assert "".join(field.get("value", "").split()) == "".join(typed.split())
    assert found.xpath("string(//title)").startswith("Error: ")
    assert answer.headers["Cache-Control"] == "private, no-store"
    if path == "/follow/news/":
        assert found.xpath("//input[@name='rhythm'][@checked]/@value") == ["weekly"]
    assert not FollowRequest.objects.exists()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (f"  {JANE} \t", JANE),
        (f"{JANE}\x00", JANE),
        ("jane@Bücher.example", "jane@xn--bcher-kva.example"),
        ("Jane@EXAMPLE.org", "Jane@example.org"),
        ("o'neil+news@example.org", "o'neil+news@example.org"),
        (f"{'a' * 64}@{'b' * 60}.{'c' * 60}.{'d' * 60}.org", f"{'a' * 64}@{'b' * 60}.{'c' * 60}.{'d' * 60}.org"),
    ],
)
def test_an_address_is_taken_as_it_travels(client, typed, kept):
    client.post("/follow/news/", {"email": typed, "rhythm": "at_once"})
    assert FollowRequest.objects.get().address == kept


@pytest.mark.parametrize("rhythm", ["", "hourly", "\x00", "9" * 9000])
def test_how_soon_is_one_of_three(client, rhythm):
    answer = client.post("/follow/news/", {"email": JANE, "rhythm": rhythm})
    assert "Choose how soon." in answer.text
    assert JANE in answer.text
    assert not FollowRequest.objects.exists()


@pytest.mark.parametrize(("path", "form"), [("/follow/news/", FORM), ("/follow/", {"email": JANE})])
def test_too_many_from_one_place_are_asked_to_wait(client, path, form):
    for number in range(subscribing.FROM_ONE_PLACE):
        client.post(path, form | {"email": f"reader{number}@example.org"}, REMOTE_ADDR=f"2001:db8:0:1::{number + 1:x}")
    answer = client.post(path, form, REMOTE_ADDR="2001:db8:0:1::ffff")
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "3600"
    assert heading(answer) == "Please try again in an hour"
    assert client.post(path, form, REMOTE_ADDR="2001:db8:0:2::1").status_code == 200


@pytest.mark.parametrize(("path", "form"), [("/follow/news/", FORM), ("/follow/", {"email": JANE})])
def test_where_no_e_mail_leaves_the_site_nothing_is_promised(client, settings, path, form):
    settings.EMAIL_BACKEND, settings.EMAIL_ON_CONSOLE = "django.core.mail.backends.console.EmailBackend", False
    for answer in (client.get(path), client.post(path, form)):
        assert "This site sends no e-mails at the moment." in answer.text
        assert not html.fromstring(answer.content).xpath("//input[@name='email']")
    assert not FollowRequest.objects.exists()


def test_no_log_and_no_statement_holds_an_address(client, caplog):
    follower = following("news", "kind:protocol")
    link = confirming()
    with caplog.at_level(logging.DEBUG), CaptureQueriesContext(connection) as captured:
        client.post("/follow/news/", FORM)
        client.post("/follow/news/", FORM | {"rhythm": "hourly"})
        client.post("/follow/news/", FORM | {"email": f"{JANE}, another"})
        client.post("/follow/document/none/", FORM)
        client.post("/follow/", {"email": JANE})
        for path in (link, mine(follower), stopping(follower), f"{mine(follower)}data/"):
            client.get(path)
        client.post(link)
        client.post(mine(follower), {"act": "stop", "follow": follower.follows.first().pk})
        with mock.patch.object(subscribing, "FROM_ONE_PLACE", 0):
            assert client.post("/follow/news/", FORM).status_code == 429
        client.post(stopping(follower), ONE_CLICK)
    said = caplog.text + "".join(query["sql"] for query in captured.captured_queries)
    assert "jane.doe" not in said.casefold()


def test_a_report_of_an_error_does_not_show_the_address(client, caplog, settings):
    client.raise_request_exception = False
    settings.DEBUG_PROPAGATE_EXCEPTIONS = False
    with mock.patch.object(subscribing, "ask", side_effect=RuntimeError("broken")), caplog.at_level(logging.DEBUG):
        answer = client.post("/follow/news/", FORM)
    assert answer.status_code == 500
    assert "jane.doe" not in caplog.text + answer.text
    (record,) = [record for record in caplog.records if hasattr(record, "request") and record.exc_info]
    assert record.request.sensitive_post_parameters == "__ALL__"
