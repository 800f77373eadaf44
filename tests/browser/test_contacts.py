"""Finding who to call, as a reader does it: by postcode, by hour, on paper, by the map."""

import re

import pypdfium2
import pytest
from playwright.sync_api import expect

from lscb_contacts.finding.bank_holidays import around
from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import NARROW
from tests.lscb_contacts.finding.hours_table import ROWS

NOW, LATER = "Call this number now", "At other times"
A4 = (595, 842)  # points


def ask(page, typed, path="/contacts/"):
    page.goto(path)
    main = page.get_by_role("main")
    main.get_by_label("Postcode where the child lives").fill(typed)
    main.get_by_role("search", name="Find who to call, by postcode").get_by_role("button", name="Find").click()


@pytest.mark.parametrize("scripts", [True, False], ids=["with script", "without script"])
@pytest.mark.parametrize("path", ["/", "/contacts/", "/worried/"])
def test_a_postcode_finds_its_places_and_leaves_no_trace(open_browser, path, scripts):
    page = open_browser(NARROW, java_script_enabled=scripts)
    ask(page, "cr4 ", path)
    expect(page.get_by_role("heading", level=1)).to_have_text("CR4 is most likely in Merton")
    expect(page.get_by_role("main")).to_contain_text("About 95 in 100 postcodes in CR4 are in Merton.")
    assert page.url.endswith("/contacts/find/")
    assert "CR4" not in page.title()
    assert page.context.cookies() == []


def test_an_unknown_postcode_is_said_beside_the_field_that_keeps_it(open_browser):
    page = open_browser()
    ask(page, "ZZ1 1ZZ")
    field = page.get_by_label("Postcode where the child lives")
    expect(field).to_have_value("ZZ1 1ZZ")
    expect(field).to_have_accessible_description("We know no such postcode. Check it, or find the borough by its name.")
    field.fill("M1 1AE")
    field.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("M1 1AE is not in London")


def test_every_kind_of_answer_is_accessible(open_browser):
    page = open_browser()
    for typed in ("W10", "SE19 2AA", "ZZ1 1ZZ", "M1"):
        ask(page, typed)
        assert_accessible(page)


# Who to call now

TIMES = [
    pytest.param("2026-11-23T10:00:00Z", "Children and Families Hub", id="a Monday morning"),
    pytest.param("2026-11-23T17:30:00Z", "Out-of-hours", id="a Monday evening"),
    pytest.param("2026-12-25T10:00:00Z", "Out-of-hours", id="Christmas morning"),
    pytest.param("2026-06-01T08:30:00Z", "Children and Families Hub", id="half past nine in summer"),
]


@pytest.mark.parametrize(("moment", "first"), TIMES)
def test_a_page_that_was_kept_says_which_number_answers_now(open_browser, moment, first):
    page = open_browser(timezone_id="America/New_York")
    page.clock.set_fixed_time(moment)
    page.goto("/contacts/merton/")
    points = page.locator("article")
    expect(points.first).to_contain_text(NOW)
    expect(points.first).to_contain_text(first)
    expect(points.nth(1)).to_contain_text(LATER)
    expect(points).to_have_count(2)


def test_a_page_that_stays_open_follows_the_clock(open_browser):
    page = open_browser()
    page.clock.install(time="2026-11-23T16:58:30Z")
    page.goto("/contacts/merton/")
    expect(page.locator("article").first).to_contain_text("Children and Families Hub")
    page.clock.run_for(120_000)
    expect(page.locator("article").first).to_contain_text("Out-of-hours")


def test_an_hour_that_nobody_is_known_to_answer(open_browser):
    page = open_browser()
    page.clock.set_fixed_time("2026-11-23T22:00:00Z")
    page.goto("/contacts/barnet/")
    expect(page.get_by_text("No number that we hold for Barnet usually answers at this hour.")).to_be_visible()
    expect(page.locator("article")).to_contain_text(LATER)


def test_without_script_both_numbers_stand_with_their_hours(open_browser):
    page = open_browser(java_script_enabled=False)
    page.goto("/contacts/merton/")
    expect(page.locator("article")).to_have_count(2)
    expect(page.get_by_text("Usual pattern")).to_have_count(2)
    for words in (NOW, LATER, "usually answers at this hour"):
        expect(page.get_by_text(words)).to_have_count(0) if words == NOW else expect(
            page.get_by_text(words).first
        ).to_be_hidden()


def test_the_rule_in_the_browser_is_the_rule_in_python(open_browser, site):
    page = open_browser(timezone_id="Pacific/Auckland")
    page.goto("/contacts/merton/")
    # It is fetched once the page stands.
    module = page.wait_for_function(
        "performance.getEntriesByType('resource').map(({ name }) => name).find((name) => name.includes('call-now'))"
    ).json_value()
    rows = [
        [
            [[span.first_day, span.last_day, span.opens, span.closes, str(span.bank_holidays)] for span in spans],
            moment.timestamp() * 1000,
            [day.isoformat() for day in around(moment.date())],
        ]
        for spans, moment, _ in ROWS
    ]
    answers = page.evaluate(
        """async ([module, rows]) => {
            const { isOpen } = await import(module);
            return rows.map(([spans, moment, bankHolidays]) => isOpen(spans, new Date(moment), bankHolidays));
        }""",
        [module, rows],
    )
    assert answers == [expected for _, _, expected in ROWS]


# On paper, and on the map


def test_the_list_for_practitioners_prints_on_two_sheets(open_browser, tmp_path):
    page = open_browser()
    page.goto("/contacts/mash-list/")
    page.pdf(path=tmp_path / "list.pdf", prefer_css_page_size=True)
    sheets = pypdfium2.PdfDocument(tmp_path / "list.pdf")
    assert [tuple(round(side) for side in sheet.get_size()) for sheet in sheets] == [A4, A4]
    for sheet in sheets:
        words = sheet.get_textpage().get_text_range()
        assert re.search(r"as held on \d{1,2} \w+ 20\d\d", words), words[:200]
        assert "Not yet confirmed" in words
    sheets.close()


def test_a_tile_says_its_name_and_whether_its_numbers_are_confirmed(open_browser):
    page = open_browser(NARROW)
    page.goto("/contacts/")
    map_of_london = page.get_by_role("region", name="Map")
    expect(map_of_london.get_by_role("link")).to_have_count(33)
    expect(map_of_london.get_by_role("link", name=re.compile("^Havering ?, no number known$"))).to_be_visible()
    camden = map_of_london.get_by_role("link", name=re.compile("^Camden ?, not yet confirmed$"))
    camden.focus()
    expect(camden.locator(".tile__name")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Camden")
