"""Finding who to call, as a reader does it: by postcode, by hour, on paper, by the map."""

import re

import pypdfium2
import pytest
from playwright.sync_api import expect

from lscb_contacts.finding.availability import answers as answering
from lscb_contacts.finding.bank_holidays import around
from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import NARROW
from tests.content.facts import SUNDAY_NIGHT
from tests.lscb_contacts.finding.hours_table import FRONT, LATE, ROWS, SAID

NOW = "Call this number now"
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
    expect(page.get_by_role("heading", level=1)).to_have_text("CR4 is in two boroughs. Which one?")
    expect(page.locator(".choices a")).to_have_text(["Merton", "Sutton"])
    assert page.url.endswith("/contacts/find/")
    assert "CR4" not in page.title()
    assert page.context.cookies() == []


def test_an_unknown_postcode_is_said_beside_the_field_that_keeps_it(open_browser):
    page = open_browser()
    ask(page, "ZZ1 1ZZ")
    field = page.get_by_label("Postcode where the child lives")
    expect(field).to_have_value("ZZ1 1ZZ")
    expect(field).to_have_accessible_description(
        "We do not know this postcode. Check it, or find the borough by its name."
    )
    field.fill("M1 1AE")
    field.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("M1 1AE is not in London")


def test_every_kind_of_answer_is_accessible(open_browser):
    page = open_browser()
    for typed in ("W10", "E17 4JF", "SE19 2AA", "ZZ1 1ZZ", "M1"):
        ask(page, typed)
        assert_accessible(page)


# Who to call now

TIMES = [
    pytest.param("2026-11-23T10:00:00Z", "020 8901 2690", id="a Monday morning"),
    pytest.param("2026-11-23T17:30:00Z", "020 8424 0999", id="a Monday evening"),
    pytest.param("2026-12-25T10:00:00Z", "020 8424 0999", id="Christmas morning"),
    pytest.param("2026-06-01T08:30:00Z", "020 8901 2690", id="half past nine in summer"),
]


def said(page):
    """What is said of this hour, above the numbers."""
    return page.locator("[data-say]:visible")


@pytest.mark.parametrize(("moment", "number"), TIMES)
def test_a_page_that_was_kept_says_which_number_answers_now(open_browser, moment, number):
    page = open_browser(timezone_id="America/New_York")
    page.clock.set_fixed_time(moment)
    page.goto("/contacts/harrow/")
    expect(said(page)).to_contain_text(NOW)
    expect(said(page)).to_contain_text(number)
    expect(page.locator(".contact-point--now")).to_contain_text(number)
    # Their order never changes.
    expect(page.locator(".call-now article h3")).to_have_text([re.compile("Access Team"), "Emergency Duty Team"])


def test_a_page_that_stays_open_follows_the_clock(open_browser):
    page = open_browser()
    page.clock.install(time="2026-11-23T16:58:30Z")
    page.goto("/contacts/harrow/")
    expect(said(page)).to_contain_text("020 8901 2690")
    page.clock.run_for(120_000)
    expect(said(page)).to_contain_text("020 8424 0999")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (
            "/contacts/barking-and-dagenham/",
            "We do not know who answers now Try 020 8227 3811. Ask for children’s social care",
        ),
        ("/contacts/greenwich/", "We do not know who answers now In office hours try 020 8921 3172. Out of hours try"),
        (
            "/contacts/merton/",
            "It is outside the front door’s hours now The out-of-hours line is 020 8770 5000. One line serves",
        ),
        ("/search/?q=greenwich", "We do not know who answers now In office hours try 020 8921 3172. Out of hours try"),
    ],
)
def test_an_hour_of_which_nobody_knows_who_answers(open_browser, path, words):
    page = open_browser()
    page.clock.set_fixed_time("2026-11-22T22:00:00Z")
    page.goto(path)
    if "search" not in path:  # the server's clock says it there
        expect(said(page)).to_contain_text(words)
    expect(page.get_by_text("If nobody answers, call the NSPCC on").first).to_be_visible()


@pytest.mark.parametrize("path", ["/contacts/harrow/", "/contacts/greenwich/"])
def test_without_script_a_sentence_stands_there_that_needs_no_clock(open_browser, path):
    page = open_browser(java_script_enabled=False)
    page.goto(path)
    expect(page.locator("article").first).to_be_visible()
    expect(said(page)).to_have_count(1)
    expect(said(page)).to_contain_text("In office hours try")
    expect(said(page)).not_to_contain_text(re.compile(r"\bnow\b"))


