"""The site without a mouse."""

from playwright.sync_api import expect

from tests.browser.conftest import NARROW

FOCUSED = "document.activeElement"


def focused(page) -> str:
    return page.evaluate(f"{FOCUSED}.textContent.trim().replace(/\\s+/g, ' ')")


def tab_to(page, condition, limit=80):
    """Press Tab until the JavaScript `condition` holds of the focused element `it`; every stop must be visible."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        assert page.evaluate(
            f"(it => it.checkVisibility() && getComputedStyle(it).outlineStyle !== 'none')({FOCUSED})"
        ), f"The focus cannot be seen on: {page.evaluate(f'{FOCUSED}.outerHTML')[:200]}"
        if page.evaluate(f"(it => {condition})({FOCUSED})"):
            return
    raise AssertionError(f"{limit} stops, and none where {condition}")


def test_the_first_stop_skips_to_the_page(open_browser):
    page = open_browser()
    page.goto("/news/")
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to the page"
    assert page.locator(".skip").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate(f"document.querySelector('main').contains({FOCUSED})")


def test_the_sections(open_browser):
    page = open_browser()
    page.goto("/")
    tab_to(page, "it.closest('nav') && it.textContent.trim() === 'Contacts'")
    page.keyboard.press("Enter")
    page.wait_for_url("**/contacts/")


def test_the_menu_of_a_narrow_screen(open_browser):
    page = open_browser(NARROW)
    page.goto("/")
    contacts = page.get_by_role("navigation", name="Sections").get_by_role("link", name="Contacts")
    expect(contacts).to_be_hidden()
    tab_to(page, "it.textContent.trim() === 'Menu'")
    page.keyboard.press("Enter")
    expect(contacts).to_be_visible()
    tab_to(page, "it.closest('nav') && it.textContent.trim() === 'Contacts'")
    page.keyboard.press("Escape")
    expect(contacts).to_be_hidden()
    assert focused(page) == "Menu"


def test_the_map(open_browser):
    page = open_browser()
    page.goto("/contacts/")
    tab_to(page, "it.matches('.tile')")
    for key in ("ArrowDown", "ArrowRight", "ArrowDown"):
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    page.wait_for_url("**/contacts/hackney/")


def test_the_filter_as_one_types(open_browser):
    page = open_browser()
    page.goto("/contacts/")
    tab_to(page, "it.matches('main input[type=search]')")
    page.keyboard.type("have")
    listed = page.locator(".directory > li:visible")
    expect(listed).to_have_count(1)
    expect(listed).to_contain_text("Havering")
    expect(page.get_by_role("main").get_by_role("status")).to_have_text("1 of 33 authorities")
    page.keyboard.press("Control+a")
    page.keyboard.type("atlantis")
    expect(listed).to_have_count(0)
    expect(page.locator("[data-filter-empty]")).to_be_visible()
