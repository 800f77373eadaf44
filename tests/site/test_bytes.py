"""Random and spiteful bytes in addresses, query strings and headers never make the site fail."""

import random

import pytest
from django.test import Client

from lscb_site.pages.writing import write_page
from tests.factories import AuthorityFactory, EditionFileFactory, LiveDocumentFactory, PostFactory

pytestmark = pytest.mark.slow

SEED = 2015
ROUNDS = 50
SPITE = [
    "\x00",
    "%00",
    "%",
    "%2",
    "%zz",
    "%ff%fe",
    "%ed%a0%80",
    "%c0%ae%c0%ae/",
    "../",
    "%2e%2e/",
    "//",
    "\\",
    "\x7f",
    "\u202e",
    "é",
    "'",
    '"',
    "<b>",
    "{{ 7 }}",
    "%0d%0aSet-Cookie:a=b",
    ";",
    "[",
    "http://[",
    "9" * 400,
    "-1",
    "a" * 3000,
]
NAMES = ["q", "page", "kind", "topic", "audience", "year", "superseded", "language", "cms_path", "toolbar_on", "x[]"]
HEADERS = ["Range", "If-None-Match", "If-Modified-Since", "If-Range", "Accept", "Referer", "Content-Type", "User-Agent"]


@pytest.fixture
def addresses(db, admin_user):
    write_page(reverse_id="home", title="Home", slug="", is_home=True, created_by=admin_user)
    write_page(reverse_id="about", title="About", slug="about", created_by=admin_user)
    document = LiveDocumentFactory()
    EditionFileFactory(edition=document.editions.get(), to_hand=True, role="appendix")
    file = document.editions.get().files.exclude(file="").get()
    found = [PostFactory(live=True), document, document.editions.get(), file, AuthorityFactory()]
    plain = ["/", "/about/", "/news/", "/resources/", "/contacts/", "/admin/login/", "/sitemap.xml", "/robots.txt"]
    return plain + ["/pictures/", "/media/", "/static/", "/cms_login/"] + [item.get_absolute_url() for item in found]


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


def noise(chance):
    """A few pieces of spite or of random bytes, some of them percent-encoded."""
    raw = bytes(chance.randrange(256) for _ in range(chance.randrange(1, 12)))
    encoded = "".join(f"%{byte:02x}" for byte in raw)
    return "".join(chance.choice([chance.choice(SPITE), raw.decode("latin-1"), encoded]) for _ in range(2))


def ask(client, path, query="", **environment):
    """Send the path's bytes as a server would: decoded once, and as Latin-1 in the environment."""
    return client.generic("GET", "/", PATH_INFO=path, QUERY_STRING=query, **environment)


def test_noise_in_paths(visitor, addresses):
    chance = random.Random(SEED)
    for _ in range(ROUNDS):
        address = chance.choice(addresses)
        cut = chance.randrange(1, len(address) + 1)
        path = address[:cut] + noise(chance) + chance.choice(["", address[cut:], "/"])
        assert ask(visitor, path.encode().decode("latin-1")).status_code < 500, ascii(path)


def test_noise_in_query_strings(visitor, addresses):
    chance = random.Random(SEED)
    for _ in range(ROUNDS):
        address = chance.choice(addresses)
        query = "&".join(f"{chance.choice(NAMES)}={noise(chance)}" for _ in range(chance.randrange(1, 4)))
        assert ask(visitor, address, query.encode().decode("latin-1")).status_code < 500, ascii(f"{address}?{query}")


def test_noise_in_headers(visitor, addresses):
    chance = random.Random(SEED)
    for _ in range(ROUNDS):
        address = chance.choice(addresses)
        # Servers refuse a NUL byte in a header themselves; Python cannot even start to read a request with one.
        header, value = chance.choice(HEADERS), noise(chance).replace("\x00", "")
        name = header.upper().replace("-", "_")
        name = name if name == "CONTENT_TYPE" else f"HTTP_{name}"
        response = ask(visitor, address, **{name: value.encode().decode("latin-1")})
        assert response.status_code < 500, ascii(f"{address} {header}: {value}")


@pytest.mark.parametrize(
    "path", ["/\x00", "/about\x00/", "/news/a\x00b/", "/contacts/\x00/", "/pictures/\x00/480.webp"]
)
def test_nul_in_a_path_is_a_bad_request(visitor, db, path):
    assert ask(visitor, path).status_code == 400


@pytest.mark.parametrize("query", ["q=%00", "q=\x00", "kind=a%00b", "topic=%00", "%00=1"])
@pytest.mark.parametrize("address", ["/resources/", "/contacts/", "/news/", "/"])
def test_nul_in_a_query_string_is_a_bad_request(visitor, db, address, query):
    assert ask(visitor, address, query).status_code == 400


@pytest.mark.parametrize("name", ["sessionid", "csrftoken", "messages"])
def test_nul_in_a_cookie_is_not_read(visitor, addresses, name):
    # Written in octal, as a quoted cookie may be, so no server stops it.
    for address in addresses:
        assert ask(visitor, address, HTTP_COOKIE=rf'{name}="abc\000defghijkl"').status_code < 500, address


@pytest.mark.parametrize(
    "cookie", ["sessionid=x", "sessionid=" + "a" * 5000, "sessionid=\udcff", "=;;=", "csrftoken=é"]
)
def test_a_strange_cookie_is_no_session(visitor, addresses, cookie):
    value = cookie.encode("utf-8", "surrogateescape").decode("latin-1")
    for address in addresses:
        assert ask(visitor, address, HTTP_COOKIE=value).status_code < 500, address


@pytest.mark.parametrize("host", ["[", "a b", "evil.example", "", "testserver:99999999", "xn--\x80"])
def test_a_strange_host_is_refused(visitor, addresses, host):
    assert ask(visitor, "/about/", HTTP_HOST=host).status_code < 500
