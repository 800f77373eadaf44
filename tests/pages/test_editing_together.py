"""Two editors on one page of the CMS: its settings, its blocks, and a text edited in place."""

import re

import pytest
from cms.models import PageContent
from cms.plugin_pool import plugin_pool
from cms.toolbar.utils import get_object_edit_url
from django.urls import reverse

from lscb_site.editing.model_admin import EditedTogether
from lscb_site.editing.opened import FIELD
from lscb_site.pages.writing import write_page
from tests.editing.browser_form import untouched

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(editor):
    blocks = [("text", "<p>As it was</p>"), ("alert", {"heading": "Flood", "text": "The office is closed."})]
    page = write_page(reverse_id="about", title="About", slug="about", created_by=editor, publish=False, blocks=blocks)
    return PageContent.admin_manager.get(page=page)


@pytest.fixture
def text(draft):
    return draft.placeholders.get(slot="content").get_plugins().get(plugin_type="TextPlugin").get_bound_plugin()


def edit(plugin):
    return reverse("admin:cms_placeholder_edit_plugin", args=[plugin.pk], query={"cms_path": "/en-gb/about/"})


def test_every_block_with_a_form_knows_its_version():
    forms = [plugin for plugin in plugin_pool.get_all_plugins() if not plugin.system]
    assert [plugin for plugin in forms if not issubclass(plugin, EditedTogether)] == []


def test_the_settings_of_a_page_that_two_change(editor_client, draft):
    address = reverse("admin:cms_pagecontent_change", args=[draft.pk])
    opened = editor_client.get(address)
    assert f'name="{FIELD}"' in opened.text
    PageContent.admin_manager.filter(pk=draft.pk).update(title="About the Board")
    answer = editor_client.post(address, untouched(opened, menu_title="Us"))
    (told,) = answer.context["meanwhile"].differences
    assert (told.theirs, told.asks) == ("About the Board", False)
    assert editor_client.post(address, untouched(answer)).status_code == 302
    stored = PageContent.admin_manager.get(pk=draft.pk)
    assert (stored.title, stored.menu_title) == ("About the Board", "Us")


def test_a_block_that_two_write_is_asked_about(editor_client, draft, text):
    alert = draft.placeholders.get(slot="content").get_plugins().get(plugin_type="AlertPlugin").get_bound_plugin()
    for plugin, name in ((alert, "text"), (text, "body")):
        opened = editor_client.get(edit(plugin))
        type(plugin).objects.filter(pk=plugin.pk).update(**{name: "<p>Theirs</p>"})
        answer = editor_client.post(edit(plugin), untouched(opened, **{name: "<p>Mine</p>"}))
        (asked,) = answer.context["meanwhile"].differences
        assert (asked.theirs, asked.mine, asked.asks) == ("Theirs", "Mine", True)
        plugin.refresh_from_db()
        assert getattr(plugin, name) == "<p>Theirs</p>"
        editor_client.post(edit(plugin), untouched(answer, **{f"_choice-{asked.name}": "mine"}))
        plugin.refresh_from_db()
        assert getattr(plugin, name) == "<p>Mine</p>"


def test_a_text_edited_in_place_is_not_overwritten_unseen(client, editor, draft, text):
    client.force_login(editor)

    def open_page():
        page = client.get(get_object_edit_url(draft)).text
        (address,) = set(re.findall(rf'"edit_plugin": "({plain}\?_read=[\w.]+)"', page))
        return f"{address}&cms_path=/en-gb/about/"

    def save(address, body):
        return client.post(address, {"body": body, "json": "", "_save": "Save"})

    plain = edit(text).partition("?")[0]
    one, other = open_page(), open_page()
    # The same page saves twice over its own text.
    for body in ("<p>Mine</p>", "<p>Mine, again</p>"):
        assert 'class="success"' in save(one, body).text
    for stale in (other, edit(text)):
        answer = save(stale, "<p>Over it</p>")
        assert answer.status_code == 409
        assert "somebody else saved this text while you were writing" in answer.text
    text.refresh_from_db()
    assert text.body == "<p>Mine, again</p>"


