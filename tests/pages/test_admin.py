"""CMS pages: an Editor writes drafts; only a Publisher changes what visitors reach."""

import pytest
from auditlog.models import LogEntry
from cms.api import add_plugin, create_page
from cms.models import PageContent
from cms.toolbar.utils import get_object_edit_url
from django.urls import reverse
from djangocms_versioning.constants import ARCHIVED, DRAFT, PUBLISHED
from djangocms_versioning.models import Version

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(publisher):
    return create_page("About", "layouts/page.html", "en-gb", created_by=publisher)


@pytest.fixture
def draft(page):
    return Version.objects.get_for_content(page.pagecontent_set(manager="admin_manager").get())


@pytest.fixture
def published(draft, publisher):
    draft.publish(publisher)
    return draft


def version_address(version, what):
    return reverse(f"admin:djangocms_versioning_pagecontentversion_{what}", args=[version.pk])


def state(version):
    return Version.objects.get(pk=version.pk).state


def test_an_editor_cannot_publish_a_page(editor_client, draft):
    editor_client.post(version_address(draft, "publish"))
    assert state(draft) == DRAFT


def test_a_publisher_can_and_it_is_recorded(publisher_client, publisher, draft):
    publisher_client.post(version_address(draft, "publish"))
    assert state(draft) == PUBLISHED
    entry = LogEntry.objects.get_for_object(draft).latest("timestamp")
    assert (entry.actor, entry.additional_data["operation"]) == (publisher, "operation_publish")


def test_the_toolbar_offers_publishing_only_to_whom_it_obeys(editor_client, publisher_client, draft):
    edit = get_object_edit_url(draft.content, "en-gb")
    assert version_address(draft, "publish") not in editor_client.get(edit).text
    assert version_address(draft, "publish") in publisher_client.get(edit).text


def test_an_editor_cannot_unpublish_a_page(editor_client, published):
    editor_client.post(version_address(published, "unpublish"))
    assert state(published) == PUBLISHED


def test_an_editor_makes_a_new_draft_of_a_live_page_and_drops_it_again(editor_client, published):
    editor_client.post(version_address(published, "edit_redirect"))
    draft = Version.objects.exclude(pk=published.pk).get()
    assert (draft.state, state(published)) == (DRAFT, PUBLISHED)
    editor_client.post(version_address(draft, "archive"))
    assert (state(draft), state(published)) == (ARCHIVED, PUBLISHED)


def test_an_editor_writes_a_text_into_a_draft_and_not_into_a_live_page(editor_client, draft, publisher):
    placeholder = draft.content.get_placeholders().get(slot="content") if draft.content.get_placeholders() else None
    placeholder = placeholder or draft.content.placeholders.create(slot="content")
    plugin = add_plugin(placeholder, "TextPlugin", "en-gb", body="<p>Before</p>")
    address = reverse("admin:cms_placeholder_edit_plugin", args=[plugin.pk], query={"cms_path": "/"})
    assert editor_client.post(address, {"body": "<p>After</p>"}).status_code == 200
    plugin.refresh_from_db()
    assert plugin.body == "<p>After</p>"
    draft.publish(publisher)
    assert editor_client.post(address, {"body": "<p>Spoilt</p>"}).status_code == 403
    plugin.refresh_from_db()
    assert plugin.body == "<p>After</p>"


def test_an_editor_moves_a_page_that_nobody_sees_yet_and_no_other(
    editor_client, publisher_client, page, draft, publisher
):
    parent = create_page("Parent", "layouts/page.html", "en-gb", created_by=publisher)
    Version.objects.get_for_content(parent.pagecontent_set(manager="admin_manager").get()).publish(publisher)
    address = reverse("admin:cms_page_move_page", args=[page.pk])
    below = {"position": 0, "target": parent.pk}
    assert editor_client.post(address, below).json()["status"] == 200
    draft.publish(publisher)
    top = {"position": 0}
    assert editor_client.post(address, top).json()["status"] == 403
    assert publisher_client.post(address, top).json()["status"] == 200


def test_only_a_publisher_chooses_the_home_page(editor_client, publisher_client, page, published):
    home = reverse("admin:cms_page_set_home", args=[page.pk])
    assert editor_client.post(home).status_code == 403
    assert publisher_client.post(home).status_code == 200


def test_nobody_changes_the_advanced_settings_of_what_visitors_can_open(publisher_client, page, draft, publisher):
    settings = reverse("admin:cms_page_advanced", args=[page.pk])
    assert publisher_client.get(settings).status_code == 200
    draft.publish(publisher)
    assert publisher_client.get(settings).status_code == 403


def test_an_editor_cannot_delete_a_live_page(editor_client, published):
    content = published.content
    for address in (
        reverse("admin:cms_page_delete", args=[content.page.pk]),
        reverse("admin:cms_pagecontent_delete", args=[content.pk]),
    ):
        assert editor_client.post(address, {"post": "yes"}).status_code in (302, 403)
    assert PageContent.objects.filter(pk=content.pk).exists()
