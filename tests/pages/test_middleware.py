"""Old addresses: what was renamed leads on from its own address and from every address below it."""

import pytest

from lscb_site.web.public_addresses import leave_redirect, new_address
from tests.factories import DocumentFactory, EditionFactory, EditionFileFactory

pytestmark = pytest.mark.django_db


def leads_to(client, old):
    response = client.get(old)
    return response.headers.get("Location") if response.status_code == 301 else response.status_code


@pytest.fixture
def renamed():
    """A document of two editions that was called `before` and is called `after`."""
    document = DocumentFactory(slug="before", live=True)
    for number in (1, 2):
        EditionFileFactory(edition=EditionFactory(document=document, number=number, live=True), to_hand=True)
    document.refresh_from_db()
    document.slug = "after"
    document.save()
    return document


@pytest.mark.parametrize("rest", ["", "latest", "editions/1/", "changes/1...2/", "editions/1/?from=leaflet"])
def test_every_address_below_an_old_one_leads_on(client, renamed, rest):
    assert leads_to(client, f"/resources/before/{rest}") == f"/resources/after/{rest}"


def test_renaming_twice_leads_straight_to_the_last_address(client, renamed):
    renamed.slug = "last"
    renamed.save()

    assert leads_to(client, "/resources/before/editions/1/") == "/resources/last/editions/1/"


def test_the_longest_old_address_wins(client):
    leave_redirect("/mash/", "/hubs/")
    leave_redirect("/mash/papers/", "/resources/")

    assert leads_to(client, "/mash/papers/2015/") == "/resources/2015/"
    assert leads_to(client, "/mash/2015/") == "/hubs/2015/"


def test_an_address_without_its_last_slash_leads_on(client, renamed):
    assert leads_to(client, "/resources/before") in ("/resources/before/", "/resources/after/")
    assert leads_to(client, "/resources/before/latest") == "/resources/after/latest"


def test_a_new_document_at_an_old_address_is_shown(client, renamed):
    document = DocumentFactory(slug="before", live=True)
    EditionFactory(document=document, live=True)

    assert client.get("/resources/before/").status_code == 200
    assert client.get("/resources/before/editions/1/").status_code == 200


def test_what_moved_below_its_old_address_leads_in_no_circle(client):
    leave_redirect("/mash/", "/mash/about/")

    assert leads_to(client, "/mash/nothing/") == 404


def test_signs_with_a_meaning_in_addresses_stay_what_they_were(client):
    leave_redirect("/old/", "/new/")

    assert leads_to(client, "/old/a%3Fb%23c%0Ad/") == "/new/a%3Fb%23c%0Ad/"


def test_it_asks_once_however_deep_the_address(renamed, django_assert_num_queries):
    deep = "/resources/before/" + "a/" * 300
    with django_assert_num_queries(1):
        assert new_address(deep) == deep.replace("before", "after")


@pytest.mark.parametrize("below", ["/elsewhere.example/", "//elsewhere.example/", "///elsewhere.example"])
def test_an_address_below_never_leads_to_another_host(client, below):
    leave_redirect("/old/", "/")
    response = client.get(f"/old/{below}")
    assert not response.headers.get("Location", "/").startswith("//")
