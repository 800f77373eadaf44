"""Which requests the front cache answers, and which of them are for the same page."""

import pytest

from lscb_site.caching.addresses import address_of, canonical
from tests.caching.wsgi_process import request


def of(address, *arguments, **headers):
    return address_of(request(address, *arguments, **headers))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/news/", "/news/?utm_source=letter&fbclid=1"),
        ("/news/?kind=launch&year=2013", "/news/?year=2013&kind=launch"),
        ("/news/?kind=launch", "/news/?kind=report&kind=launch"),
        ("/news/?kind=launch", "/news/?%6Bind=%6Caunch&x"),
        ("/about/", "/about/?page=2"),
    ],
)
def test_spellings_of_one_page_are_one_address(one, other):
    assert of(one) == of(other) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/news/", "/news/?page=2"),
        ("/news/?kind=launch", "/news/?kind=report"),
        ("/news/?kind=launch", "/news/?kind=report&kind="),
        ("/news/", "/resources/"),
    ],
)
def test_other_pages_are_other_addresses(one, other):
    assert of(one) != of(other)


def test_a_head_is_answered_from_the_same_page():
    assert of("/news/", "HEAD") == of("/news/")


def test_a_host_in_capitals_is_the_same_host():
    assert of("/news/", Host="TestServer") == of("/news/")


def test_what_a_reader_typed_is_stored_nowhere():
    assert not of("/contacts/?q=hackney").is_stored
    assert not of("/resources/?kind=protocol&q=missing+child").is_stored
    assert of("/resources/?kind=protocol&q=").is_stored


@pytest.mark.parametrize(
    "path",
    [
        "/admin/",
        "/admin/news/post/",
        "/healthz",
        "/readyz",
        "/media/picture.png",
        "/static/css/site.css",
        "/contacts/confirm/a-link/",
        "/shared/a-link/",
        "/shared/a-link/news/",
        "/contacts/find/",
        "/contacts/mash-list/",
        "/resources/files/0123456789abcdef0123/protocol.pdf",
        "/resources/a-protocol/latest",
        "/cms_login/",
    ],
)
def test_these_are_left_to_the_site(path):
    assert of(path) is None


@pytest.mark.parametrize("method", ["POST", "PUT", "OPTIONS", "DELETE", "get", "\0"])
def test_other_methods_are_left_to_the_site(method):
    assert of("/news/", method) is None


def test_whoever_has_a_session_is_left_to_the_site():
    assert of("/news/", Cookie="a=1; sessionid=abc") is None
    assert of("/news/", Cookie="a=1; consent=yes") == of("/news/")


@pytest.mark.parametrize("host", ["", "elsewhere.example", "testserver:1", "test server", "[::1", "testserver:x", "\0"])
def test_another_host_is_left_to_the_site(host):
    assert of("/news/", Host=host) is None


def test_the_servers_own_port_may_stand_beside_the_host():
    assert of("/news/", Host="127.0.0.1:8000") is not None


@pytest.mark.parametrize(
    "address",
    [
        "/news/%00/",
        "/%00",
        "/news/?kind=%00",
        "/news/?kind=%ff",
        "/news/?kind=\xff",
        "/news/%ff/",
        "/" + "x" * 10_000 + "/",
        "/news/?kind=" + "x" * 10_000,
        "",
        "//",
        "news",
    ],
)
def test_odd_bytes_and_lengths_are_left_to_the_site(address):
    assert of(address) is None


def test_a_prefix_before_the_site_is_left_to_the_site():
    assert address_of(request("/news/") | {"SCRIPT_NAME": "/portal"}) is None


class TestWithHttps:
    @pytest.fixture(autouse=True)
    def https(self, settings):
        settings.SECURE_SSL_REDIRECT = True
        settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

    def test_plain_http_is_left_to_the_site_which_redirects_it(self):
        assert of("/news/") is None
        assert of("/news/", X_Forwarded_Proto="http", wsgi__url_scheme="https") is None

    def test_https_is_an_address_of_its_own(self, settings):
        secure = of("/news/", X_Forwarded_Proto="https")
        settings.SECURE_SSL_REDIRECT = False
        assert secure.is_secure
        assert secure != of("/news/")

    def test_the_page_is_made_for_https_too(self):
        asked = request("/news/", X_Forwarded_Proto="https")
        assert canonical(asked, address_of(asked))["HTTP_X_FORWARDED_PROTO"] == "https"


def test_a_page_is_made_for_nobody_in_particular():
    asked = request(
        "/news/?kind=launch&utm_source=x",
        "HEAD",
        Cookie="consent=yes",
        User_Agent="x",
        Accept_Encoding="gzip",
        If_None_Match="*",
        Range="bytes=0-1",
        X_Forwarded_For="192.0.2.1",
        Authorization="Basic x",
    )
    made_for = canonical(asked, address_of(asked))
    assert made_for["REQUEST_METHOD"] == "GET"
    assert made_for["QUERY_STRING"] == "kind=launch"
    assert [name for name in made_for if name.startswith("HTTP_")] == ["HTTP_HOST"]
