"""Only what this site has shown is put into a form again; what the browser kept goes once it is saved."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.contrib import admin
from django.http import HttpResponseRedirect
from django.test import Client
from django.utils import timezone

from lscb_site.editing import marks
from lscb_site.editing.written import FIELD
from lscb_site.web.addresses import admin_address
from news.models import Post
from tests.editing.browser_form import untouched
from tests.editing.leaving import Browser, person
from tests.factories import EditorFactory, PostFactory

ADD = "/admin/news/post/add/"


@pytest.fixture
def browser(db):
    return Browser().signed_in(person(EditorFactory, "anna"))


def test_another_site_can_put_no_words_into_a_form(browser):
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


def test_a_mark_holds_for_a_week_and_then_the_text_comes_back_to_be_copied(browser):
    screen = browser.get(ADD)
    browser.end_session()
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        answer = browser.send(screen, title="Found again")
    assert answer.status_code == 403
    assert "The form cannot be shown again." in answer.text
    assert "Found again" in answer.text


def test_what_is_too_long_or_cannot_be_read_is_bounded(browser, settings):
    screen = browser.get(ADD)
    browser.end_session()
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE, settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 40_000, 1000
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


def test_a_view_that_knows_nothing_of_it_saves_nothing_either(browser, monkeypatch):
    screen = browser.get(ADD)
    fields = [(name, value) for name, values in untouched(screen, title=["Typed"]).items() for value in values]
    token = dict(fields)["csrfmiddlewaretoken"]
    carried = {FIELD: json.dumps({"fields": fields, "files": []}), "csrfmiddlewaretoken": token}

    def view(self, request, *args, **kwargs):
        PostFactory()
        return HttpResponseRedirect("/admin/")

    monkeypatch.setattr(type(admin.site.get_model_admin(Post)), "changeform_view", view)
    answer = browser.post(ADD, carried)
    assert (answer.status_code, "Typed" in answer.text) == (409, True)
    assert not Post.objects.exists()
