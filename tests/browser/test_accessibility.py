"""Every public page is accessible. What that asks is in `accessibility.py`."""

import pytest

from tests.browser.accessibility import assert_accessible
from tests.house.addresses import PAGES


@pytest.fixture(scope="module")
def page(chromium, running_site):
    """One browser for all pages: to open one for each takes longer than to look at its page."""
    context = chromium.new_context(base_url=running_site.address)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("address", PAGES, ids=str)
def test_it_is_accessible(page, address):
    page.goto(address.path)
    assert_accessible(page)
