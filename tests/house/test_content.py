"""Every item of the Board's old home page has its place on the site."""

from pathlib import Path

import frontmatter
import pytest
from django.utils.html import escape

import lscb_site.content

TEXTS = Path(lscb_site.content.__file__).parent
NEWS = [frontmatter.load(path) for path in sorted((TEXTS / "news").glob("*.md"))]
DOCUMENTS = {text["slug"]: text for text in map(frontmatter.load, sorted((TEXTS / "documents").glob("*.md")))}


def page(client, path) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return " ".join(response.content.decode().split())


def by_slug(text):
    return text["slug"]


def test_there_are_seven_news_items():
    assert len(NEWS) == 7


@pytest.mark.parametrize("item", NEWS, ids=by_slug)
def test_a_news_item_stands_on_its_page_with_all_that_belongs_to_it(loaded_site, client, item):
    shown = page(client, f"/news/{item['slug']}/")
    assert escape(item["title"]) in shown
    assert escape(item["summary"]) in shown
    if item.get("note"):
        assert escape(" ".join(item["note"].split())) in shown
    for session in item.get("sessions") or []:
        assert escape(session["title"]) in shown
        assert escape(session["speakers"]) in shown
    for document in item.get("documents") or []:
        assert f'href="/resources/{document["slug"]}/' in shown
    if item.get("papers_to_follow") and item.get("sessions"):
        assert "We do not have" in shown


@pytest.mark.parametrize("item", NEWS, ids=by_slug)
def test_a_news_item_stands_in_the_list_and_in_both_feeds(loaded_site, client, item):
    address = f"/news/{item['slug']}/"
    assert f'href="{address}"' in page(client, "/news/")
    assert address in page(client, "/news/feed.atom")
    assert address in page(client, "/news/feed.rss")


@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=by_slug)
def test_a_document_stands_on_its_page_with_every_edition_and_file(loaded_site, client, document):
    shown = page(client, f"/resources/{document['slug']}/")
    assert escape(document["title"]) in shown
    for edition in document["editions"]:
        in_edition = page(client, f"/resources/{document['slug']}/editions/{edition['number']}/")
        for file in edition["files"]:
            assert escape(file["title"]) in in_edition
            assert ("Demonstration copy" if file["demonstration"] else "We do not have") in in_edition


def test_the_home_page_leads_to_what_the_old_one_promoted(loaded_site, client):
    home = page(client, "/")
    for promoted in (
        "/resources/london-childrens-safeguarding-conference-2014-papers/",  # papers of the 2014 conference
        "/contacts/",  # find your local safeguarding children board
        "/procedures/",  # the London Child Protection Procedures
    ):
        assert f'href="{promoted}"' in home
    assert f'href="/news/{NEWS[0]["slug"]}/"' in home


def test_the_foot_says_what_the_old_one_said(loaded_site, client):
    home = page(client, "/")
    assert "FOI" in home
    assert "© London Safeguarding Children Board" in home
    for address in ("/terms/", "/site-map/", "/privacy/", "/cookies/", "/accessibility/"):
        assert f'href="{address}"' in home


def test_the_quotation_is_the_chairs(loaded_site, client):
    shown = page(client, "/news/mash-positive-impact/")
    assert "Cheryl Coppell" in shown
    assert "28 of London’s 33 boroughs" in shown
    assert "26 hubs" in shown


def test_the_act_has_its_right_year(loaded_site, client):
    shown = page(client, "/news/london-mash-conference-2015/")
    assert "Care Act 2014" in shown
