"""What is kept of followers is what the privacy page says, and no longer than it says."""

import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from lscb_site.following.models import Change, FollowRequest
from lscb_site.following.models.followers import UNCONFIRMED
from lscb_site.following.sending import KEPT
from tests.factories import FollowRequestFactory

ADDRESS = "Encrypted, with a key that is not in the database"
DIGEST = "a keyed digest, by which it is found again"
ASKED = "Your address, encrypted, and its digest; what you want to follow; when you asked"
PLACE = "a keyed digest of your network address"
FOLLOWED = "Each document, topic or borough, how soon you are told, and since when"
TOLD = "What each told you of"
SENT = "when it was sent"
FAILED = "what the mail server said if it could not be"
# A number that a row has for the database, and how far the work of sending is: they tell nothing of anybody.
OF_NOBODY = ""

# Every column of every table of this app, with the words of the page that say that it is kept.
COVERED = {
    "Follower": {"id": OF_NOBODY, "sealed_address": ADDRESS, "digest": DIGEST, "since": FOLLOWED},
    "Follow": {"id": OF_NOBODY, "follower": FOLLOWED, "thing": FOLLOWED, "rhythm": FOLLOWED, "since": FOLLOWED},
    "FollowRequest": {
        "id": OF_NOBODY,
        "sealed_address": ASKED,
        "digest": ASKED,
        "thing": ASKED,
        "rhythm": ASKED,
        "sender": PLACE,
        "asked_at": ASKED,
    },
    "Letter": {
        "id": OF_NOBODY,
        "follower": "E-mails to you",
        "request": "E-mails to you",
        "period": TOLD,
        "name": OF_NOBODY,
        "written_at": SENT,
        "planned_for": SENT,
        "send_after": SENT,
        "claimed_until": OF_NOBODY,
        "tried": OF_NOBODY,
        "sent_at": SENT,
        "failed_at": FAILED,
        "problem": FAILED,
    },
    "Told": {"id": OF_NOBODY, "letter": TOLD, "follower": TOLD, "change": TOLD},
}


@pytest.fixture(scope="module")
def page():
    text = (settings.BASE_DIR / "lscb_site" / "content" / "pages" / "privacy.md").read_text(encoding="utf-8")
    return text.partition("## E-mails that you ask for\n")[2].partition("\n## ")[0]


def test_every_column_is_named_on_the_page(page):
    models = [model for model in apps.get_app_config("following").get_models() if model is not Change]
    kept = {model.__name__: {field.name for field in model._meta.get_fields() if field.concrete} for model in models}
    assert kept == {model: set(columns) for model, columns in COVERED.items()}
    said = {words for columns in COVERED.values() for words in columns.values()}
    assert [words for words in said if words not in page] == []


def test_what_changed_names_no_follower():
    """So its rows are nobody's, and the page says nothing of them."""
    related = {field.related_model._meta.label for field in Change._meta.get_fields() if field.many_to_one}
    assert not {label for label in related if label.startswith("following.")}


def test_it_goes_after_as_many_days_as_the_page_says(page):
    told = dict(re.findall(r"^\| (.+?) \| .+ \| (.+?) \|$", page, re.MULTILINE))
    assert told["E-mails to you"].startswith(f"{KEPT.days} days after")
    assert told["What you asked for"] == f"Until you say yes, or {UNCONFIRMED.days} days"


@pytest.mark.django_db
def test_the_clock_forgets_it_once_a_day(monkeypatch):
    monkeypatch.setattr("lscb_site.operations.management.commands.clock.close_old_connections", lambda: None)
    FollowRequestFactory(asked_at=timezone.now() - UNCONFIRMED - timedelta(minutes=1))
    waits = FollowRequestFactory()
    call_command("clock", beats=1)
    assert list(FollowRequest.objects.all()) == [waits]


def test_it_says_how_to_stop_and_how_to_get_or_delete_it(page):
    for words in ("stops everything", "deleted at once", "take a copy of what we keep of you", "have it deleted"):
        assert words in page
    assert "(/follow/)" in page
