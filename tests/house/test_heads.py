"""What search engines are told of each page: no two say the same, and nothing is cut off (lscb_site/web/head.py)."""

from collections import defaultdict

import pytest

from lscb_site.web.head import DESCRIPTION, LONGEST_TITLE
from tests.house.addresses import PAGES

# A list that was narrowed is the plain list to them, and a search is nobody's page: see test_crawling.
DIFFERENT_PAGES = [page for page in PAGES if page.status == 200 and "?" not in page.path]


def title(visit) -> str:
    return visit.tree.findtext("head/title")


def description(visit) -> str:
    return visit.tree.xpath("string(//meta[@name='description']/@content)")


def shared(visits, said) -> list[set[str]]:
    pages = defaultdict(set)
    for page in DIFFERENT_PAGES:
        pages[said(visits[page.path])].add(page.path)
    return [paths for paths in pages.values() if len(paths) > 1]


def test_no_two_pages_have_one_title(visits):
    assert shared(visits, title) == []


def test_no_two_pages_have_one_description(visits):
    assert shared(visits, description) == []


@pytest.mark.parametrize("page", DIFFERENT_PAGES, ids=str)
def test_both_fit(visits, page):
    shortest, longest = DESCRIPTION
    assert len(title(visits[page.path])) <= LONGEST_TITLE
    assert shortest <= len(description(visits[page.path])) <= longest
