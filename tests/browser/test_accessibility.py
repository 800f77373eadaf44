"""Every public page is accessible. What that asks is in `accessibility.py`."""

import pytest

from tests.browser.accessibility import assert_accessible, assert_accessible_otherwise
from tests.house.addresses import PAGES

TYPES = {address.pattern: address for address in reversed(PAGES)}.values()  # the first of each


@pytest.fixture(scope="module")
def page(chromium, running_site):
    """One browser for all pages: to open one for each takes longer than to look at its page."""
    context = chromium.new_context(base_url=running_site.address)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("address", PAGES, ids=str)
def test_it_is_accessible_and_each_type_in_other_colours_and_with_large_text_too(page, address):
    page.goto(address.path)
    assert_accessible(page)
    if address in TYPES:
        assert_accessible_otherwise(page)
