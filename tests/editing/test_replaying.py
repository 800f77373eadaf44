"""The session ends while somebody writes. The form comes back as it was, is not saved unseen, and is nobody else's."""

import json
from datetime import timedelta
from http.cookies import SimpleCookie

import pytest
import time_machine
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from lscb_contacts.models import ProposedChange
from lscb_site.editing import marks
from lscb_site.editing.written import FIELD
from lscb_site.web.addresses import admin_address
from news.models import Post
from tests.editing.browser_form import untouched
from tests.factories import (
    AdministratorFactory,
    DocumentFactory,
    EditorFactory,
    PaperFactory,
    PostFactory,
    ProposedChangeFactory,
    PublisherFactory,
)

pytestmark = pytest.mark.django_db

PASSWORD = "a long way to the sea"
ADD = "/admin/news/post/add/"
LETTERS = "<p>A long letter,</p><p>é “quoted” & more.</p>"


class Browser(Client):
    """It checks tokens, and says which the last page had."""

    def __init__(self):
        super().__init__(enforce_csrf_checks=True)

    def signed_in(self, user):
        self.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return self

    def send(self, screen, **changes):
        """The form of a screen, to where the screen came from."""
        return self.post(screen.wsgi_request.get_full_path(), untouched(screen, **changes))


@pytest.fixture
def anna():
    return person(EditorFactory, "anna")


@pytest.fixture
def browser(anna):
    return Browser().signed_in(anna)


def person(factory, name):
    user = factory(username=name)
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(browser, page, name="anna", password=PASSWORD):
    return browser.send(page, username=name, password=password)


def end_session(browser):
    browser.session.flush()


def lose_cookies(browser):
    browser.cookies = SimpleCookie()


def assert_asks_to_sign_in(page):
    assert page.status_code == 403
    assert "You were signed out while you wrote. Sign in, and the form comes back as you left it." in page.text
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize("lose", [end_session, lose_cookies])
def test_a_form_comes_back_after_signing_in_and_is_saved_only_then(browser, lose):
    post = PostFactory(title="As it was")
    PaperFactory(post=post, label="Slides")
    screen = browser.get(admin_address(post))
    lose(browser)
    changes = {"title": "Thresholds", "body": LETTERS, "papers-0-label": "Notes", "_publish": "", "_save": "Save"}
    page = browser.send(screen, **changes)
    assert_asks_to_sign_in(page)
    wrong = sign_in(browser, page, password="guessed")
    assert (wrong.status_code, "Please enter the correct username" in wrong.text) == (403, True)
    again = sign_in(browser, wrong)
    assert again.status_code in (200, 403), again
    post.refresh_from_db()
    assert (post.title, post.papers.get().label) == ("As it was", "Slides")


def test_the_form_says_that_nothing_was_saved_and_saves(browser):
    post = PostFactory(title="As it was")
    paper = PaperFactory(post=post, label="Slides")
    screen = browser.get(admin_address(post))
    end_session(browser)
    page = browser.send(screen, title="Thresholds", body=LETTERS, **{"papers-0-label": "Notes"})
    again = sign_in(browser, page)
    assert "You were signed out while you wrote. Nothing was saved yet: look through it and save." in again.text
    form = untouched(again)
    assert (form["title"], form["body"], form["papers-0-label"]) == (["Thresholds"], [LETTERS], ["Notes"])
    assert Post.objects.get().title == "As it was"
    assert browser.send(again).status_code == 302
    paper.refresh_from_db()
    assert (Post.objects.get().title, paper.label) == ("Thresholds", "Notes")


def test_every_form_of_the_admin_can_be_shown_again(admin_client):
    """What a form of a library prints at its top must not take the place of what every form says of itself."""
    without = []
    for model in admin.site._registry:
        try:
            answer = admin_client.get(admin_address(model, "add"))
        except NoReverseMatch:  # some of the CMS's have no such form
            continue
        if answer.status_code == 200 and 'name="_form"' not in answer.text:
            without.append(model._meta.label)
    assert without == []


