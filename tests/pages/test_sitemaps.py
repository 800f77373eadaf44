"""The site map stays short whatever the site holds: for readers and for search engines."""

import pytest
from django.test import Client

from lscb_site.pages import site_map, sitemaps
from lscb_site.pages.site_map import site_map as groups
from tests.factories import PostFactory

pytestmark = pytest.mark.django_db


def test_a_large_site_has_an_index_and_parts_of_a_bounded_size(client: Client, monkeypatch):
    monkeypatch.setattr(sitemaps, "MOST", 2)
    posts = PostFactory.create_batch(5, live=True)

    index = client.get("/sitemap.xml").text
    parts = [client.get(f"/sitemap-news.xml?p={number}").text for number in (1, 2, 3)]

    assert "/sitemap-news.xml?p=3" in index
    assert [part.count("<url>") for part in parts] == [2, 2, 1]
    assert all(post.get_absolute_url() in "".join(parts) for post in posts)


def test_a_small_site_has_one_list(client: Client):
    post = PostFactory(live=True)

    assert post.get_absolute_url() in client.get("/sitemap.xml").text


def test_a_part_that_is_not_there_is_not_found(client: Client):
    assert client.get("/sitemap-nothing.xml").status_code == 404


def test_readers_see_the_beginning_of_a_long_list_and_a_way_to_the_rest(monkeypatch):
    monkeypatch.setattr(site_map, "MOST", 2)
    PostFactory.create_batch(3, live=True)

    news = next(group for group in groups() if group.title == "News")

    assert [entry.title for entry in news.entries][2:] == ["All news"]
