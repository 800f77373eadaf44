"""`make screenshots`: every public page at four widths and in the dark, in var/screenshots, for people to look at."""

import pytest

from tests.browser.conftest import NARROW, WIDE
from tests.house.addresses import PAGES
from tests.running_site import TOP

FOLDER = TOP / "var" / "screenshots"
LOOKS = {
    "320": (NARROW, "light"),
    "768": (768, "light"),
    "1280": (WIDE, "light"),
    "1600": (1600, "light"),
    "1280-dark": (WIDE, "dark"),
}


@pytest.mark.parametrize("address", PAGES, ids=str)
def test_take(open_browser, address):
    page = open_browser()
    page.goto(address.path)
    name = address.path.strip("/").replace("/", "_").replace("?", "_") or "home"
    for look, (width, scheme) in LOOKS.items():
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        page.screenshot(path=FOLDER / look / f"{name}.png", full_page=True)
