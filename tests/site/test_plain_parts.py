"""What machines ask every site for."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import path

from lscb_site.notices.models import SiteWords
from lscb_site.pages.writing import write_page
from lscb_site.urls import urlpatterns as site_urlpatterns
from tests.factories import AuthorityFactory, BoardFactory, LiveDocumentFactory, PostFactory

pytestmark = pytest.mark.django_db


def test_robots_are_kept_from_the_admin_and_told_of_the_sitemap(client):
    text = client.get("/robots.txt").text
    assert "Disallow: /admin/" in text
    assert "Sitemap: https://www.example.org/sitemap.xml" in text


def fields_of_security(client) -> dict[str, str]:
    """Its fields, by the rules of RFC 9116: one on a line, each once, no more than a year ahead, addresses by https."""
    response = client.get("/.well-known/security.txt")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.text.endswith("\n")
    lines = response.text.splitlines()
    assert all(re.fullmatch(r"(Contact|Expires|Canonical|Preferred-Languages): \S+", line) for line in lines)
    fields = dict(line.split(": ", 1) for line in lines)
    assert len(fields) == len(lines)
    expires = datetime.strptime(fields["Expires"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert timedelta(days=30) < expires - datetime.now(UTC) < timedelta(days=365)
    assert fields["Canonical"] == "https://www.example.org/.well-known/security.txt"
    assert fields["Contact"].startswith(("mailto:", "https://"))
    return fields


@pytest.mark.parametrize(
    ("configured", "contact"),
    [("security@example.org", "mailto:security@example.org"), ("https://example.org/security",) * 2],
)
def test_the_operators_own_security_contact_comes_first(client, settings, configured, contact):
    SiteWords(owner_email="office@example.org").save()
    settings.SECURITY_CONTACT = configured
    assert fields_of_security(client)["Contact"] == contact


def test_without_one_it_is_the_boards_address(client, settings):
    settings.SECURITY_CONTACT = ""
    SiteWords(owner_email="office@example.org").save()
    assert fields_of_security(client)["Contact"] == "mailto:office@example.org"


def test_without_either_it_is_the_page_that_says_how_to_reach_the_board(client, settings, admin_user):
    settings.SECURITY_CONTACT = ""
    assert fields_of_security(client)["Contact"] == "https://www.example.org/"
    write_page(reverse_id="accessibility", title="A", slug="access", created_by=admin_user)
    assert fields_of_security(client)["Contact"] == "https://www.example.org/access/"


def test_old_place_of_the_security_contact_leads_to_the_new(client):
    response = client.get("/security.txt")
    assert response.status_code == 301
    assert response["Location"] == "/.well-known/security.txt"


def test_favicon_is_found_where_old_browsers_look(client):
    response = client.get("/favicon.ico")
    assert response.status_code == 302
    assert response["Location"].startswith("/static/img/favicon")


def test_sitemap_lists_what_is_live_with_full_addresses(client, admin_user):
    write_page(reverse_id="home", title="Home", slug="", is_home=True, created_by=admin_user)
    about = write_page(reverse_id="about", title="About", slug="about", created_by=admin_user)
    write_page(reverse_id="people", title="People", slug="people", parent=about, created_by=admin_user)
    live = [PostFactory(live=True), LiveDocumentFactory(), AuthorityFactory(), BoardFactory(live=True)]
    hidden = [PostFactory(), PostFactory(scheduled=True), PostFactory(expired=True), PostFactory(withdrawn=True)]
    text = client.get("/sitemap.xml").text
    for address in ["/", "/about/", "/about/people/", *(item.get_absolute_url() for item in live)]:
        assert f"<loc>http://www.example.org{address}</loc>" in text
    for item in hidden:
        assert item.get_absolute_url() not in text


def broken(request):
    raise RuntimeError("broken")


def refused(request):
    raise PermissionDenied


urlpatterns = [path("broken/", broken), path("refused/", refused), *site_urlpatterns]


@pytest.mark.urls(__name__)
def test_a_fault_is_told_without_the_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        response = Client(raise_request_exception=False).get("/broken/")
    assert response.status_code == 500
    assert "<h1" in response.text


@pytest.mark.urls(__name__)
def test_a_refusal_has_its_page(client):
    response = client.get("/refused/")
    assert response.status_code == 403
    assert "<h1" in response.text


def test_a_form_with_an_old_token_gets_the_sites_own_refusal():
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "x", "password": "y"})
    assert response.status_code == 403
    assert "<style" not in response.text


def test_an_unknown_address_has_its_page(client):
    response = client.get("/nothing/at/all/")
    assert response.status_code == 404
    assert "<h1" in response.text
