import pytest
from cms.models import PageContent
from cms.toolbar.utils import get_object_edit_url
from django.contrib.auth.models import Permission
from django.urls import reverse

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


def test_a_visitor_sees_no_toolbar(client):
    text = client.get("/about/").text
    assert "cms-toolbar" not in text
    assert "/admin/" not in text