def test_a_new_item_with_new_rows(browser):
    document = DocumentFactory()
    screen = browser.get(ADD)
    end_session(browser)
    rows = {"papers-TOTAL_FORMS": "1", "papers-0-document": document.pk, "papers-0-label": "Slides"}
    page = browser.send(screen, title="New", slug="new", summary="Short.", **rows, **{"papers-0-position": "0"})
    again = sign_in(browser, page)
    assert not Post.objects.exists()
    assert browser.send(again).status_code == 302
    assert Post.objects.get().papers.get().label == "Slides"


def test_somebody_else_saved_while_the_session_was_over(browser):
    post = PostFactory(title="As it was", summary="As it was.")
    screen = browser.get(admin_address(post))
    end_session(browser)
    Post.objects.update(title="Theirs")
    again = sign_in(browser, browser.send(screen, summary="Mine."))
    assert [told.theirs for told in again.context["meanwhile"].differences] == ["Theirs"]
    assert browser.send(again).status_code == 302
    post.refresh_from_db()
    assert (post.title, post.summary) == ("Theirs", "Mine.")


def test_whoever_signs_in_as_somebody_else_is_told_whose_words_these_are(browser):
    person(PublisherFactory, "ben")
    post = PostFactory()
    screen = browser.get(admin_address(post))
    end_session(browser)
    again = sign_in(browser, browser.send(screen, title="Of Anna"), name="ben")
    assert "anna wrote this, and you are signed in as somebody else." in again.text
    assert untouched(again)["title"] == ["Of Anna"]
    assert marks.Mark.sent(again.wsgi_request, untouched(again) | {"_form": untouched(again)["_form"][0]}).is_of(
        again.wsgi_request
    )


def test_somebody_else_who_may_not_read_it_is_shown_nothing(anna):
    person(AdministratorFactory, "carol")
    browser = Browser().signed_in(User.objects.get(username="carol"))
    screen = browser.get(admin_address(anna))
    end_session(browser)
    page = browser.send(screen, last_name="Secret-Name")
    answer = sign_in(browser, page, name="anna")
    assert answer.status_code == 403
    assert "Secret-Name" not in answer.text
    assert "carol wrote this" in answer.text


def test_who_lost_the_right_meanwhile_gets_the_text(browser, anna):
    post = PostFactory()
    screen = browser.get(admin_address(post))
    end_session(browser)
    page = browser.send(screen, summary="What took an hour.")
    anna.groups.clear()
    anna.is_staff = True
    anna.save()
    answer = sign_in(browser, page)
    assert (answer.status_code, "What took an hour." in answer.text) == (403, True)
    # And so does who cannot sign in at all: it stands on the page of the sign-in, to be copied.
    assert "What took an hour." in page.text


def test_another_site_can_put_no_words_into_a_form(browser, anna):
    post = PostFactory(title="As it was")
    words = {"title": "Forged", "_save": "Save"}
    # With the session or without, as a form and as what a form carries, with a mark of its own or of another place.
    mark = untouched(browser.get(ADD))["_form"][0]
    for sender in (browser, Browser()):
        for sent in (words, words | {"_form": "made-up"}, words | {"_form": mark}):
            carried = json.dumps({"fields": list(sent.items()), "files": []})
            for data in (sent, {FIELD: carried}):
                answer = sender.post(admin_address(post), data)
                assert answer.status_code == 403
                assert "csrfmiddlewaretoken" not in answer.text
    # With a token, what is carried still needs the mark.
    token = untouched(browser.get(ADD))["csrfmiddlewaretoken"][0]
    answer = browser.post(admin_address(post), {FIELD: carried, "csrfmiddlewaretoken": token})
    assert (answer.status_code, 'type="submit"' in answer.text) == (403, False)
    assert Post.objects.get().title == "As it was"


def test_a_token_of_an_earlier_session_needs_one_press_of_a_button(browser, anna):
    post = PostFactory()
    screen = browser.get(admin_address(post))
    browser.signed_in(anna)
    browser.cookies.pop("csrftoken")
    browser.get("/admin/")
    page = browser.send(screen, title="Thresholds")
    assert page.status_code == 403
    assert "You signed in again after you opened this form" in page.text
    again = browser.send(page)
    assert untouched(again)["title"] == ["Thresholds"]
    assert browser.send(again).status_code == 302
    assert Post.objects.get().title == "Thresholds"


