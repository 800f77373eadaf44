"""Where somebody is signed in: listed, ended by them, by the clock, and by what changes."""

from datetime import timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.utils import timezone

from lscb_site.accounts.sessions import device_of, end_sessions
from tests.accounts.signing_in import Colleague
from tests.factories import EditorFactory
from tests.factories.accounts import PASSWORD

pytestmark = pytest.mark.django_db

DESK, ACCOUNT, CHANGE = "/admin/", "/admin/account/", "/admin/password_change/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
NEW = "six green bottles standing"


@pytest.fixture
def anna():
    return EditorFactory(username="anna")


@pytest.fixture
def two(anna):
    both = Colleague(headers={"user-agent": FIREFOX}), Colleague(headers={"user-agent": "curl/8"})
    for each in both:
        each.sign_in("anna")
        assert each.get(DESK).status_code == 200
    return both


def test_each_is_listed_with_its_device_and_last_use(two):
    page = two[0].get(ACCOUNT).text
    assert "Firefox on Windows</strong> (this one)" in page
    assert "curl" in page
    assert page.count("last used") == 2


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
         "Version/18.0 Mobile/15E148 Safari/604.1", "Mobile Safari on iOS"),
        ("", "A browser"),
        ("\N{SNOWMAN}" * 150, "A browser"),
        ("<script>", "A browser"),
    ],
)  # fmt: skip
def test_a_device_is_said_in_words(agent, words):
    assert device_of(UserSession(user_agent=agent)) == words


def test_the_last_use_is_noted_every_five_minutes_and_not_at_each_click(two, django_assert_max_num_queries):
    first, _ = two
    row = UserSession.objects.get(user_agent=FIREFOX)
    with time_machine.travel(timezone.now() + timedelta(minutes=3)):
        first.get(DESK)
        row.refresh_from_db()
        assert timezone.now() - row.last_seen_at > timedelta(minutes=2)
    cache.clear()
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        first.get(DESK, REMOTE_ADDR="198.51.100.7")
        row.refresh_from_db()
        assert timezone.now() - row.last_seen_at < timedelta(minutes=1)
        assert row.ip == "198.51.100.7"


def test_the_others_can_be_signed_out(two):
    first, second = two
    assert "Sign out everywhere else" in first.get(ACCOUNT).text
    done = first.post("/admin/account/sessions/", follow=True)
    assert "You are signed out everywhere else." in done.text
    assert (first.get(DESK).status_code, second.get(DESK).status_code) == (200, 302)
    assert "Sign out everywhere else" not in first.get(ACCOUNT).text


def test_a_new_password_ends_the_others_and_the_old_one(two, anna):
    first, second = two
    wrong = first.post(CHANGE, {"oldpassword": "guess", "password1": NEW, "password2": NEW})
    assert "That is not your present password." in wrong.text
    done = first.post(CHANGE, {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}, follow=True)
    assert "Your password was changed." in done.text
    assert (first.get(DESK).status_code, second.get(DESK).status_code) == (200, 302)
    assert "(this one)" in first.get(ACCOUNT).text
    anna.refresh_from_db()
    assert anna.check_password(NEW)


def test_a_session_ends_after_a_working_day_however_much_it_is_used(two):
    first, _ = two
    began = timezone.now()
    for hours in (4, 8, 11.9):
        with time_machine.travel(began + timedelta(hours=hours)):
            assert first.get(DESK).status_code == 200
            session = first.session
            session["changed"] = hours  # which would move its end, if it were not counted from the sign-in
            session.save()
    with time_machine.travel(began + timedelta(hours=12, minutes=1)):
        assert first.get(DESK).status_code == 302


def test_whoever_loses_the_role_or_the_account_is_out_at_the_next_click(two, anna):
    first, second = two
    anna.groups.clear()
    assert first.get(DESK).status_code == 302
    assert Colleague().sign_in("anna").status_code == 200
    anna.groups.add(Group.objects.get(name="Editor"))
    anna.is_active = False
    anna.save()
    assert second.get(DESK).status_code == 302


def test_another_role_ends_all_sessions(two, anna, administrator_client):
    end_sessions(anna)
    assert [each.get(DESK).status_code for each in two] == [302, 302]
    assert not UserSession.objects.filter(user=anna).exists()
    assert Session.objects.count() == 1  # the Administrator's
