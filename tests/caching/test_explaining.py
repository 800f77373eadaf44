"""Why a page is kept ready or not, in words."""

import pytest
from django.core.management import CommandError, call_command
from django.http import HttpResponse

from lscb_site.caching.version import DatabaseAway
from news.views import PostList
from tests.caching.wsgi_process import open_transactions
from tests.factories import LiveDocumentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def explained(capsys, settings):
    settings.SITE_ADDRESS = "http://testserver"

    def explained(address):
        with open_transactions():
            call_command("explain_page", address)
        return capsys.readouterr().out

    return explained


def test_a_page_that_is_kept_names_its_address_version_and_end(explained):
    LiveDocumentFactory(kind="protocol")
    text = explained("/resources/?utm_source=letter&kind=protocol")
    assert "Kept as /resources/?kind=protocol, " in text
    assert "the view does not name it: utm_source." in text
    assert "no longer than" in text
    assert "sessionid" in text


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("/resources/?q=zebra", "a reader typed q"),
        ("/search/?q=zebra", "its view lscb_site.search.views.SearchResults does not say"),
        ("/nowhere/", "404 Not Found"),
        ("/admin/", "does not say by what its pages differ"),
        ("/robots.txt\0", "no view answers there"),
        ("/resources/?kind=%00", "the query cannot be read"),
        ("/resources/none-of-this-name/", "404 Not Found"),
    ],
)
def test_the_first_reason_is_given(explained, address, reason):
    assert reason in explained(address).splitlines()[-1]


def test_a_page_that_varies_by_cookie_says_who_is_to_blame(explained, monkeypatch):
    def get(self, request):
        return HttpResponse("As you like it.", headers={"Vary": "Cookie"})

    monkeypatch.setattr(PostList, "get", get)
    assert "something has read the session" in explained("/news/")


def test_the_switch_is_named_first(explained, settings):
    settings.PAGE_CACHE = False
    assert explained("/news/") == "Nothing is kept: PAGE_CACHE is off.\n"


def test_behind_a_proxy_it_asks_as_the_proxy_does(explained, settings):
    settings.SITE_ADDRESS = "https://testserver"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SECURE_SSL_REDIRECT = True
    assert "Kept as /news/" in explained("/news/")


def test_a_host_that_is_not_the_sites_is_named(explained, settings):
    settings.SITE_ADDRESS = "https://elsewhere.example"
    assert "SITE_ADDRESS" in explained("/news/")


def test_an_address_starts_with_a_stroke():
    with pytest.raises(CommandError, match="/resources/"):
        call_command("explain_page", "resources/")


def test_a_database_that_is_away_is_no_traceback(monkeypatch):
    def away(*arguments):
        raise DatabaseAway
        yield

    monkeypatch.setattr("lscb_site.caching.management.commands.explain_page.explain", away)
    with pytest.raises(CommandError, match="does not answer"):
        call_command("explain_page", "/news/")
