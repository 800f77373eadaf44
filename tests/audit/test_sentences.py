"""Every act is said in words, for whoever did it and whomever it was done to."""

import re
from datetime import UTC, datetime

import pytest

from lscb_contacts.confirming.replies import confirm_all, points_of, seen
from lscb_site.audit.acts import Act
from lscb_site.audit.models import Entry
from lscb_site.audit.recording import record
from lscb_site.audit.sentences import WORDS
from lscb_site.audit.things import in_words
from lscb_site.operations.backups.coming_back import record_restore
from lscb_site.publishing.submissions import submit
from resources.erasing import erase
from tests.audit.entries import said
from tests.factories import (
    ConfirmationRequestFactory,
    ContactPointFactory,
    EditionFileFactory,
    PostFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def pat():
    return UserFactory(first_name="Pat", last_name="Smith")


@pytest.fixture
def sam():
    return UserFactory(first_name="Sam", last_name="Lee")


def test_there_are_words_for_every_act():
    assert WORDS.keys() == set(Act.values)


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("by_somebody", [True, False])
@pytest.mark.parametrize("to_somebody", [True, False])
def test_each_makes_a_whole_sentence(act, by_somebody, to_somebody, pat, sam):
    is_failure = act == Act.SIGN_IN_FAILED
    record(act, person=pat if by_somebody and not is_failure else None, about=sam if to_somebody else None)
    (sentence,) = said()
    assert re.fullmatch(r"[A-Z][^{}]+[^ .]\.", sentence), sentence
    assert "  " not in sentence
    assert ("Pat Smith" in sentence) == (by_somebody and not is_failure)


@pytest.mark.parametrize(
    ("act", "detail", "sentence"),
    [
        (Act.ROLE_GIVEN, "Publisher", "Sam Lee made Pat Smith a Publisher."),
        (Act.ROLE_GIVEN, "Editor", "Sam Lee made Pat Smith an Editor."),
        (Act.ROLE_GIVEN, "", "Sam Lee took the role of Pat Smith away."),
        (Act.SECOND_FACTOR_RESET, "lost phone", "Sam Lee reset the second factor of Pat Smith (lost phone)."),
        (Act.ACCOUNT_CLOSED, "", "Sam Lee closed the account of Pat Smith."),
        (Act.SESSIONS_ENDED, "", "Sam Lee ended the sessions of Pat Smith."),
    ],
)
def test_what_somebody_did_to_another(act, detail, sentence, pat, sam):
    record(act, person=sam, about=pat, detail=detail)
    assert said() == [sentence]


def test_what_somebody_did_to_themselves(pat):
    record(Act.PASSWORD_CHANGED, person=pat, about=pat)
    assert said() == ["Pat Smith changed their password."]


def test_a_failed_sign_in_names_the_account_and_never_what_was_typed(pat):
    record(Act.SIGN_IN_FAILED, about=pat)
    record(Act.SIGN_IN_FAILED)
    assert said() == [
        "Somebody tried to sign in as Pat Smith and failed.",
        "Somebody tried to sign in with a name that nobody has.",
    ]


def test_a_thing_is_called_as_it_is_called_today(pat):
    post = PostFactory(title="With a name in it")
    record(Act.PUBLISHED, person=pat, thing=post)
    type(post).objects.update(title="Without")
    assert said() == ["Pat Smith published the news item “Without”."]


def test_a_model_that_this_site_has_no_longer_is_no_error():
    assert in_words("gone.thing", 3, {}) == "a thing that is gone (number 3)"
    assert in_words("gone.thing", None, {}) == "something that this site has no longer"
    assert in_words("not a label", 3, {}) == "a thing that is gone (number 3)"


def test_nothing_of_readers_names_or_texts_is_in_any_column(client, publisher):
    """What was typed in vain, where from, what a council wrote, and what a file and a submission were called."""
    typed = {"username": "achterberg@example.org", "password": "achterberg-1"}
    for name in ("achterberg@example.org", publisher.username):
        client.post("/admin/login/", typed | {"username": name}, REMOTE_ADDR="203.0.113.77")
    asked = ConfirmationRequestFactory()
    ContactPointFactory(authority=asked.authority, name="Achterberg team", email="achterberg@example.gov.uk")
    confirm_all(asked, "Jane Achterberg", seen(points_of(asked)))
    post = PostFactory(title="Achterberg", summary="Achterberg")
    submit(post, publisher, "Achterberg says so")
    post.publish()
    file = EditionFileFactory(to_hand=True, name="achterberg.pdf", title="Achterberg")
    type(file).objects.update(sha256="a" * 64)
    erase("a" * 64, "It named Achterberg.", publisher)
    rows = str(list(Entry.objects.values_list())).lower()
    assert Entry.objects.count() >= 3
    for forbidden in ("achterberg", "@", "203.0.113", publisher.username):
        assert forbidden not in rows


def test_a_restore_is_said_to_be_of_whoever_runs_the_server():
    record_restore(datetime(2026, 11, 28, 3, 15, 9, tzinfo=UTC))
    assert said() == [
        "Whoever runs the server restored the site from a backup (that of 28 November 2026, 03:15 UTC, by manage.py "
        "restore)."
    ]
