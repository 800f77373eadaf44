"""The session ends while somebody writes. The form comes back as it was, is not saved unseen, and is nobody else's."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import NoReverseMatch, reverse

from lscb_contacts.models import ProposedChange
from lscb_site.web.addresses import admin_address
from news.models import Post
from tests.editing.browser_form import untouched
from tests.editing.leaving import PASSWORD, Browser, person
from tests.factories import (
    AdministratorFactory,
    DocumentFactory,
    EditionFactory,
    EditorFactory,
    PaperFactory,
    PostFactory,
    ProposedChangeFactory,
    PublisherFactory,
)
from tests.samples.documents import pdf

pytestmark = pytest.mark.django_db

ADD = "/admin/news/post/add/"
LETTERS = "<p>A long letter,</p><p>é “quoted” & more.</p>"


@pytest.fixture
def anna():
    return person(EditorFactory, "anna")


@pytest.fixture
def browser(anna):
    return Browser().signed_in(anna)


def assert_asks_to_sign_in(page):
    assert page.status_code == 403
    assert "You were signed out while you wrote. Sign in, and the form comes back as you left it." in page.text
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize("lose", [Browser.end_session, Browser.lose_cookies])
def test_a_form_comes_back_after_signing_in_and_is_saved_only_then(browser, lose):
    post = PostFactory(title="As it was")
    PaperFactory(post=post, label="Slides")
    screen = browser.get(admin_address(post))
    lose(browser)
    changes = {"title": "Thresholds", "body": LETTERS, "papers-0-label": "Notes", "_publish": "", "_save": "Save"}
    page = browser.send(screen, **changes)
    assert_asks_to_sign_in(page)
    wrong = browser.sign_in(page, "anna", password="guessed")
    assert (wrong.status_code, "do not belong together" in wrong.text) == (200, True)
    again = browser.sign_in(page, "anna")
    assert again.status_code in (200, 403), again
    post.refresh_from_db()
    assert (post.title, post.papers.get().label) == ("As it was", "Slides")


def test_the_form_says_that_nothing_was_saved_and_saves(browser):
    post = PostFactory(title="As it was")
    paper = PaperFactory(post=post, label="Slides")
    screen = browser.get(admin_address(post))
    browser.end_session()
    page = browser.send(screen, title="Thresholds", body=LETTERS, **{"papers-0-label": "Notes"})
    again = browser.sign_in(page, "anna")
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
    browser.end_session()
    rows = {"papers-TOTAL_FORMS": "1", "papers-0-document": document.pk, "papers-0-label": "Slides"}
    page = browser.send(screen, title="New", slug="new", summary="Short.", **rows, **{"papers-0-position": "0"})
    again = browser.sign_in(page, "anna")
    assert not Post.objects.exists()
    assert browser.send(again).status_code == 302
    assert Post.objects.get().papers.get().label == "Slides"


def test_somebody_else_saved_while_the_session_was_over(browser):
    post = PostFactory(title="As it was", summary="As it was.")
    screen = browser.get(admin_address(post))
    browser.end_session()
    Post.objects.update(title="Theirs")
    again = browser.sign_in(browser.send(screen, summary="Mine."), "anna")
    assert [told.theirs for told in again.context["meanwhile"].differences] == ["Theirs"]
    assert browser.send(again).status_code == 302
    post.refresh_from_db()
    assert (post.title, post.summary) == ("Theirs", "Mine.")


def test_whoever_signs_in_as_somebody_else_is_told_whose_words_these_are(browser):
    person(PublisherFactory, "ben")
    post = PostFactory()
    screen = browser.get(admin_address(post))
    browser.end_session()
    again = browser.sign_in(browser.send(screen, title="Of Anna"), "ben")
    assert "anna wrote this, and you are signed in as somebody else." in again.text
    assert untouched(again)["title"] == ["Of Anna"]
    assert again.context["shown"].mark.is_of(again.wsgi_request)


def test_somebody_else_who_may_not_read_it_is_shown_nothing(anna):
    person(AdministratorFactory, "carol")
    browser = Browser().signed_in(User.objects.get(username="carol"))
    screen = browser.get(admin_address(anna))
    browser.end_session()
    page = browser.send(screen, last_name="Secret-Name")
    answer = browser.sign_in(page, "anna")
    assert answer.status_code == 403
    assert "Secret-Name" not in answer.text
    assert "carol wrote this" in answer.text


def test_who_lost_the_right_meanwhile_gets_the_text(browser, anna):
    post = PostFactory()
    screen = browser.get(admin_address(post))
    browser.end_session()
    page = browser.send(screen, summary="What took an hour.")
    anna.groups.clear()
    anna.is_staff = True
    anna.save()
    answer = browser.sign_in(page, "anna")
    assert (answer.status_code, "What took an hour." in answer.text) == (403, True)
    # And so does who cannot sign in at all: it stands on the page of the sign-in, to be copied.
    assert "What took an hour." in page.text


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


def test_decisions_are_asked_again(browser, anna):
    anna = person(PublisherFactory, "ben")
    browser.signed_in(anna)
    post = PostFactory(live=True)
    change = ProposedChangeFactory(after={"email": "b@example.gov.uk"})
    withdraw = browser.get(reverse("admin:news_post_withdraw", args=[post.pk]))
    decide = browser.get(admin_address(change))
    browser.end_session()
    again = browser.sign_in(browser.send(withdraw, reason="The date was wrong."), "ben")
    assert "You were signed out while you wrote. Nothing is withdrawn yet" in again.text
    assert untouched(again)["reason"] == ["The date was wrong."]
    assert Post.objects.get().is_live
    browser.send(again)
    assert not Post.objects.get().is_live
    browser.end_session()
    again = browser.sign_in(browser.send(decide, accept=change.pk), "ben")
    assert "Nothing is decided yet" in again.text
    assert ProposedChange.objects.waiting().exists()
    browser.send(again, accept=change.pk)
    assert not ProposedChange.objects.waiting().exists()


def test_passwords_and_files_are_not_carried_and_are_asked_for(browser):
    administrator = person(AdministratorFactory, "carol")
    browser.signed_in(administrator)
    screen = browser.get(reverse("admin:auth_user_add"))
    browser.end_session()
    page = browser.send(screen, email="dora@example.org", password1=PASSWORD, password2=PASSWORD)
    assert PASSWORD not in page.text
    assert "Type each password again." in page.text
    again = browser.sign_in(page, "carol")
    assert "Nothing is done yet: look through it once more." in again.text
    assert untouched(again)["email"] == ["dora@example.org"]
    screen = browser.get(ADD)
    browser.end_session()
    page = browser.send(screen, title="New", files=SimpleUploadedFile("policy.pdf", b"%PDF-"))
    assert "Choose this file again: policy.pdf." in page.text
    assert "Choose this file again: policy.pdf." in browser.sign_in(page, "carol").text


def test_whoever_is_locked_out_can_still_copy_the_text(browser):
    screen = browser.get(ADD)
    browser.end_session()
    page = browser.send(screen, title="What took an hour")
    for _ in range(5):
        locked = browser.sign_in(page, "anna", password="wrong")
    assert (locked.status_code, "What took an hour" in locked.text) == (429, True)


def test_a_file_that_was_received_before_is_still_kept(browser):
    edition = EditionFactory(document=DocumentFactory())
    rows = {"files-TOTAL_FORMS": "1", "files-0-role": "main", "files-0-position": "0", "number": ""}
    chosen = {"files-0-file": SimpleUploadedFile("policy.pdf", pdf())}
    refused = browser.send(browser.get(admin_address(edition)), **rows, **chosen)
    assert "Kept: policy.pdf" in refused.text
    browser.end_session()
    again = browser.sign_in(browser.send(refused, number=str(edition.number)), "anna")
    assert "Kept: policy.pdf" in again.text
    assert not edition.files.exists()
    assert browser.send(again).status_code == 302
    assert edition.files.get().name == "policy.pdf"


def test_a_refusal_without_a_reason_gives_the_text_back(browser):
    forged = untouched(browser.get(ADD), title="What took an hour", _publish="1")
    answer = browser.post(ADD, forged)
    assert answer.status_code == 403
    assert "You may not do this, or not any more." in answer.text
    assert "What took an hour" in answer.text
