"""“Leave this page quickly”: its link, Shift three times, what stands still, and the way back."""

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import DEFAULT_TEXT, assert_accessible, set_text
from tests.browser.conftest import NARROW

AWAY = "https://www.bbc.co.uk/weather"
PAGES = ["/worried/", "/contacts/", "/contacts/hackney/"]
TOO_LATE = 5_100  # milliseconds
STICKY = "document.querySelector('.quick-exit').getBoundingClientRect()"


@pytest.fixture
def asked_away():
    """What the other site was asked, each with its headers."""
    return []


@pytest.fixture
def worried(open_browser, asked_away):
    """The page, with a stand-in for the other site."""

    def open_worried(width=1280, **options):
        page = open_browser(width, **options)

        def answer(route):
            asked_away.append(route.request.headers)
            route.fulfill(content_type="text/html", body="<!doctype html><title>Weather</title><h1>Weather</h1>")

        page.context.route("https://www.bbc.co.uk/**", answer)
        page.goto("/worried/")
        if options.get("java_script_enabled", True):
            page.locator(".quick-exit [role=status]").wait_for(state="attached")  # its script is there
        return page

    return open_worried


def button(page):
    return page.locator(".quick-exit__link")


def press_shift(page, times):
    for _ in range(times):
        page.keyboard.press("Shift")


@pytest.mark.parametrize("path", PAGES)
def test_it_is_on_pages_for_somebody_who_may_be_watched(open_browser, path):
    page = open_browser()
    page.goto(path)
    expect(page.get_by_role("link", name="Leave this page quickly")).to_have_count(1)
    for _ in range(2):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Leave this page quickly"


@pytest.mark.parametrize("path", ["/", "/news/", "/resources/", "/search/?q=consent"])
def test_it_is_on_no_other_page(open_browser, path):
    page = open_browser()
    page.goto(path)
    expect(button(page)).to_have_count(0)


def test_a_press_of_its_link_replaces_the_page_and_tells_nobody_where_from(worried, asked_away):
    page = worried()
    page.goto("/about/")
    page.goto("/worried/")
    button(page).click()
    page.wait_for_url(AWAY)
    assert "referer" not in asked_away[0]
    page.go_back()
    page.wait_for_url("**/about/")


def test_without_script_it_is_a_link(worried):
    page = worried(java_script_enabled=False)
    button(page).click()
    page.wait_for_url(AWAY)


def test_shift_three_times_leaves_and_says_how_often(worried):
    page = worried()
    said = page.locator(".quick-exit [role=status]")
    press_shift(page, 1)
    expect(said).to_have_text("Shift: press 2 more times to leave this page.")
    press_shift(page, 1)
    expect(said).to_have_text("Shift: press 1 more time to leave this page.")
    press_shift(page, 1)
    page.wait_for_url(AWAY)


def test_shift_pressed_too_slowly_stays(worried):
    page = worried()
    page.clock.install()
    press_shift(page, 2)
    page.clock.run_for(TOO_LATE)
    expect(page.locator(".quick-exit [role=status]")).to_have_text("Leaving was stopped.")
    press_shift(page, 2)
    expect(page.locator(".quick-exit [role=status]")).to_contain_text("1 more time")
    assert page.url.endswith("/worried/")


def test_each_press_has_five_seconds_of_its_own(worried):
    page = worried()
    page.clock.install()
    for _ in range(2):
        press_shift(page, 1)
        page.clock.run_for(TOO_LATE - 1_000)
    press_shift(page, 1)
    page.wait_for_url(AWAY)


def test_capitals_typed_into_a_field_leave_nothing(worried):
    page = worried()
    page.get_by_label("Postcode where the child lives").focus()
    for letter in "SEIPB":
        page.keyboard.press(f"Shift+{letter}")
    press_shift(page, 1)
    page.keyboard.press("a")
    press_shift(page, 2)
    page.keyboard.press("Backspace")
    expect(page.locator(".quick-exit__link[data-pressed]")).to_have_count(0)
    assert page.url.endswith("/worried/")


def test_the_page_is_covered_from_the_moment_of_leaving(worried):
    page = worried()
    page.context.unroute("https://www.bbc.co.uk/**")
    page.context.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(status=204))  # nothing comes
    press_shift(page, 3)
    expect(page.get_by_role("alert")).to_have_text("Loading")
    expect(page.get_by_role("heading", level=1)).to_be_hidden()
    assert page.title() == "Loading"
    # What a browser does that keeps the page and brings it back.
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)
    assert page.title().startswith("Worried")


def test_the_keyboard_reaches_it_at_the_second_stop(worried):
    page = worried()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Leave this page quickly"
    page.keyboard.press("Enter")
    page.wait_for_url(AWAY)


@pytest.mark.parametrize("text", [DEFAULT_TEXT, 2 * DEFAULT_TEXT])
def test_it_stays_in_view_across_the_whole_width_and_covers_nothing_that_is_gone_to(worried, subtests, text):
    page = worried()
    bar = page.locator(".quick-exit")
    page.emulate_media(reduced_motion="reduce")  # what is focused is in its place at once
    for width in (NARROW, 390, 768, 1280):
        with subtests.test(width=width):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto("/worried/")
            set_text(page, text)
            page.evaluate("scrollTo({top: 900, behavior: 'instant'})")
            box = bar.bounding_box()
            # A bar over part of the width could lie over part of a number.
            if width < 1024 or text > DEFAULT_TEXT:
                assert (box["x"], box["width"]) == (0, width)
            assert box["y"] == 0
            assert button(page).bounding_box()["height"] <= 0.2 * 900
            for link in page.locator("main a[href^='tel:']").all():
                link.focus()
                assert link.bounding_box()["y"] >= box["height"], link.inner_text()
            page.evaluate("location.hash = 'leaving'")
            expect(page.locator("#leaving")).to_be_in_viewport()
            assert page.locator("#leaving-heading").bounding_box()["y"] >= box["height"]


def test_it_is_accessible_in_forced_colours_too_and_not_printed(worried):
    page = worried()
    assert_accessible(page)
    page.emulate_media(forced_colors="active")
    assert button(page).evaluate("link => getComputedStyle(link).borderTopStyle") == "solid"
    page.emulate_media(media="print", forced_colors="none")
    expect(page.locator(".quick-exit")).to_be_hidden()
    expect(page.locator("#leaving")).to_be_hidden()
