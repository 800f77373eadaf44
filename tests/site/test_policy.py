"""What a page may do: strict for visitors, with the one relaxation that the CMS's editor needs for staff."""

import pytest

from lscb_site.pages.writing import write_page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def about(admin_user):
    return write_page(reverse_id="about", title="About", slug="about", created_by=admin_user)


def policy(response):
    directives = response["Content-Security-Policy"].split("; ")
    return {name: values.split() for name, _, values in (directive.partition(" ") for directive in directives)}


@pytest.mark.parametrize("address", ["/about/", "/news/", "/contacts/", "/nothing/"])
def test_visitors_policy_allows_nothing_inline_and_nothing_from_elsewhere(client, address):
    given = policy(client.get(address))
    assert given["default-src"] == given["script-src"] == given["style-src"] == given["img-src"] == ["'self'"]
    assert given["object-src"] == given["base-uri"] == ["'none'"]


@pytest.mark.parametrize("address", ["/about/", "/news/", "/admin/"])
def test_staffs_policy_relaxes_styles_and_never_scripts(admin_client, address):
    given = policy(admin_client.get(address))
    assert given["style-src"] == ["'self'", "'unsafe-inline'"]
    assert given["script-src"] == ["'self'"]


def test_other_headers_keep_the_browser_modest(client):
    response = client.get("/about/")
    assert "geolocation=()" in response["Permissions-Policy"]
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "SAMEORIGIN"
