"""What a request may be before a view sees it, and what every answer carries."""

import pytest
from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.test import Client

from lscb_site.web.guards import address_of_the_reader, last_hop, methods_at
from lscb_site.web.protection import PROTECTION
from tests.house.addresses import ADDRESSES

STRANGE = ["OPTIONS", "TRACE", "PUT", "DELETE", "PATCH", "CONNECT", "PROPFIND", "GETT"]


@pytest.fixture
def visitor(db):
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


# Methods ----------------------------------------------------------------------------------------------------------


def test_whatever_nothing_here_does_is_told_apart_from_what_is_not_there(visitor):
    for path in dict.fromkeys(address.path for address in ADDRESSES):
        for method in STRANGE:
            response = visitor.generic(method, path)
            assert response.status_code == 405, f"{method} {path}"
            assert response.headers["Allow"] in ("GET, HEAD", "GET, HEAD, POST")
            assert "tel:999" in response.text


@pytest.mark.parametrize(
    "path", ["/", "/news/", "/worried/", "/sitemap.xml", "/security.txt", "/resources/documents.csv"]
)
def test_a_page_that_takes_no_form_says_so_before_it_asks_for_a_token(visitor, path):
    response = visitor.post(path)
    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD")


def test_forms_are_taken_where_there_are_some(visitor):
    assert visitor.post("/contacts/find/", {"postcode": "SE1"}).status_code == 200
    assert methods_at("/admin/login/") == ["GET", "HEAD", "POST"]


# Headers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "given", "status"),
    [
        ("/news", {}, 301),
        ("/security.txt", {}, 301),
        ("/admin/", {}, 302),
        ("/nothing/", {}, 404),
        ("/news/?q=%00", {}, 400),
        ("/news/", {"HTTP_HOST": "evil.example"}, 400),
        ("/news/", {"REQUEST_METHOD": "TRACE"}, 405),
        ("/contacts/find/", {"REQUEST_METHOD": "POST", "CONTENT_LENGTH": "99999999"}, 413),
        ("/admin/login/", {"REQUEST_METHOD": "POST"}, 403),
    ],
)
def test_every_answer_carries_the_same_protection(visitor, path, given, status):
    response = visitor.get(path, **given)
    assert response.status_code == status
    assert PROTECTION.keys() <= response.headers.keys()
    own = PROTECTION.keys() - {"Content-Security-Policy"}
    assert {name: response.headers[name] for name in own} == {name: PROTECTION[name] for name in own}


def test_a_redirect_to_https_carries_it_too(visitor, settings):
    settings.SECURE_SSL_REDIRECT = True
    response = Client().get("/news/")
    assert (response.status_code, response.headers["Location"]) == (301, "https://testserver/news/")
    assert PROTECTION.items() <= response.headers.items()


# Where a request comes from -----------------------------------------------------------------------------------------


def seen(forwarded=None) -> str:
    request = type("Request", (), {"META": {"REMOTE_ADDR": "10.0.0.1"}})
    if forwarded is not None:
        request.META["HTTP_X_FORWARDED_FOR"] = forwarded
    address_of_the_reader(lambda request: HttpResponse())(request)
    assert "HTTP_X_FORWARDED_FOR" not in request.META
    return request.META["REMOTE_ADDR"]


def test_without_a_proxy_nobody_is_believed(settings):
    settings.BEHIND_PROXY = False
    assert seen("192.0.2.1") == "10.0.0.1"


@pytest.mark.parametrize(
    ("forwarded", "address"),
    [
        (None, "10.0.0.1"),
        ("", "10.0.0.1"),
        ("192.0.2.1", "192.0.2.1"),
        ("203.0.113.9, 192.0.2.1", "192.0.2.1"),
        ("192.0.2.1, not-an-address", "10.0.0.1"),
        ("2001:DB8::1", "2001:db8::1"),
    ],
)
def test_behind_a_proxy_the_last_hop_is_believed(settings, forwarded, address):
    settings.BEHIND_PROXY = True
    assert seen(forwarded) == address


def test_what_is_no_address_is_none():
    assert last_hop("192.0.2.1:8080") is None


@pytest.mark.django_db
def test_the_record_of_wrong_passwords_names_the_reader(client, settings):
    from axes.models import AccessAttempt

    settings.BEHIND_PROXY = True
    get_user_model().objects.create_user("editor", is_staff=True, password="right")
    data = {"login": "editor", "password": "wrong"}
    client.post("/admin/login/", data, headers={"X-Forwarded-For": "203.0.113.9, 192.0.2.1"})
    assert AccessAttempt.objects.get().ip_address == "192.0.2.1"
