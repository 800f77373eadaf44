"""What an editor types outlives a click on the menu, a reload, the browser's Back and a session that ends."""

import re

import pytest
from axe_playwright_python.sync_playwright import AxeResults
from playwright.sync_api import expect

from tests.browser.accessibility import RULES, SURPLUS, WIDEST, bring_axe
from tests.browser.conftest import NARROW, WIDE
from tests.browser.test_journeys import Person

ADD = "/admin/news/post/add/"


@pytest.fixture
def page(open_browser, site):
    return Person(open_browser(), "editor", site.passwords["editor"]).page


def body(page):
    return page.locator("#id_body_editor .ProseMirror")


def write(page, title, text):
    page.get_by_label("Title:", exact=True).fill(title)
    page.get_by_label("Summary:").fill("In short.")
    body(page).click()
    page.keyboard.type(text)


def asks_before_leaving(page, leave):
    """Whether the browser asks, and stays where it is."""
    with page.expect_event("dialog") as asked:
        page.once("dialog", lambda dialogue: dialogue.dismiss())
        leave()
    return asked.value.type == "beforeunload"


def assert_accessible(page, part):
    bring_axe(page)
    for width, scheme in ((WIDE, "light"), (NARROW, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        found = AxeResults(page.evaluate("([part, rules]) => axe.run(part, rules)", [part, RULES]))
        assert not found.violations_count, found.generate_report()
        assert page.evaluate(SURPLUS) <= 0, page.evaluate(WIDEST)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": WIDE, "height": 900})


def test_what_was_typed_is_asked_about_kept_and_put_back(page):
    menu = page.get_by_role("link", name="Home", exact=True)
    page.goto(ADD)
    expect(body(page)).to_be_visible()
    page.get_by_label("Title:", exact=True).focus()
    menu.click()  # nothing was written: no question
    expect(page.get_by_role("heading", name="Desk", exact=True)).to_be_visible()

    page.goto(ADD)
    expect(body(page)).to_be_visible()
    write(page, "An hour of work", "With a long text.")
    assert asks_before_leaving(page, menu.click)
    expect(page.get_by_label("Title:", exact=True)).to_have_value("An hour of work")
    page.once("dialog", lambda dialogue: dialogue.accept())
    page.reload()
    offered = page.get_by_role("region", name="What you typed here at")
    expect(offered).to_be_visible()
    expect(page.get_by_label("Title:", exact=True)).to_have_value("")
    assert_accessible(page, ".meanwhile")
    offered.get_by_role("button", name="Put it back").click()
    expect(page.get_by_role("region", name="Nothing was saved yet")).to_contain_text("You typed this at")
    expect(page.get_by_label("Title:", exact=True)).to_have_value("An hour of work")
    expect(body(page)).to_have_text("With a long text.")
    assert_accessible(page, ".meanwhile")
    # It holds what is nowhere saved, so leaving asks, and saving does not.
    page.get_by_label("Summary:").focus()
    assert asks_before_leaving(page, menu.click)
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("was added successfully")).to_be_visible()
    # Back after a save shows what is stored, and the draft is gone.
    page.get_by_role("link", name="An hour of work").first.click()
    expect(body(page)).to_be_visible()
    page.get_by_label("Title:", exact=True).fill("Two hours of work")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()
    page.go_back()
    expect(page.get_by_label("Title:", exact=True)).to_have_value("Two hours of work")
    expect(body(page)).to_be_visible()
    expect(page.locator(".meanwhile")).to_have_count(0)
    assert page.evaluate("Object.keys(sessionStorage).filter((name) => name.startsWith('draft '))") == []


def test_signed_out_in_another_tab_while_writing(page, site):
    page.goto(ADD)
    expect(body(page)).to_be_visible()
    write(page, "Written while signed out", "Not one word is lost.")
    other = page.context.new_page()
    other.goto("/admin/")
    other.get_by_role("button", name="Sign out").click()
    expect(other.get_by_text("Sign in again")).to_be_visible()
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_role("heading", name="Nothing was saved")).to_be_visible()
    assert_accessible(page, "main")
    page.get_by_role("link", name="Sign in and go on writing").click()
    page.get_by_label("User name or e-mail address").fill("editor")
    page.get_by_label("Password").fill(site.passwords["editor"])
    page.get_by_role("button", name="Sign in", exact=True).click()
    told = page.get_by_role("region", name="Nothing was saved yet")
    expect(told).to_contain_text("You were signed out while you wrote.")
    expect(told).to_be_focused()
    expect(body(page)).to_have_text("Not one word is lost.")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("was added successfully")).to_be_visible()
    # Whoever signs out leaves nothing behind.
    page.goto(ADD)
    expect(body(page)).to_be_visible()
    write(page, "Unfinished", "And left.")
    page.once("dialog", lambda dialogue: dialogue.accept())
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("Sign in again")).to_be_visible()
    assert page.evaluate("Object.keys(sessionStorage).filter((name) => name.startsWith('draft '))") == []


def test_a_window_of_the_cms_that_was_closed_offers_its_text(page):
    page.goto("/accessibility/")
    page.get_by_role("link", name=re.compile("New draft|^Edit$", re.IGNORECASE)).first.click()
    page.get_by_title("The blocks of this page").click()
    window = page.frame_locator(".cms-modal iframe")
    text = window.locator("#id_body_editor .ProseMirror")

    def open_window():
        page.locator(".cms-dragitem-text").first.dblclick()
        expect(text).to_be_visible()

    open_window()
    text.click()
    page.keyboard.type("Words in a window ")
    page.locator(".cms-modal-buttons").get_by_text("Cancel").click()
    expect(page.locator(".cms-modal iframe")).to_have_count(0)
    open_window()
    # The editor fills the window, and must not lie on top of it.
    window.get_by_role("button", name="Put it back").click()
    expect(window.get_by_role("region", name="Nothing was saved yet")).to_contain_text("You typed this at")
    expect(text).to_contain_text("Words in a window")


def test_the_admin_can_be_read_by_day_and_in_the_dark(page):
    """Contrast, and links among words; what else axe says of the libraries' screens is theirs."""
    rules = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
    for address in ("/admin/", "/admin/news/post/", ADD, "/admin/cms/pagecontent/", "/admin/password_change/"):
        page.goto(address)
        bring_axe(page)
        for scheme in ("dark", "light"):
            page.emulate_media(color_scheme=scheme)
            found = AxeResults(page.evaluate("rules => axe.run(rules)", rules))
            assert not found.violations_count, f"{address}, {scheme}: {found.generate_report()}"
