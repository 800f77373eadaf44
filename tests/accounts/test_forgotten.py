"""A forgotten password: the same answer for everybody, a letter for whoever has an account, a link that works once."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from lscb_site.accounts import letters, passwords, tasks
from lscb_site.accounts.models import Letter, PasswordRequest
from lscb_site.logs import holds_key, masked
from tests.accounts.signing_in import Colleague
from tests.factories import EditorFactory, UserFactory

pytestmark = pytest.mark.django_db

FORGOTTEN, ASKED = "/admin/forgotten/", "/admin/forgotten/asked/"
NEW = "six green bottles standing"


@pytest.fixture
def anna():
    return EditorFactory(username="anna", email="Anna@example.org")


def work():
    """What the worker does with what waits."""
    while passwords.answer_next():
        pass
    while letters.send_next():
        pass


def link_in(letter):
    return re.search(r"https://www\.example\.org(/admin/forgotten/\S+)", letter.body)[1]


@pytest.mark.parametrize("typed", ["anna@EXAMPLE.org", "anna", "Anna"])
def test_by_address_or_user_name_a_letter_comes_and_its_link_works_once(anna, client, mailoutbox, typed):
    there = Colleague()
    there.sign_in("anna")
    assert client.post(FORGOTTEN, {"typed": typed}).url == ASKED
    work()
    (letter,) = mailoutbox
    assert letter.to == ["Anna@example.org"]
    link = link_in(letter)
    form = client.get(link, follow=True)
    assert form.status_code == 200
    path = form.redirect_chain[-1][0]
    assert link not in form.text
    assert client.get(link)["Referrer-Policy"] == "no-referrer"
    done = client.post(path, {"new_password1": NEW, "new_password2": NEW})
    assert done.url == "/admin/login/"
    assert there.get("/admin/").status_code == 302  # signed out everywhere
    assert Colleague().sign_in("anna").status_code == 200
    assert Colleague().sign_in("anna", NEW).status_code == 302
    assert Colleague().get(link, follow=True).status_code == 404
    work()
    assert mailoutbox[-1].subject == "Your password was changed"


def test_the_answer_and_what_is_done_for_it_are_the_same_for_everybody(anna, client, django_assert_num_queries):
    UserFactory(username="gone", email="gone@example.org", is_active=False)
    pages = []
    for typed in ("anna", "nobody@example.org", "gone", "é' --", "x" * 254):
        with django_assert_num_queries(3):
            answer = client.post(FORGOTTEN, {"typed": typed})
        assert answer.url == ASKED
        pages.append(client.get(ASKED).content)
    assert len(set(pages)) == 1
    work()
    assert [letter.person for letter in Letter.objects.all()] == [anna]
    # Nothing of what strangers typed is kept.
    assert set(PasswordRequest.objects.values_list("typed", flat=True)) == {""}


def test_the_host_of_the_request_is_in_no_letter(anna, client, mailoutbox, settings):
    settings.ALLOWED_HOSTS = ["*"]
    client.post(FORGOTTEN, {"typed": "anna"}, headers={"host": "evil.example", "x-forwarded-host": "evil.example"})
    work()
    assert "evil" not in mailoutbox[0].body
    assert "https://www.example.org/admin/forgotten/" in mailoutbox[0].body


def test_the_link_works_for_an_hour(anna, client, mailoutbox):
    client.post(FORGOTTEN, {"typed": "anna"})
    work()
    link = link_in(mailoutbox[0])
    with time_machine.travel(timezone.now() + timedelta(minutes=59)):
        assert client.get(link, follow=True).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        page = Colleague().get(link, follow=True)
    assert (page.status_code, "This link does not work" in page.text) == (404, True)


def test_one_person_gets_three_letters_an_hour_and_one_place_asks_ten_times(anna, client, mailoutbox):
    for number in range(10):
        answer = client.post(FORGOTTEN, {"typed": "anna" if number < 5 else f"nobody{number}"})
        assert answer.url == ASKED
    refused = client.post(FORGOTTEN, {"typed": "anna"})
    assert (refused.status_code, "Many letters were asked for from this place" in refused.text) == (429, True)
    work()
    assert len(mailoutbox) == 3
    assert client.post(FORGOTTEN, {"typed": "anna"}, REMOTE_ADDR="198.51.100.7").status_code == 302
    work()
    assert len(mailoutbox) == 3
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert client.post(FORGOTTEN, {"typed": "anna"}).url == ASKED
        work()
    assert len(mailoutbox) == 4


def test_a_password_that_is_too_easy_is_refused_beside_its_field(anna, client, mailoutbox):
    client.post(FORGOTTEN, {"typed": "anna"})
    work()
    path = client.get(link_in(mailoutbox[0]), follow=True).redirect_chain[-1][0]
    page = client.post(path, {"new_password1": "password1234", "new_password2": "password1234"})
    assert (page.status_code, "too common" in page.text) == (200, True)


def test_without_e_mail_the_page_says_whom_to_ask_and_nothing_is_kept(client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    for answer in (client.get(FORGOTTEN), client.post(FORGOTTEN, {"typed": "anna"})):
        assert (answer.status_code, "Ask an Administrator of the site" in answer.text) == (200, True)
    assert not PasswordRequest.objects.exists()


def test_no_log_holds_the_link(anna):
    address = letters.new_password_address(anna)
    token = address.rstrip("/").rpartition("/")[2]
    assert token not in masked(f"GET {address} HTTP/1.1")
    assert holds_key(address.removeprefix("https://www.example.org"))
    assert not holds_key("/admin/forgotten/")


def test_a_letter_that_cannot_be_sent_is_tried_again_and_never_twice(anna, monkeypatch, mailoutbox):
    letters.write(Letter.Kind.CODES_MADE, anna)
    monkeypatch.setattr("django.core.mail.EmailMessage.send", fails := Failing())
    assert letters.send_next()
    letter = Letter.objects.get()
    assert (letter.told_at, letter.problem, letter.tried) == (None, "no route to host", 1)
    assert not letters.send_next()
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        fails.stops()
        assert letters.send_next()
        assert not letters.send_next()
    assert fails.sent == 1


class Failing:
    sent, fails = 0, True

    def __call__(self, *args, **kwargs):
        if self.fails:
            raise OSError("no route to host")
        self.sent += 1

    def stops(self):
        self.fails = False


def test_what_is_over_is_forgotten(anna, client):
    client.post(FORGOTTEN, {"typed": "anna"})
    letters.write(Letter.Kind.CODES_MADE, anna)
    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1)):
        tasks.forget_what_is_over()
    assert (PasswordRequest.objects.count(), Letter.objects.count()) == (0, 1)
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        tasks.forget_what_is_over()
    assert Letter.objects.count() == 0
