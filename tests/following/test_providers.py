"""A letter leaves through a provider's own interface with all that it has, and nobody counts who opens it."""

import json

import pytest
import requests
from django.core.mail import get_connection
from environs import Env

from lscb_site.following import composing
from lscb_site.following.gathering import gather
from lscb_site.following.models import Letter
from lscb_site.following.sending import send_some
from lscb_site.web.mail_settings import PROVIDERS, through_a_provider
from tests.factories import PostFactory
from tests.following.telling_followers import follower_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(monkeypatch):
    """What a provider, which is not there, was asked."""
    asked = []

    def request(self, method, url, **given):
        asked.append({"url": url} | given)
        raise requests.ConnectionError("reader@example.org")

    monkeypatch.setattr(requests.Session, "request", request)
    return asked


@pytest.fixture(params=PROVIDERS)
def provider(request, settings, monkeypatch):
    monkeypatch.delenv("EMAIL_URL")
    needed, _ = PROVIDERS[request.param]
    for name in needed:
        monkeypatch.setenv(f"ANYMAIL_{name}", "a-key")
    for name, value in through_a_provider(Env(), request.param).items():
        setattr(settings, name, value)
    settings.EMAIL_PROVIDER = request.param
    return request.param


def test_each_can_be_asked_and_letters_wait_while_it_is_away(provider, asked, settings):
    settings.BOUNCES_ADDRESS = "bounces@www.example.org"
    follower_of("news", address="reader@example.org")
    PostFactory(title="Conference papers").publish()
    gather()
    send_some()
    letter = Letter.objects.get()
    assert (letter.problem, letter.tried) == ("The provider was not there.", 1)
    (given,) = asked
    assert given["timeout"] == settings.ANYMAIL["REQUESTS_TIMEOUT"]
    sent = json.dumps({name: given.get(name) for name in ("data", "json", "headers", "files", "params")}, default=str)
    for words in ("Conference papers", "List-Unsubscribe-Post", str(letter.name), "reader@example.org"):
        assert words in sent


SAYS = {
    "mailgun": ['"o:tracking-clicks": "no"', '"o:tracking-opens": "no"'],
    "mailjet": ['"TrackClicks": "disabled"', '"TrackOpens": "disabled"'],
    "postmark": ['"TrackLinks": "None"', '"TrackOpens": false'],
    "sparkpost": ['"click_tracking": false', '"open_tracking": false'],
}  # the others cannot be told with a letter, as docs/operating.md says


def test_nobody_is_to_count_who_opens_a_letter(provider, asked):
    message = composing.trial("reader@example.org")
    message.connection = get_connection()
    with pytest.raises(requests.ConnectionError):
        message.send()
    sent = json.dumps(asked, default=str).replace("\\", "")
    assert all(words in sent for words in SAYS.get(provider, []))
