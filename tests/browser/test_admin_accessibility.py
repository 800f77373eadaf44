"""The admin's own screens: no serious finding of axe, nothing that scrolls sideways, no error in the console.

One screen for each kind of control that a library makes: the editor of texts, lists with a search box, tables of rows,
moments, two lists side by side, the tree of pages, the shelf of pictures.
"""

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import SURPLUS, WIDEST, assert_no_finding
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
    "an export": ("/admin/lscb_contacts/contactpoint/export/", None),
    "people": ("/admin/auth/user/", ""),
    "the audit record": ("/admin/audit/entry/", None),
    "the guide": ("/admin/guide/", None),
    "how the site is": ("/admin/how-the-site-is/", None),
    "a page with the CMS's bar": ("/mash/", None),
}

# A table that is wider than its frame becomes cards when its frame has been measured.
FITS = "frame => frame.scrollWidth <= frame.clientWidth"


@pytest.fixture
def page(open_browser, site):
    return Person(open_browser(), "administrator", site.passwords["administrator"]).page


def test_its_screens_are_accessible_at_every_width(page, subtests):
    for name, (address, row) in SCREENS.items():
        with subtests.test(name):
            page.goto(address)
            if row is not None:
                page.locator("#result_list tbody th a", has_text=row).first.click()
            if name == "pages":
                expect(page.get_by_text("Accessibility statement")).to_be_visible()  # the tree comes by itself
            for folded in page.locator("details").all():
                folded.evaluate("each => each.open = true")
            assert_no_finding(page)
            for width in (1440, 1280, 1024, 390):
                page.set_viewport_size({"width": width, "height": 900})
                assert page.evaluate(SURPLUS) <= 0, f"{page.url} at {width}: {page.evaluate(WIDEST)}"
                for rows in page.locator(".inline-group .tabular fieldset").all():
                    page.wait_for_function(FITS, arg=rows.element_handle())
            page.set_viewport_size({"width": 1440, "height": 900})


def test_a_table_that_its_first_rows_make_too_wide_becomes_cards(page):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/admin/news/post/add/")
    page.locator("summary", has_text="Sessions of a conference").click()
    for number in range(2):
        page.get_by_role("button", name="Add another Session").click()
        expect(page.locator(f"#sessions-{number} [name$=title]")).to_be_visible()
    page.wait_for_function(FITS, arg=page.locator("#sessions-group .tabular fieldset").element_handle())
    expect(page.locator("#sessions-group table")).to_have_class("is-cards")
    assert_no_finding(page)


def test_the_bar_the_board_and_the_windows_of_the_cms(page, subtests):
    """In the Board's colours, by day and in the dark: what axe measures of them, and what no other style sheet has."""
    page.goto("/mash/")
    page.get_by_role("link", name="New draft").click()
    draft = page.url
    board = draft.replace("/edit/", "/structure/")
    for scheme, ground in (("light", "rgb(241, 237, 227)"), ("dark", "rgb(20, 40, 44)")):
        page.emulate_media(color_scheme=scheme)
        with subtests.test(f"the page while it is written, {scheme}"):
            page.goto(draft)
            expect(page.locator("#cms-top .cms-toolbar")).to_have_css("background-color", ground)
            expect(page.get_by_role("textbox", name="Text").first).to_be_visible()
            assert_no_finding(page)
        with subtests.test(f"the board and the window of a text, {scheme}"):
            page.goto(board)
            expect(page.locator(".cms-structure")).to_have_css("background-color", ground)
            assert_no_finding(page)
            page.locator(".cms-submenu-add").filter(visible=True).first.click()
            expect(page.get_by_text("Add a block to “Content”")).to_be_visible()
            assert_no_finding(page)
            page.goto(board)
            page.locator(".cms-submenu-edit").filter(visible=True).first.click()
            expect(page.locator(".cms-modal")).to_have_css("background-color", ground)
            expect(page.frame_locator(".cms-modal iframe").locator("[contenteditable][aria-label]")).to_be_visible()
            assert_no_finding(page)
            for frame in page.frames[1:]:
                assert_no_finding(frame)
        with subtests.test(f"the tree of pages, {scheme}"):
            page.goto("/admin/cms/pagecontent/")
            expect(page.get_by_text("Accessibility statement")).to_be_visible()
            assert_no_finding(page)
