"""The admin's own screens: no serious finding of axe, nothing that scrolls sideways, no error in the console.

One screen for each kind of control that a library makes: the editor of texts, lists with a search box, tables of rows,
moments, two lists side by side, the tree of pages, the shelf of pictures.
"""

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import RULES, SURPLUS, WIDEST, bring_axe
from tests.browser.test_journeys import Person

SCREENS = {
    "news": ("/admin/news/post/", "The London MASH Conference"),
    "an edition": ("/admin/resources/edition/", "The London Child Sexual Exploitation Operating Protocol"),
    "a collection": ("/admin/resources/collection/", ""),
    "a new comparison": ("/admin/resources/comparison/add/", None),
    "a contact point": ("/admin/lscb_contacts/contactpoint/", ""),
    "a board": ("/admin/lscb_contacts/board/", ""),
    "documents": ("/admin/resources/document/", None),
    "pages": ("/admin/cms/pagecontent/", None),
    "pictures": ("/admin/filer/folder/", None),
    "people": ("/admin/auth/user/", ""),
    "the guide": ("/admin/guide/", None),
    "a page with the CMS's bar": ("/mash/", None),
}


@pytest.fixture
def page(open_browser, site):
    return Person(open_browser(staff=True), "administrator", site.passwords["administrator"]).page


def test_its_screens_are_accessible_at_every_width(page, site, subtests):
    errors = []
    page.on("console", lambda message: message.type == "error" and errors.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: errors.append(f"{page.url}: {error}"))
    for name, (address, row) in SCREENS.items():
        with subtests.test(name):
            page.goto(address)
            if row is not None:
                page.locator("#result_list tbody th a", has_text=row).first.click()
            if name == "pages":
                expect(page.get_by_text("Accessibility statement")).to_be_visible()  # the tree comes by itself
            for folded in page.locator("details").all():
                folded.evaluate("each => each.open = true")
            bring_axe(page)
            found = page.evaluate("rules => axe.run(rules)", RULES)["violations"]
            serious = [
                (each["id"], [node["html"] for node in each["nodes"]])
                for each in found
                if each["impact"] in ("serious", "critical")
            ]
            assert serious == [], page.url
            for width in (1440, 1024, 390):
                page.set_viewport_size({"width": width, "height": 900})
                assert page.evaluate(SURPLUS) <= 0, f"{page.url} at {width}: {page.evaluate(WIDEST)}"
            page.set_viewport_size({"width": 1440, "height": 900})
    assert errors == []
