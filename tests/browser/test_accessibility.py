"""Every public page, in light and dark, wide and narrow."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import NARROW, WIDE
from tests.house.addresses import PAGES

AXE = Axe()
DEFAULT_TEXT = 16  # pixels: what Chromium starts from
SURPLUS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
WIDEST = """() => [...document.querySelectorAll("body *")]
    .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map((element) => element.outerHTML.slice(0, 120)).slice(0, 5)"""


EVERYTHING = {"resultTypes": ["violations"]}
COLOURS = EVERYTHING | {"runOnly": ["color-contrast", "link-in-text-block"]}


def violations(page, rules) -> str:
    found = AXE.run(page, options=rules)
    return found.generate_report() if found.violations_count else ""


@pytest.mark.parametrize("address", PAGES, ids=str)
def test_axe_finds_nothing(open_browser, address):
    page = open_browser(WIDE)
    page.goto(address.path)
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": 900})
        # The dark palette changes colours alone, so its turn asks about those.
        for scheme, rules in (("light", EVERYTHING), ("dark", COLOURS)):
            page.emulate_media(color_scheme=scheme)
            assert violations(page, rules) == "", f"{address} at {width} px, {scheme}"


@pytest.mark.parametrize("address", PAGES, ids=str)
def test_nothing_scrolls_sideways(open_browser, address):
    page = open_browser(NARROW)
    page.goto(address.path)
    assert page.evaluate(SURPLUS) <= 0, page.evaluate(WIDEST)

    page.set_viewport_size({"width": WIDE, "height": 900})
    before = text_size(page)
    double = {"fontSizes": {"standard": 2 * DEFAULT_TEXT, "fixed": 2 * DEFAULT_TEXT}}
    page.context.new_cdp_session(page).send("Page.setFontSizes", double)
    # A little less than double: the layout is then the one of a narrower screen, whose text starts smaller.
    assert text_size(page) > 1.8 * before
    assert page.evaluate(SURPLUS) <= 0, page.evaluate(WIDEST)


def text_size(page) -> float:
    return page.evaluate("parseFloat(getComputedStyle(document.querySelector('main p, main li')).fontSize)")
