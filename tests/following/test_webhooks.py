"""A provider says at an address of the site, with a secret, what became of letters."""

import base64
import json
import logging
from types import SimpleNamespace

import pytest
from anymail.signals import AnymailTrackingEvent
from django.test import Client

from lscb_site.following import webhooks
from lscb_site.following.bounces import told_by_a_provider
from lscb_site.following.models import Follower
from lscb_site.urls import urlpatterns
from tests.following.telling_followers import follower_of

pytestmark = pytest.mark.django_db
SECRET = "portal:not-to-be-guessed"
ADDRESS = "reader@example.com"
PATH = "/anymail/postmark/tracking/"
BOUNCE = {
    "RecordType": "Bounce",
    "Type": "HardBounce",
    "Email": ADDRESS,
    "ID": 42,
    "MessageID": "0",
    "BouncedAt": "2026-11-27T10:12:31Z",
}


@pytest.fixture(autouse=True)
def follower():
    return follower_of("news", address=ADDRESS)


@pytest.fixture
def provider(settings):
    """The site with the address of one."""
    settings.EMAIL_PROVIDER, settings.ANYMAIL = "postmark", {"WEBHOOK_SECRET": SECRET}
    settings.ROOT_URLCONF = (*webhooks.addresses(), *urlpatterns)


def post(path=PATH, secret=SECRET, body=None, **given):
    given["HTTP_AUTHORIZATION"] = f"Basic {base64.b64encode(secret.encode()).decode()}"
    content = json.dumps(BOUNCE) if body is None else body
    client = Client(enforce_csrf_checks=True)
    return client.post(path, content, **({"content_type": "application/json"} | given))


def test_there_is_no_such_address_without_a_provider_and_a_secret(settings):
    assert post().status_code == 405, "A page, which there is none of."
    assert webhooks.addresses() == []
    settings.EMAIL_PROVIDER = "postmark"
    assert webhooks.addresses() == []


@pytest.mark.parametrize("name", ["brevo", "mailgun", "mailjet", "mailtrap", "postmark", "resend", "sparkpost"])
def test_each_provider_has_one_and_no_other(settings, name):
    settings.EMAIL_PROVIDER, settings.ANYMAIL = name, {"WEBHOOK_SECRET": SECRET, "MAILGUN_API_KEY": "a-key"}
    ((own,),) = [address.url_patterns for address in webhooks.addresses()]
    assert str(own.pattern) == f"{name}/tracking/"
    settings.ROOT_URLCONF = (*webhooks.addresses(), *urlpatterns)
    for garbage in (b"", b"\xff\x00", b"[", b"[[]]"):
        for type_ in ("application/json", "application/x-www-form-urlencoded", "text/plain"):
            assert post(f"/anymail/{name}/tracking/", "wrong", garbage, content_type=type_).status_code == 400


def test_what_it_says_ends_letters_and_leaves_no_trace_in_a_browser_or_a_log(provider, caplog):
    with caplog.at_level(logging.DEBUG):
        answer = post()
    assert answer.status_code == 200
    assert not Follower.objects.exists()
    assert not answer.cookies
    assert not any(word in caplog.text for word in (ADDRESS, SECRET, "not-to-be-guessed"))


def test_a_wrong_secret_is_refused_and_stands_in_no_log(provider, caplog):
    with caplog.at_level(logging.DEBUG):
        assert post(secret="portal:another-secret").status_code == 400
    assert Follower.objects.exists()
    assert not any(word in caplog.text for word in (ADDRESS, "another-secret", "cG9ydGFs"))
    assert "Missing or invalid basic auth in Anymail Postmark webhook" in caplog.text


def event(kind, reason=None, **given):
    return AnymailTrackingEvent(event_type=kind, reject_reason=reason, recipient=ADDRESS, esp_event=given)


def in_words(said):
    """The same in every process."""
    return f"{said.event_type} {said.reject_reason or ''} {said.esp_event or ''}"


@pytest.mark.parametrize(
    "said",
    [
        event("bounced", "bounced", Type="HardBounce"),
        event("bounced", "invalid", event="hard_bounce"),
        event("bounced", hard_bounce=True),
        event("bounced", bounce_class="10"),
        event("rejected", "invalid"),
        event("rejected", "bounced"),
        event("rejected", "spam"),
        event("complained", "spam"),
        event("unsubscribed"),
    ],
    ids=in_words,
)
def test_what_is_for_good_ends_letters(said):
    told_by_a_provider(event=said)
    assert not Follower.objects.exists()


@pytest.mark.parametrize(
    "said",
    [
        event("deferred"),
        event("delivered"),
        event("opened"),
        event("failed"),
        event("autoresponded"),
        event("unknown"),
        event("rejected", "blocked", Type="DMARCPolicy"),
        event("rejected", "timed_out"),
        event("rejected"),
        event("bounced", "bounced", Type="SoftBounce"),
        event("bounced", "bounced", event="soft_bounce"),
        event("bounced", hard_bounce=False),
        event("bounced", bounce_class="22"),
        SimpleNamespace(event_type="complained", esp_event=None, reject_reason=None, recipient=None),
    ],
    ids=in_words,
)
def test_what_may_be_well_another_day_ends_none(said):
    told_by_a_provider(event=said)
    assert Follower.objects.exists()
