"""The versions of a page of the CMS: seen, compared and restored by each role, and thrown away."""

import pytest
from cms.models import PageContent
from cms.toolbar.utils import get_object_edit_url, get_object_preview_url
from django.urls import reverse
from djangocms_versioning.models import Version
from lxml import html

from lscb_site.pages.writing import write_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(admin_user):
    """Live at its second version."""
    page = write_page(reverse_id="plans", title="Plans", slug="plans", created_by=admin_user)
    version = Version.objects.get_for_content(PageContent.admin_manager.get(page=page))
    draft = version.copy(admin_user)
    draft.content.title = "New plans"
    draft.content.save()
    draft.publish(admin_user)
    return page


def versions(page):
    contents = PageContent.admin_manager.filter(page=page)
    return [Version.objects.get_for_content(content) for content in contents.order_by("pk")]


def links(answer) -> dict[str, str]:
    """Of the toolbar and the list of versions: their words, or titles, and addresses."""
    found = html.fromstring(answer.text).xpath("//a[@href]")
    return {
        " ".join((link.text_content().strip() or link.get("title", "")).split()): link.get("href") for link in found
    }


@pytest.mark.parametrize("role", ["editor", "publisher", "administrator"])
def test_each_role_restores_an_earlier_version_in_three_clicks(request, role, page):
    client = request.getfixturevalue(f"{role}_client")
    live = client.get("/plans/", follow=True)
    listed = client.get(links(live)["Versions"])  # 1
    assert listed.status_code == 200
    asked = client.get(links(listed)["Restore as a draft"])  # 2
    assert "Restore version 1 of" in asked.text
    answer = client.post(asked.request["PATH_INFO"], {"revert": "1"})  # 3
    assert answer.status_code == 302
    first, second, third = versions(page)
    assert [first.state, second.state, third.state] == ["unpublished", "published", "draft"]
    assert third.content.title == "Plans"


def test_the_list_says_in_plain_words_what_can_be_done(editor_client, page):
    listed = links(editor_client.get(links(editor_client.get("/plans/", follow=True))["Versions"]))
    assert {"Restore as a draft", "Compare with what readers see"} <= listed.keys()
    assert {"Revert", "Unpublish", "Discard"}.isdisjoint(listed)
    compared = editor_client.get(listed["Compare with what readers see"])
    assert compared.status_code == 200
    assert "Comparing" in compared.text


def test_a_draft_is_compared_and_thrown_away_from_its_own_menu(editor_client, editor, page):
    live = versions(page)[1]
    draft = live.copy(editor)
    menu = links(editor_client.get(get_object_edit_url(draft.content)))
    assert editor_client.get(menu["Compare with version 2"]).status_code == 200
    asked = editor_client.get(menu["Throw the draft away…"])
    assert "It cannot be brought back." in asked.text
    editor_client.post(asked.request["PATH_INFO"], {"discard": "1"})
    assert [version.state for version in versions(page)] == ["unpublished", "published"]


def test_where_there_is_a_draft_restoring_asks_what_becomes_of_it(editor_client, editor, page):
    first, live = versions(page)
    live.copy(editor)
    asked = editor_client.get(reverse("admin:djangocms_versioning_pagecontentversion_revert", args=[first.pk]))
    assert "There is a draft already." in asked.text
    editor_client.post(asked.request["PATH_INFO"], {"archive": "1"})
    assert [version.state for version in versions(page)] == ["unpublished", "published", "archived", "draft"]


def test_whoever_may_not_see_versions_is_offered_none(editor, editor_client, page):
    editor.groups.first().permissions.filter(codename__in=["view_pagecontentversion", "view_version"]).delete()
    menu = links(editor_client.get(get_object_preview_url(versions(page)[1].content)))
    assert "Versions" not in menu