def test_on_a_sunday_night_no_page_denies_what_nobody_knows(open_browser):
    """From the home page by the map: two actions for each of the 33."""
    page = open_browser()
    page.clock.set_fixed_time("2026-11-22T22:00:00Z")
    page.goto("/")
    addresses = page.locator("a.tile").evaluate_all("tiles => tiles.map((tile) => tile.getAttribute('href'))")
    assert len(addresses) == 33
    known = set().union(*SUNDAY_NIGHT.values())
    for address in addresses:
        page.goto(address)
        slug = address.strip("/").rpartition("/")[2]
        main = page.get_by_role("main")
        if slug == "havering":
            words = "We know no number for reporting a worry about a child in Havering"
            expect(main.get_by_text(words)).to_be_visible()
            continue
        expect(said(page)).to_contain_text(
            NOW if slug in known else re.compile("We do not know who answers|outside the front door’s hours")
        )
        assert not re.search(r"usual|no number [\w ]+ answers", main.inner_text()), slug


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    "path", [f"/contacts/{name}/" for name in ("harrow", "lambeth", "greenwich", "merton", "brent", "wandsworth")]
)
def test_nothing_moves_when_the_clock_has_been_read(open_browser, path, width):
    page = open_browser(width)
    page.goto("/")  # the typeface is there from now on: that it may come late to a slow machine is another matter
    page.evaluate("document.fonts.ready")
    page.add_init_script(
        """window.shift = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) window.shift += entry.value;
        }).observe({ type: "layout-shift", buffered: true });"""
    )
    page.goto(path)
    expect(page.locator('[data-say="kept"]')).to_be_hidden()
    page.wait_for_timeout(500)
    assert page.evaluate("window.shift") == 0


def test_a_boroughs_number_is_two_actions_from_home(open_browser):
    page = open_browser(390)
    page.goto("/")
    page.get_by_role("main").get_by_label("Postcode where the child lives").fill("E17 4JF")  # one
    page.keyboard.press("Enter")  # two
    expect(page.get_by_role("main").get_by_role("link", name="020 8496 2310").first).to_be_visible()


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
    answers, words = page.evaluate(
        """async ([module, rows, lines]) => {
            const { isOpen, answers, said } = await import(module);
            return [
                rows.map(([spans, moment, bankHolidays]) => [
                    isOpen(spans, new Date(moment), bankHolidays),
                    answers("front_door", spans, new Date(moment), bankHolidays),
                    answers("out_of_hours", spans, new Date(moment), bankHolidays),
                ]),
                lines.map(said),
            ];
        }""",
        [module, rows, [lines for lines, _ in SAID]],
    )
    assert answers == [
        [expected, *(answering(purpose, spans, moment, {*around(moment.date())}) for purpose in (FRONT, LATE))]
        for spans, moment, expected in ROWS
    ]
    assert words == [expected for _, expected in SAID]


# On paper, and on the map


def test_the_list_for_practitioners_prints_on_two_sheets(open_browser, tmp_path):
    page = open_browser()
    page.goto("/contacts/mash-list/")
    page.pdf(path=tmp_path / "list.pdf", prefer_css_page_size=True)
    sheets = pypdfium2.PdfDocument(tmp_path / "list.pdf")
    assert [tuple(round(side) for side in sheet.get_size()) for sheet in sheets] == [A4, A4]
    for sheet in sheets:
        words = " ".join(sheet.get_textpage().get_text_range().split())
        assert re.search(r"as held on \d{1,2} \w+ 20\d\d", words), words[:200]
        # Which of the two depends on what the tests before this one confirmed.
        assert re.search(
            r"None of these numbers has been confirmed yet\.|Only confirmed authorities carry a mark\.", words
        )
    sheets.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["with script", "without script"])
def test_a_printed_page_says_its_address_and_its_moment_and_never_now(open_browser, tmp_path, scripts):
    page = open_browser(java_script_enabled=scripts)
    if scripts:
        page.clock.set_fixed_time("2026-11-23T10:05:00Z")
    page.goto("/contacts/harrow/")
    if scripts:
        expect(said(page)).to_contain_text(NOW)
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    sheets = pypdfium2.PdfDocument(tmp_path / "page.pdf")
    words = " ".join("".join(sheet.get_textpage().get_text_range() for sheet in sheets).split())
    sheets.close()
    assert "/contacts/harrow/ " in words
    assert re.search(r"This page was made on \d+ \w+ 20\d\d at \d\d:\d\d", words) or scripts
    assert "Printed on 23 November 2026 at 10:05." in words or not scripts
    assert not re.search(r"\bnow\b", words)
    assert "Look at the hours before you call" in words


@pytest.mark.parametrize("path", ["/contacts/mash-list/", "/contacts/", "/contacts/harrow/"])
def test_a_number_is_never_cut_on_a_phone_with_large_text(open_browser, path):
    page = open_browser(NARROW, bypass_csp=True)
    page.goto(path)
    page.add_style_tag(content="html { font-size: 200% !important; }")
    cut = page.evaluate(
        """() => [...document.querySelectorAll("main a[href^='tel:']")]
            .filter((link) => link.checkVisibility({ visibilityProperty: true }))
            .filter((link) => link.getBoundingClientRect().right > innerWidth || link.getClientRects().length > 1)
            .map((link) => link.textContent)"""
    )
    assert cut == []


def test_a_tile_says_its_name_and_whether_its_numbers_are_confirmed(open_browser):
    page = open_browser(NARROW)
    page.goto("/contacts/")
    map_of_london = page.get_by_role("region", name="Map")
    expect(map_of_london.locator("a.tile")).to_have_count(33)
    expect(map_of_london.get_by_role("link", name=re.compile("^Havering ?, no number known$"))).to_be_visible()
    camden = map_of_london.get_by_role("link", name=re.compile("^Camden ?, not yet confirmed$"))
    camden.focus()
    expect(camden.locator(".tile__name")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Camden")