def test_a_mark_holds_for_a_week_and_then_the_text_comes_back_to_be_copied(browser):
    screen = browser.get(ADD)
    end_session(browser)
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        answer = browser.send(screen, title="Found again")
    assert answer.status_code == 403
    assert "The form cannot be shown again." in answer.text
    assert "Found again" in answer.text


def test_decisions_are_asked_again(browser, anna):
    anna = person(PublisherFactory, "ben")
    browser.signed_in(anna)
    post = PostFactory(live=True)
    change = ProposedChangeFactory(field="email", before="a@example.gov.uk", after="b@example.gov.uk")
    withdraw = browser.get(reverse("admin:news_post_withdraw", args=[post.pk]))
    decide = browser.get(admin_address(change))
    end_session(browser)
    again = sign_in(browser, browser.send(withdraw, reason="The date was wrong."), name="ben")
    assert "You were signed out while you wrote. Nothing is withdrawn yet" in again.text
    assert untouched(again)["reason"] == ["The date was wrong."]
    assert Post.objects.get().is_live
    browser.send(again)
    assert not Post.objects.get().is_live
    end_session(browser)
    again = sign_in(browser, browser.send(decide, accept=change.pk), name="ben")
    assert "Nothing is decided yet" in again.text
    assert ProposedChange.objects.waiting().exists()
    browser.send(again, accept=change.pk)
    assert not ProposedChange.objects.waiting().exists()


def test_passwords_and_files_are_not_carried_and_are_asked_for(browser):
    administrator = person(AdministratorFactory, "carol")
    browser.signed_in(administrator)
    screen = browser.get(reverse("admin:auth_user_add"))
    end_session(browser)
    page = browser.send(screen, username="dora", password1=PASSWORD, password2=PASSWORD)
    assert PASSWORD not in page.text
    again = sign_in(browser, page, name="carol")
    assert "Type each password again." in again.text
    assert untouched(again)["username"] == ["dora"]
    screen = browser.get(ADD)
    end_session(browser)
    page = browser.send(screen, title="New", files=SimpleUploadedFile("policy.pdf", b"%PDF-"))
    assert "Choose this file again: policy.pdf." in page.text
    assert "Choose this file again: policy.pdf." in sign_in(browser, page, name="carol").text


def test_what_is_too_long_or_cannot_be_read_is_bounded(browser, settings):
    screen = browser.get(ADD)
    end_session(browser)
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 40_000
    answer = browser.send(screen, title="New", body="é" * 13_000)
    assert (answer.status_code, "too long to be kept" in answer.text) == (403, True)
    assert "é" * 13_000 in answer.text
    for text in ("", "[]", "{", '{"fields":[["a"]],"files":[]}', "[" * 9000, '{"fields":[["a","\\ud800"]],"files":[]}'):
        assert Client().post(ADD, {FIELD: text}).status_code == 400
    many = json.dumps({"fields": [["a", "b"]] * 1001, "files": []})
    assert Client().post(ADD, {FIELD: many}).status_code == 400


def test_a_draft_that_the_browser_kept_is_put_back(browser):
    post = PostFactory(title="As it was")
    screen = browser.get(admin_address(post))
    fields = [(name, value) for name, values in untouched(screen, title=["Drafted"]).items() for value in values]
    token = dict(fields)["csrfmiddlewaretoken"]
    at = int(timezone.now().timestamp() * 1000)
    carried = json.dumps({"fields": fields, "files": [], "at": at})
    again = browser.post(admin_address(post), {FIELD: carried, "csrfmiddlewaretoken": token})
    assert "You typed this at" in again.text
    assert untouched(again)["title"] == ["Drafted"]
    # The mark stays, and names the draft that the browser need not keep once this is saved.
    key = untouched(again)["_form"]
    assert key == untouched(screen)["_form"]
    assert browser.session.get(marks.SAVED) is None
    browser.send(again)
    assert browser.session[marks.SAVED] == [screen.context["shown"].mark.key]
    assert screen.context["shown"].mark.key in browser.get("/admin/").text