def test_a_block_of_a_page_that_was_published_or_deleted_meanwhile_keeps_its_text(
    editor_client, publisher, draft, text
):
    form = untouched(editor_client.get(edit(text)), body="<p>Hours of work</p>")
    draft.versions.get().publish(publisher)
    answer = editor_client.post(edit(text), form)
    assert answer.status_code == 403
    assert "The page was published or replaced while you were writing." in answer.text
    assert "&lt;p&gt;Hours of work&lt;/p&gt;" in answer.text
    settings = reverse("admin:cms_pagecontent_change", args=[draft.pk])
    answer = editor_client.post(settings, {"title": "Long thought about"})
    assert (answer.status_code, "Long thought about" in answer.text) == (403, True)
    address = edit(text)
    text.delete()
    answer = editor_client.post(address, form)
    assert (answer.status_code, "Hours of work" in answer.text) == (404, True)


def test_a_block_and_the_settings_of_a_page_come_back_after_signing_in_again(client, editor, draft, text):
    editor.set_password("a long way to the sea")
    editor.save()
    alert = draft.placeholders.get(slot="content").get_plugins().get(plugin_type="AlertPlugin").get_bound_plugin()
    query = {"placeholder_id": alert.placeholder_id, "plugin_type": "AlertPlugin", "plugin_language": "en-gb"}
    query |= {"plugin_position": 1, "cms_path": "/en-gb/about/"}
    forms = {
        edit(alert): {"heading": "A flood of words"},
        edit(text): {"body": "<p>A flood of words</p>"},
        reverse("admin:cms_placeholder_add_plugin", query=query): {"heading": "A flood of words", "text": "Two"},
        reverse("admin:cms_pagecontent_change", args=[draft.pk]): {"title": "A flood of words"},
        reverse("admin:cms_page_advanced", args=[draft.page_id]): {"reverse_id": "flood"},
    }
    for address, typed in forms.items():
        client.force_login(editor)
        opened = client.get(address)
        client.session.flush()
        page = client.post(address, untouched(opened, **typed))
        assert page.status_code == 403, address
        assert "/admin/login/?next=/admin/account/go-on/" in page.text, address
        client.post("/admin/login/", {"login": editor.username, "password": "a long way to the sea"})
        kept = client.get("/admin/account/go-on/")
        assert kept.context["address"] == address
        again = client.post(address, untouched(kept))
        assert "Nothing was saved yet: look through it and save." in again.text, address
        form = untouched(again)
        for name, value in typed.items():
            assert form[name] == [value], address
        draft.refresh_from_db()
        text.refresh_from_db()
        assert (draft.title, text.body, draft.page.reverse_id) == ("About", "<p>As it was</p>", "about")
        assert type(alert).objects.get().heading == "Flood"
    text_form = untouched(client.get(edit(text)), body="<p>Saved</p>")
    assert 'class="success"' in client.post(edit(text), text_form).text
    # Its window closes with a page of its own, and the browser learns all the same that it need not keep a draft.
    assert len(client.session["saved_forms"]) == 1


def test_a_text_edited_in_place_after_the_session_ended_is_answered_in_words(client, text):
    answer = client.post(edit(text), {"body": "<p>Hours of work</p>", "json": "", "_save": "Save"})
    assert answer.status_code == 403
    # The CMS's script shows what stands in this place.
    assert '<p class="description">You were signed out while you wrote.' in answer.text


def test_what_the_cms_cannot_make_sense_of_gives_the_text_back(editor_client, db):
    answer = editor_client.post("/admin/cms/placeholder/copy-plugins/", {"body": "Hours of work"})
    assert answer.status_code == 400
    assert "What was sent could not be understood." in answer.text
    assert "Hours of work" in answer.text
