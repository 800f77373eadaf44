"""A visitor starts no session and gets no cookie, whatever the address asks; staff's pages are theirs alone."""

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session

from lscb_site.pages.writing import write_page
from tests.factories import LiveDocumentFactory, PostFactory

pytestmark = pytest.mark.django_db

SWITCHES = [
    "toolbar_on",
    "toolbar_off",
    "edit",
    "structure",
    "preview",
    "language=en-gb",
    "language=xx",
    "persist=true&toolbar_on",
    "template=layouts/home.html",
    "cms_path=http://[",
    "cms_toolbar_login_error=1",
]


@pytest.fixture
def about(admin_user):
    return write_page(reverse_id="about", title="About", slug="about", created_by=admin_user)


@pytest.fixture(params=["/about/", "/news/", "/resources/", "/contacts/", "/nothing/", "/news/a-post/"])
def public(request, about):
    PostFactory(slug="a-post", live=True)
    LiveDocumentFactory()
    return request.param


def test_a_visitor_gets_no_cookie_and_no_session(client, public):
    for switch in ["", *SWITCHES]:
        response = client.get(f"{public}?{switch}")
        assert response.status_code in (200, 404), switch
        assert not response.cookies, switch
        assert "Cookie" not in response.get("Vary", ""), switch
    assert not Session.objects.exists()


def test_a_visitor_on_an_editing_address_starts_no_session(client, about):
    content = about.get_content_obj()
    response = client.get(f"/admin/cms/placeholder/object/{content.versions.get().content_type_id}/edit/{content.pk}/")
    assert response.status_code == 302
    assert settings.SESSION_COOKIE_NAME not in response.cookies
    assert not Session.objects.exists()


def test_a_visitors_page_may_be_kept_but_is_asked_for_again(client, public):
    assert client.get(public)["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_an_unchanged_page_is_not_sent_again(client, about):
    response = client.get("/about/")
    assert client.get("/about/", headers={"If-None-Match": response["ETag"]}).status_code == 304


def test_staffs_pages_are_kept_nowhere(admin_client, public):
    control = admin_client.get(public)["Cache-Control"]
    assert "no-store" in control
    assert "private" in control


def test_staff_still_switch_the_toolbar(admin_client, about):
    assert "cms-toolbar" in admin_client.get("/about/").text
    assert "cms-toolbar" not in admin_client.get("/about/?toolbar_off").text
    assert "cms-toolbar" not in admin_client.get("/about/").text
    assert "cms-toolbar" in admin_client.get("/about/?toolbar_on").text
