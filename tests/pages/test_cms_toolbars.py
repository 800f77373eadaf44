import json
from dataclasses import dataclass

import pytest
from cms.models import PageContent
from cms.toolbar.utils import get_object_edit_url, get_object_preview_url, get_object_structure_url
from django.contrib.auth.models import Permission
from django.db import transaction
from django.urls import reverse
from lxml import html

from lscb_site.pages.writing import write_page
from tests.conftest import signed_in
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

NEW_POST = reverse("admin:news_post_add")
NEW_DOCUMENT = reverse("admin:resources_document_add")
BOARDS = reverse("admin:lscb_contacts_board_changelist")


@pytest.fixture(autouse=True)
def about(admin_user):
    return write_page(reverse_id="about", title="About", slug="about", created_by=admin_user)


@pytest.mark.parametrize("address", ["/about/", "/news/"])
def test_an_editor_reaches_the_three_subjects_from_any_page(editor_client, address):
    text = editor_client.get(address).text
    for expected in ["New news item", NEW_POST, "New document", NEW_DOCUMENT, BOARDS]:
        assert expected in text


def test_staff_see_only_what_they_may_do(admin_user):
    reader = UserFactory(is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_post"))
    text = signed_in(reader).get("/about/").text
    assert reverse("admin:news_post_changelist") in text
    assert NEW_POST not in text
    assert NEW_DOCUMENT not in text


def test_publishing_is_offered_to_publishers_only(editor_client, publisher_client, editor):
    page = write_page(reverse_id="plans", title="Plans", slug="plans", created_by=editor, publish=False)
    address = get_object_edit_url(PageContent.admin_manager.get(page=page))
    assert "cms-versioning-js-publish-btn" not in editor_client.get(address).text
    assert "cms-versioning-js-publish-btn" in publisher_client.get(address).text


@dataclass(frozen=True)
class Entry:
    name: str
    address: str
    template: str | None  # that choosing it would give the page
    is_link: bool

    def is_obeyed_for(self, client) -> bool:
        """Whether choosing it is not refused. What it changes is undone."""
        with transaction.atomic():
            answer = client.get(self.address) if self.is_link else client.post(self.address, self.posted)
            transaction.set_rollback(True)
        return answer.status_code < 400

    @property
    def posted(self) -> dict[str, str]:
        return {"template": self.template} if self.template else {}


def menu(client, address) -> set[Entry]:
    """Every entry of every menu of the toolbar that can be chosen."""
    page = html.fromstring(client.get(address, follow=True).text)
    found = page.xpath("//div[contains(@class, 'cms-toolbar-left')]//li[not(contains(@class, 'disabled'))]/a")
    return {
        Entry(
            name=" ".join(link.text_content().split()),
            address=link.get("href"),
            template=json.loads(link.get("data-post") or "{}").get("template"),
            is_link=link.get("data-rel") != "ajax",
        )
        for link in found
        if link.get("href").startswith("/")
    }


@pytest.mark.slow
@pytest.mark.parametrize("role", ["editor", "publisher", "administrator"])
@pytest.mark.parametrize("is_live", [True, False])
def test_the_menu_offers_each_role_nothing_that_it_is_refused(request, role, is_live, admin_user):
    page = write_page(reverse_id="plans", title="Plans", slug="plans", created_by=admin_user, publish=is_live)
    content = PageContent.admin_manager.get(page=page)
    ways = [get_object_edit_url(content), get_object_preview_url(content), get_object_structure_url(content)]
    ways += ["/plans/"] if is_live else []
    client = request.getfixturevalue(f"{role}_client")

    offered = {entry for address in ways for entry in menu(client, address)}
    offered = {entry for entry in offered if not entry.name.startswith("Sign out")}

    assert {entry.name for entry in offered} >= {"Pages...", "Add a page...", "All documents", "Page settings..."}
    assert {entry.name for entry in offered if not entry.is_obeyed_for(client)} == set()
    assert ("Advanced settings..." in {entry.name for entry in offered}) == (not is_live)
    assert ("Withdraw…" in {entry.name for entry in offered}) == (is_live and role != "editor")
    assert ("Display in navigation" in {entry.name for entry in offered}) == (not is_live)


def test_a_visitor_sees_no_toolbar(client):
    text = client.get("/about/").text
    assert "cms-toolbar" not in text
    assert "/admin/" not in text
