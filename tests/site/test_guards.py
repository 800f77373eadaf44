"""Addresses that the CMS brings and the site does not want, and a home page that is not there."""

import pytest
from cms.models import PageContent
from django.urls import reverse

from lscb_site.pages.writing import write_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(admin_user):
    return write_page(
        reverse_id="home", title="Home", slug="", template="layouts/home.html", is_home=True, created_by=admin_user
    )


@pytest.mark.parametrize("address", ["/cms_login/", "/cms_wizard/create/", "/cms_login/?next=/"])
def test_the_cms_has_no_door_outside_the_admin(client, home, address):
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 405


def test_the_toolbars_wizard_works_through_the_admin(admin_client, home):
    address = reverse("admin:cms_wizard_create")
    assert address in admin_client.get("/").text
    response = admin_client.get(address)
    assert response.status_code == 200
    assert "New page" in response.text


def test_an_unpublished_home_page_is_not_found_and_never_leads_to_the_admin(client, home, admin_user):
    PageContent.objects.get(page=home).versions.get().unpublish(admin_user)
    assert client.get("/").status_code == 404


def test_a_site_without_pages_shows_no_welcome_of_the_cms(client):
    response = client.get("/")
    assert response.status_code == 404
    assert "django CMS" not in response.text


def test_a_draft_is_invisible_to_outsiders(client, admin_user):
    page = write_page(
        reverse_id="plans", title="Plans", slug="plans", created_by=admin_user, publish=False, in_navigation=True
    )
    content = PageContent.admin_manager.get(page=page)
    assert client.get("/plans/").status_code == 404
    assert "Plans" not in client.get("/nothing/").text
    assert "plans" not in client.get("/sitemap.xml").text
    kind = content.versions.get().content_type_id
    for mode in ("edit", "preview", "structure"):
        assert client.get(f"/admin/cms/placeholder/object/{kind}/{mode}/{content.pk}/").status_code == 302


def test_a_new_draft_of_a_live_page_does_not_show(client, home, admin_user):
    draft = PageContent.objects.get(page=home).versions.get().copy(admin_user).content
    draft.menu_title = draft.title = "Words of a draft"
    draft.save()
    assert "Words of a draft" not in client.get("/").text
