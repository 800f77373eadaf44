"""Everything works where scripts do not run."""

import pytest

from tests.browser.conftest import NARROW


@pytest.fixture
def page(open_browser):
    return open_browser(java_script_enabled=False)


def test_the_contacts_filter_is_a_form(page):
    page.goto("/contacts/")
    page.get_by_role("main").get_by_role("searchbox").fill("hack")
    page.get_by_role("main").get_by_role("button", name="Find").click()
    listed = page.locator(".directory > li")
    assert "Hackney" in listed.all_inner_texts()[0]
    assert listed.count() < 33
    page.get_by_role("link", name="Show all authorities").click()
    assert listed.count() == 33


def test_the_news_filters_are_a_form(page):
    page.goto("/news/")
    page.get_by_label("Kind").select_option(label="Conference")
    page.get_by_label("Year").select_option("2014")
    page.get_by_role("button", name="Show").click()
    assert page.locator("#matches").inner_text() == "1 item"
    assert "kind=conference" in page.url


def test_the_library_filters_are_a_form(page):
    page.goto("/resources/")
    page.get_by_role("main").get_by_label("Kind").select_option(label="Protocol")
    page.get_by_role("main").get_by_role("button").first.click()
    assert "kind=protocol" in page.url
    assert (
        page.get_by_role("main").get_by_role("link", name="London Child Sexual Exploitation Operating Protocol").count()
    )


def test_the_menu_opens(open_browser):
    page = open_browser(NARROW, java_script_enabled=False)
    page.goto("/")
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("navigation", name="Sections").get_by_role("link", name="Resources").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Resources"


def test_a_document_comes_down(page):
    page.goto("/resources/london-cse-operating-protocol/")
    file = page.locator("main a[href*='/resources/files/']").first
    response = page.request.get(file.get_attribute("href"))
    assert response.ok
    assert response.body().startswith(b"%PDF-")
