"""Searching as a reader does it: a question with a mistake in it, by keyboard, on a phone, without script."""

import io
import re

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import NARROW

SENTENCE = "offer a return interview with someone independent whom they can trust"
PROTOCOL = "The London Child Sexual Exploitation Operating Protocol"


def in_one_line(text: str) -> str:
    return " ".join(text.split())


def field_of(page):
    return page.get_by_role("combobox", name="Search this site")


def suggestions_on(page):
    return page.get_by_role("listbox", name="Suggestions").get_by_role("option")


def test_a_question_with_a_spelling_error_leads_to_the_right_page_of_the_right_edition(open_browser):
    page = open_browser()
    page.goto("/")
    field_of(page).fill("return intervew after a child comes back")
    field_of(page).press("Enter")
    main = page.get_by_role("main")
    expect(main).to_contain_text("Showing results for return interview after a child comes back.")

    title = page.get_by_role("link", name=f"{PROTOCOL} (demonstration copy)", exact=True)
    result = main.get_by_role("listitem").filter(has=title)
    expect(result).to_contain_text("Superseded")
    expect(result.locator("mark").first).to_be_visible()
    hit = result.get_by_role("link", name=re.compile(rf"^Page \d+ \(demonstration copy\) of {PROTOCOL} \(PDF\)$")).first
    address, number = hit.get_attribute("href").split("#page=")
    assert address.endswith("/london-cse-operating-protocol-2nd-edition.pdf")
    file = pypdfium2.PdfDocument(io.BytesIO(page.request.get(address).body()))
    assert SENTENCE in in_one_line(file[int(number) - 1].get_textpage().get_text_range())
    file.close()

    result.get_by_role("link", name=f"as text (Page {number} (demonstration copy) of {PROTOCOL})").click()
    expect(page).to_have_url(re.compile(rf"/text/#page-{number}$"))
    assert SENTENCE in in_one_line(page.locator(f"#page-{number}").inner_text())


def test_suggestions_by_keyboard(open_browser):
    page = open_browser()
    page.goto("/news/")
    field = field_of(page)
    options = suggestions_on(page)
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("/")
    expect(field).to_be_focused()

    page.keyboard.type("hackne")
    expect(options.first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.locator("[aria-live]")).to_have_text(f"{options.count()} suggestion{'s' * (options.count() > 1)}")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", options.first.get_attribute("id"))
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.keyboard.press("ArrowUp")
    expect(field).not_to_have_attribute("aria-activedescendant", re.compile(""))
    expect(field).to_have_value("hackne")

    page.keyboard.press("Escape")
    expect(options.first).to_be_hidden()
    expect(field).to_have_value("hackne")
    page.keyboard.press("Escape")
    expect(field).to_have_value("")
    expect(field).to_be_focused()

    page.keyboard.type("hackney")
    expect(options.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/contacts/hackney/")


def test_a_term_among_the_suggestions_is_searched_for(open_browser):
    page = open_browser()
    page.goto("/search/")
    page.get_by_role("main").get_by_role("combobox").press_sequentially("multi-agency saf")
    suggestions_on(page).filter(has_text=re.compile(r"^MASH\b")).first.click()
    expect(page).to_have_url(re.compile(r"/search/\?q=MASH$"))
    expect(page.get_by_role("heading", level=2, name=re.compile(r"^\d+ results$"))).to_be_visible()


def test_suggestions_that_fail_leave_the_field_alone(open_browser):
    page = open_browser()
    page.route("**/search/suggest/**", lambda route: route.fulfill(status=200, body="not what was asked for"))
    page.goto("/news/")
    field = field_of(page)
    field.focus()
    with page.expect_response("**/search/suggest/**"):
        page.keyboard.type("consent")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q=consent$"))


def test_the_slash_is_free_in_fields_and_can_be_turned_off(open_browser):
    page = open_browser()
    page.goto("/contacts/")
    borough = page.get_by_role("search", name="Find a borough").get_by_role("searchbox")
    borough.press("/")
    expect(borough).to_be_focused()
    expect(borough).to_have_value("/")

    page.goto("/search/")
    page.get_by_role("button", name="Turn this key off").click()
    for path in ("/search/", "/news/"):
        page.goto(path)
        page.keyboard.press("/")
        expect(page.locator("body")).to_be_focused()


def test_on_a_phone_search_is_one_tap_away(open_browser):
    page = open_browser(NARROW)
    page.goto("/")
    page.get_by_role("banner").get_by_role("link", name="Search").click()
    field = page.get_by_role("main").get_by_role("combobox")
    expect(field).to_be_focused()
    expect(field).to_be_in_viewport()
    expect(page.get_by_text("What are you looking for?")).to_be_in_viewport()


@pytest.mark.parametrize("scripts", [True, False], ids=["with script", "without script"])
def test_the_search_and_its_filters_are_forms(open_browser, scripts):
    page = open_browser(java_script_enabled=scripts)
    page.goto("/news/")
    page.get_by_label("Search this site").fill("consent")
    page.get_by_role("banner").get_by_role("button", name="Search").click()
    main = page.get_by_role("main")
    expect(main.locator(".result")).not_to_have_count(1)
    main.get_by_label("Kind").select_option("guidance")
    main.get_by_role("button", name="Show results").click()
    expect(main.locator(".result")).to_have_count(1)
    expect(
        main.get_by_role("link", name="MASH Information Sharing Guidance (demonstration copy)", exact=True)
    ).to_be_visible()
    main.get_by_role("link", name="Remove the filter Guidance").click()
    expect(main.locator(".result")).not_to_have_count(1)
    expect(page.locator("input[name=q]").first).to_have_value("consent")
