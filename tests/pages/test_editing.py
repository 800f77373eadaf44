"""What an Editor does with a page in the admin and in place, up to where a Publisher is needed."""

import pytest
from cms.models import CMSPlugin, Page, PageContent
from cms.toolbar.utils import get_object_edit_url, get_object_preview_url, get_object_structure_url
from django.urls import reverse

from lscb_site.pages.writing import write_page

pytestmark = pytest.mark.django_db

PLUGINS = [
    "TextPlugin",
    "PicturePlugin",
    "AlertPlugin",
    "CallToActionPlugin",
    "ContactFinderPlugin",
    "HelplinesPlugin",
    "LatestNewsPlugin",
    "DocumentsPlugin",
    "SiteMapPlugin",
]


@pytest.fixture
def draft(editor):
    page = write_page(reverse_id="about", title="About", slug="about", created_by=editor, publish=False)
    return PageContent.admin_manager.get(page=page)


def test_an_editor_writes_a_page_as_a_draft(editor_client, client):
    response = editor_client.post(
        reverse("admin:cms_pagecontent_add") + "?language=en-gb",
        {"title": "Plans", "slug": "plans", "language": "en-gb", "cms_page": ""},
    )
    assert response.status_code == 302, response.text
    assert Page.objects.count() == 1
    assert client.get("/plans/").status_code == 404


@pytest.mark.parametrize("address", [get_object_edit_url, get_object_preview_url, get_object_structure_url])
def test_an_editor_sees_the_draft_and_outsiders_do_not(editor_client, client, draft, address):
    assert editor_client.get(address(draft)).status_code == 200
    assert client.get(address(draft)).status_code == 302


@pytest.mark.parametrize("plugin", PLUGINS)
def test_an_editor_may_place_every_block(editor_client, draft, plugin):
    placeholder, _ = draft.placeholders.get_or_create(slot="content")
    response = editor_client.get(
        reverse("admin:cms_placeholder_add_plugin"),
        {
            "placeholder_id": placeholder.pk,
            "plugin_type": plugin,
            "plugin_language": "en-gb",
            "plugin_position": 1,
            "cms_path": get_object_edit_url(draft),
        },
    )
    assert response.status_code == 200
    # A block without settings is placed at once; of the others the form comes first.
    placed = CMSPlugin.objects.filter(plugin_type=plugin).exists()
    assert placed or "<form" in response.text


def test_blocks_are_offered_in_editors_words(editor_client, draft):
    text = editor_client.get(get_object_structure_url(draft)).text
    for words in ["Latest news", "Documents of a kind or topic", "Contact finder", "Alert box", "Finding help"]:
        assert words in text


def test_an_editor_cannot_publish_and_a_publisher_can(editor_client, publisher_client, client, draft):
    address = reverse("admin:djangocms_versioning_pagecontentversion_publish", args=[draft.versions.get().pk])
    editor_client.post(address)
    assert client.get("/about/").status_code == 404
    publisher_client.post(address)
    assert client.get("/about/").status_code == 200
