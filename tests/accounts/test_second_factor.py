"""A password alone opens nothing where a second factor is required."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from lscb_site.accounts.second_factor import SHOWN_BY
from tests.accounts.signing_in import CODE, LOGIN, Colleague, code_of
from tests.factories import EditorFactory, PostFactory

pytestmark = pytest.mark.django_db

PROTECT, DESK, CODES = "/admin/account/protect/", "/admin/", "/admin/account/recovery-codes/"


@pytest.fixture(autouse=True)
def required(settings):
    settings.SECOND_FACTOR = "required"


@pytest.fixture
def anna():
    return EditorFactory(username="anna", email="anna@example.org")


@pytest.fixture
def colleague(anna):
    return Colleague()


@pytest.fixture
def protected(colleague):
    """Signed in, with an app."""
    colleague.sign_in("anna")
    assert colleague.set_up_app().url == CODES
    return colleague


def test_with_a_password_alone_only_a_second_factor_can_be_set_up(colleague):
    post = PostFactory(title="A draft of ours")
    assert colleague.sign_in("anna").status_code == 302
    assert colleague.get(DESK).url == f"{LOGIN}?next={DESK}"
    assert colleague.get(f"{LOGIN}?next={DESK}").url == f"{PROTECT}?next=%2Fadmin%2F"
    page = colleague.get(PROTECT)
    assert (page.status_code, "until then nothing else opens" in page.text) == (200, True)
    # Nor is a draft seen at its public address.
    assert colleague.get(post.get_absolute_url()).status_code == 404
    assert colleague.get("/admin/news/post/add/").status_code == 302
    assert colleague.post("/admin/news/post/add/", {"title": "x"}).status_code in (302, 403)


def test_an_app_is_set_up_and_the_desk_opens(protected):
    assert len(protected.recovery_codes()) == 10
    assert protected.get(DESK).status_code == 200


def test_a_wrong_first_code_sets_nothing_up_and_keeps_the_picture(colleague):
    colleague.sign_in("anna")
    screen = colleague.get("/admin/account/app/")
    secret = re.search(r'account__key">([A-Z2-7]+)<', screen.text)[1]
    wrong = colleague.post("/admin/account/app/", {"code": "000000"})
    assert "That code is wrong or has run out." in wrong.text
    assert secret in wrong.text
    assert colleague.get(DESK).status_code == 302


def test_signing_in_asks_for_the_code_that_the_app_shows_now(protected, anna):
    other = Colleague()
    other.secret = protected.secret
    assert other.sign_in("anna").url == CODE
    assert other.get(DESK).status_code == 302
    assert other.show_code("000000").status_code == 200
    with time_machine.travel(timezone.now() + timedelta(minutes=5)):
        spaced = code_of(protected.secret)
        assert other.show_code(f"{spaced[:3]} {spaced[3:]}").url == DESK
        assert other.get(DESK).status_code == 200


def test_a_code_is_taken_once(protected):
    with time_machine.travel(timezone.now() + timedelta(minutes=5), tick=False):
        code = code_of(protected.secret)
        for expected in (302, 200):
            other = Colleague()
            other.sign_in("anna")
            assert other.show_code(code).status_code == expected
            cache.clear()  # another process remembers nothing of it


def test_a_recovery_code_is_taken_once(protected):
    code = protected.recovery_codes()[0]
    for expected in (302, 200):
        other = Colleague()
        other.sign_in("anna")
        assert other.show_code(f"{code[:4]} {code[4:]}").status_code == expected
    assert len(protected.recovery_codes()) == 9


def test_wrong_codes_lock_as_wrong_passwords_do(protected, mailoutbox):
    stranger = Colleague()
    stranger.sign_in("anna")
    assert [stranger.show_code(f"00000{number}").status_code for number in range(6)][-2:] == [429, 429]
    # Whoever has the device is signed in all the while.
    assert protected.get(DESK).status_code == 200


def test_a_right_code_does_not_help_whoever_is_locked(protected):
    stranger = Colleague()
    stranger.sign_in("anna")
    for number in range(5):
        stranger.show_code(f"00000{number}")
    with time_machine.travel(timezone.now() + timedelta(minutes=10)):
        assert stranger.show_code(code_of(protected.secret)).status_code == 429


def test_the_first_second_factor_ends_the_sessions_that_had_shown_none(colleague, settings):
    settings.SECOND_FACTOR = "offered"
    earlier = Colleague()
    earlier.sign_in("anna")
    assert earlier.get(DESK).status_code == 200
    colleague.sign_in("anna")
    colleague.set_up_app()
    assert earlier.get(DESK).status_code == 302
    assert colleague.get(DESK).status_code == 200


def test_a_session_of_before_it_was_required_shows_the_code_and_adds_no_other(protected):
    session = protected.session
    del session[SHOWN_BY]
    session["signed_in_at"] -= 3600
    session.save()
    assert protected.get(DESK).status_code == 302
    assert protected.get(f"{PROTECT}?next={DESK}").url.startswith("/admin/account/again/code/")
    assert protected.get("/admin/account/passkeys/add/").url.startswith("/admin/account/again/")
    with time_machine.travel(timezone.now() + timedelta(minutes=5)):
        shown = protected.post("/admin/account/again/code/", {"code": code_of(protected.secret), "next": DESK})
        assert shown.url == DESK
        assert protected.get(DESK).status_code == 200


def test_the_last_way_to_sign_in_cannot_be_removed(protected):
    page = protected.get("/admin/account/app/remove/")
    assert "Without it you could not sign in any more." in page.text
    protected.post("/admin/account/app/remove/")
    assert protected.get("/admin/account/").text.count("Remove the app") == 1


def test_where_it_is_offered_nobody_has_to(colleague, settings):
    settings.SECOND_FACTOR = "offered"
    colleague.sign_in("anna")
    assert colleague.get(DESK).status_code == 200
    page = colleague.get("/admin/account/")
    assert "Your password alone protects your account." in page.text
    assert "Not now" in colleague.get(PROTECT).text
    colleague.set_up_app()
    # Whoever has one shows it.
    assert Colleague().sign_in("anna").url == CODE


def test_the_key_of_an_app_is_encrypted_where_it_is_kept(protected, anna):
    kept = anna.authenticator_set.get(type="totp").data["secret"]
    assert protected.secret not in kept
    assert len(kept) > 100


def test_after_the_sites_key_has_changed_no_code_is_right_and_nothing_fails(protected, settings):
    settings.SECRET_KEY = "another key of the site " * 3
    other = Colleague()
    other.sign_in("anna")
    assert other.show_code(code_of(protected.secret)).status_code == 200


def test_the_sites_former_key_opens_what_it_has_closed(protected, settings):
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key of the site " * 3
    other = Colleague()
    with time_machine.travel(timezone.now() + timedelta(minutes=5)):
        other.sign_in("anna")
        assert other.show_code(code_of(protected.secret)).url == reverse("admin:index")
