"""Everything works where scripts do not run."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NARROW


@pytest.fixture
def page(open_browser):
    return open_browser(java_script_enabled=False)


def test_the_contacts_filter_is_a_form(page):
    page.goto("/contacts/")
    finder = page.get_by_role("search", name="Find a borough")
    finder.get_by_role("searchbox").fill("havering")
    finder.get_by_role("button", name="Find").click()
    listed = page.locator(".directory > li")
    expect(listed).to_have_count(1)
    expect(listed).to_contain_text("Havering")
    page.get_by_role("link", name="Show all authorities").click()
    expect(listed).to_have_count(33)


def test_the_news_filters_are_a_form(page):
    page.goto("/news/")
    page.get_by_text("Narrow the list").click()
    page.get_by_label("Kind").select_option(label="Conference")
    page.get_by_label("Year").select_option("2014")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("#matches")).to_have_text("1 item")
    expect(page).to_have_url(re.compile("kind=conference"))


def test_the_library_filters_are_a_form(page):
    page.goto("/resources/")
    main = page.get_by_role("main")
    if (folded := main.get_by_text("Narrow the list")).is_visible():  # it is for fewer than twenty documents
        folded.click()
    main.get_by_label("Kind").select_option("agreement")
    main.get_by_role("button").first.click()
    expect(page).to_have_url(re.compile("kind=agreement"))
    expect(main.get_by_role("link", name="MASH Information Sharing Agreement")).to_be_visible()


def test_the_menu_opens(open_browser):
    page = open_browser(NARROW, java_script_enabled=False)
    page.goto("/")
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("navigation", name="Sections").get_by_role("link", name="Documents").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Documents")


def test_a_document_comes_down(page):
    page.goto("/resources/tackling-cse-study/")
    address = page.locator("main a[href*='/resources/files/']").first.get_attribute("href")
    answer = page.request.get(address)
    assert answer.ok
    assert answer.body().startswith(b"%PDF-")
