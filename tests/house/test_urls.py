"""What a visitor gets at every public address."""

import pytest
from django.conf import settings
from lxml import html

from resources.models import EditionFile
from tests.house.addresses import ADDRESSES, PAGES, public_patterns

FOUND_PAGES = [page for page in PAGES if page.status == 200]
EVENT_ATTRIBUTES = "//@*[starts-with(name(), 'on')]"
RUNNABLE = ("", "module", "text/javascript", "importmap")  # types of script that a browser runs or obeys


def test_every_pattern_stands_in_the_table():
    assert public_patterns() == {address.pattern for address in ADDRESSES}


@pytest.mark.parametrize("address", ADDRESSES, ids=str)
def test_the_answer_to_a_visitor(visits, address):
    visit = visits[address.path]
    response, directives = visit.response, visit.directives
    assert response.status_code == address.status
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert directives["default-src"] == {"'self'"}
    assert not {"'unsafe-inline'", "'unsafe-eval'"} & set().union(*directives.values())
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_a_page_has_one_heading_a_title_and_nothing_inline(visits, page):
    found = visits[page.path].tree
    (heading,) = found.xpath("//h1")
    assert heading.text_content().strip()
    (title,) = found.xpath("/html/head/title")
    assert title.text.strip()
    assert found.get("lang") == "en-GB"
    assert found.xpath("//@style | //style") == []
    assert found.xpath(EVENT_ATTRIBUTES) == []
    assert [script for script in found.xpath("//script[not(@src)]") if script.get("type", "") in RUNNABLE] == []


@pytest.mark.parametrize("page", FOUND_PAGES, ids=str)
def test_a_page_says_its_own_address_and_what_it_is(visits, page):
    found = visits[page.path].tree
    (canonical,) = found.xpath("/html/head/link[@rel='canonical']/@href")
    assert canonical == settings.SITE_ADDRESS + page.path.partition("?")[0]
    (description,) = found.xpath("/html/head/meta[@name='description']/@content")
    assert description.strip()


def test_titles_of_different_pages_differ(visits):
    titles = [visits[page.path].tree.findtext("head/title") for page in FOUND_PAGES if "?" not in page.path]
    assert sorted(titles) == sorted(set(titles))


def test_links_between_pages_lead_somewhere(loaded_site, client, visits):
    links = {link for page in PAGES for link in visits[page.path].tree.xpath("//a/@href") if link.startswith("/")}
    known = {path: visit.response.status_code for path, visit in visits.items()}
    answers = {link: known.get(link) or client.get(link).status_code for link in sorted(links)}
    assert {link: status for link, status in answers.items() if status not in (200, 302)} == {}


def test_everything_in_the_sitemap_is_there(loaded_site, client, visits):
    locations = html.fromstring(visits["/sitemap.xml"].response.content).xpath("//loc/text()")
    assert len(locations) > 70
    paths = [location.removeprefix(settings.SITE_ADDRESS) for location in locations]
    missing = [path for path in paths if path not in visits and client.get(path).status_code != 200]
    assert missing == []


def test_every_file_to_hand_can_be_downloaded(loaded_site, client):
    files = EditionFile.objects.exclude(file="")
    assert files
    for file in files:
        response = client.get(file.get_absolute_url())
        assert response.status_code == 200, file
        assert int(response.headers["Content-Length"]) == len(response.getvalue()) == file.size
