"""The first screen for each of three people, and how many actions lead to what they came for."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_keyboard import FOCUSED, tab_to

PHONE = {"viewport": {"width": 390, "height": 844}}
NSPCC = "a[href='tel:+44-808-800-5000']"


@pytest.fixture
def open_phone(chromium, site):
    contexts = []

    def open_phone(path, **options):
        contexts.append(chromium.new_context(base_url=site.address, **PHONE, **options))
        page = contexts[-1].new_page()
        page.goto(path)
        return page

    yield open_phone
    for context in contexts:
        context.close()


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("path", ["/", "/worried/"])
def test_on_a_phone_every_number_is_in_the_first_screen(open_phone, path, script):
    page = open_phone(path, java_script_enabled=script)
    tops = [page.locator(f"main {link}").first.bounding_box() for link in ("a[href='tel:999']", ".finder", NSPCC)]
    assert [box["y"] for box in tops] == sorted(box["y"] for box in tops)
    assert all(box["y"] + box["height"] <= 844 for box in tops)


@pytest.mark.parametrize("script", [True, False])
def test_on_a_phone_the_contacts_name_someone_to_talk_to_in_the_first_screen(open_phone, script):
    box = open_phone("/contacts/", java_script_enabled=script).locator(f"main {NSPCC}").first.bounding_box()
    assert box["y"] + box["height"] <= 844


@pytest.mark.parametrize("path", ["/", "/worried/", "/nothing-has-this-address/", "/search/?q=zzzzqq"])
def test_the_same_block_in_the_same_order(open_phone, path):
    steps = open_phone(path).locator("main .steps > li")
    assert [step.locator("strong").inner_text() for step in steps.all()] == [
        "In danger now?",
        "Tell the child’s council",
        "Not sure? Talk to someone",
    ]


def test_beside_the_tasks_on_a_wide_screen(open_browser):
    page = open_browser()
    page.goto("/")
    steps, find = (page.locator(place).bounding_box() for place in (".opening__steps", ".opening__find"))
    assert steps["x"] + steps["width"] <= find["x"]
    assert abs(steps["y"] - find["y"]) < 2
    assert page.locator(f"main {NSPCC}").first.bounding_box()["y"] < 900


BOROUGHS = ("brent", "wandsworth", "havering", "merton", "barking-and-dagenham")


@pytest.mark.parametrize("script", [True, False])
def test_sixteen_stops_of_the_keyboard_lead_to_someone_to_talk_to(open_browser, subtests, script):
    page = open_browser(java_script_enabled=script)
    for path in ("/", "/worried/", "/contacts/", *(f"/contacts/{borough}/" for borough in BOROUGHS)):
        with subtests.test(path):
            page.goto(path)
            if script:
                tab_to(page, f'it.matches("{NSPCC}")', limit=16)
            else:
                stops = page.locator("a[href], button, input").filter(visible=True)
                found = [stop.get_attribute("href") for stop in stops.all()[:17]]
                assert "tel:+44-808-800-5000" in found


class TestTheMap:
    def test_it_is_one_stop_and_the_arrows_go_from_tile_to_tile(self, open_browser):
        page = open_browser()
        page.goto("/contacts/")
        tab_to(page, "it.matches('.tile')")
        first = page.evaluate(f"{FOCUSED}.textContent")
        assert first.startswith("ENFEnfield")
        for key, name in (
            ("ArrowDown", "Haringey"),
            ("ArrowLeft", "Barnet"),
            ("ArrowUp", "Enfield"),
            ("ArrowDown", "Haringey"),
            ("End", "Sutton"),
            ("Home", "Enfield"),
        ):
            page.keyboard.press(key)
            assert name in page.evaluate(f"{FOCUSED}.textContent"), key
        page.keyboard.press("Tab")
        assert page.evaluate(f"!{FOCUSED}.matches('.tile')")
        page.keyboard.press("Shift+Tab")
        assert "Enfield" in page.evaluate(f"{FOCUSED}.textContent")

    def test_a_name_is_shown_where_the_focus_is(self, open_browser):
        page = open_browser(390)
        page.goto("/contacts/")
        name = page.locator(".tile[href*='/hackney/'] .tile__name")
        assert name.bounding_box()["width"] <= 1
        tab_to(page, "it.matches('.tile')")
        page.keyboard.press("End")
        sutton = page.locator(".tile[href*='/sutton/'] .tile__name")
        assert sutton.bounding_box()["width"] > 20

    def test_on_the_home_page_it_has_whole_names(self, open_browser):
        page = open_browser()
        page.goto("/")
        assert page.locator(".tile[href*='/barking-and-dagenham/'] .tile__name").bounding_box()["width"] > 40

    def test_without_script_a_link_leads_past_it(self, open_browser):
        page = open_browser(java_script_enabled=False)
        page.goto("/contacts/")
        tab_to(page, "it.textContent === 'Skip the map'")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate(f"!{FOCUSED}.closest('.tile-map')")


class TestActions:
    """Counted from the home page: each press, and each submitted form, is one."""

    def test_the_protocols_file_in_two(self, open_browser):
        page = open_browser()
        page.goto("/")
        page.get_by_role("main").get_by_role("link", name="Child Sexual Exploitation Operating Protocol").first.click()
        with page.expect_response("**/resources/files/**") as answer:
            page.get_by_role("link", name="Download").first.click()
        assert answer.value.status == 200

    def test_a_boroughs_number_in_two(self, open_browser):
        page = open_browser()
        page.goto("/")
        page.locator(".tile[href*='/hackney/']").click()
        expect(page.locator("main article a[href='tel:+44-20-8356-5500']").first).to_be_visible()

    def test_a_boroughs_number_by_postcode(self, open_browser):
        page = open_browser()
        page.goto("/")
        page.get_by_label("Postcode where the child lives").first.fill("E17 4JF")
        page.keyboard.press("Enter")
        expect(page.locator("main article a[href='tel:+44-20-8496-2310']").first).to_be_visible()

    def test_is_my_copy_current_in_three(self, open_browser, tmp_path):
        page = open_browser()
        page.goto("/")
        page.get_by_role("contentinfo").get_by_role("link", name="Check your copy").click()
        copy = tmp_path / "copy.pdf"
        copy.write_bytes(b"%PDF-1.4 not of this library")
        expect(page.get_by_text("Choose the file, or drop it here")).to_be_visible()  # the script listens by now
        page.locator("input[type=file]").set_input_files(copy)
        expect(page.get_by_text("We do not recognise this copy")).to_be_visible()

    def test_papers_of_the_last_mash_conference_in_three(self, open_browser):
        page = open_browser()
        page.goto("/")
        page.get_by_role("main").get_by_role("link", name="The London MASH Conference – 19 June 2015").click()
        page.get_by_role("link", name="Sharing Intelligence in the MASH").click()
        with page.expect_response("**/resources/files/**") as answer, page.expect_download():
            page.get_by_role("link", name="Download").first.click()
        assert answer.value.status == 200

    def test_consent_in_the_booklet_in_three(self, open_browser):
        page = open_browser()
        page.goto("/")
        page.get_by_label("Words of its title or its text").fill("consent booklet")
        page.keyboard.press("Enter")
        booklet = page.locator(".listing > li").filter(has_text="MASH Information Sharing Guidance").first
        expect(booklet).to_be_visible()
        expect(booklet).to_contain_text("onsent")

    def test_what_changed_in_three(self, open_browser):
        page = open_browser()
        page.goto("/")
        page.get_by_role("main").get_by_role("link", name="Child Sexual Exploitation Operating Protocol").first.click()
        page.get_by_role("link", name="What changed from the 1st edition to the 2nd edition").click()
        expect(page.get_by_role("heading", name="In short")).to_be_visible()

    def test_documents_on_exploitation_in_two(self, open_browser):
        page = open_browser()
        page.goto("/")
        page.get_by_role("list", name="Documents by topic").get_by_role(
            "link", name="Child sexual exploitation"
        ).click()
        expect(page.locator(".listing > li").first).to_be_visible()


def test_a_comparison_opens_with_its_summary_and_is_short_on_a_phone(open_phone):
    page = open_phone("/resources/london-cse-operating-protocol/changes/1...2/")
    assert page.evaluate("document.documentElement.scrollHeight") < 6_000
    page.goto("/resources/london-cse-operating-protocol/changes/1...2/#change-40")
    expect(page.locator("#change-40")).to_be_visible()


def test_with_large_text_every_button_keeps_its_room(chromium, site):
    context = chromium.new_context(base_url=site.address, **PHONE, bypass_csp=True)
    page = context.new_page()
    for path in ("/", "/search/?q=consent", "/worried/", "/contacts/"):
        page.goto(path)
        page.add_style_tag(content="html { font-size: 200% !important }")
        assert page.evaluate("document.documentElement.scrollWidth") == 390, path
        for button in page.locator("header .button, main .button").filter(visible=True).all():
            assert button.bounding_box()["width"] >= 44, (path, button.inner_text())
        for field in page.locator("main .field--joined input").filter(visible=True).all():
            assert field.bounding_box()["width"] >= 100, path
    context.close()


def test_in_forced_colours_only_the_page_one_is_on_looks_current(open_browser):
    page = open_browser(forced_colors="active")
    page.goto("/news/")
    links = "[...document.querySelectorAll('.menu__sections a')]"
    widths = page.evaluate(f"{links}.map(a => [a.textContent, getComputedStyle(a).borderBottomWidth])")
    assert [name for name, width in widths if width != "0px"] == ["News"]


def test_noughts_are_slashed_in_telephone_numbers_alone(open_browser):
    page = open_browser()
    page.goto("/")
    slashed = page.evaluate(
        "[...document.querySelectorAll('main *')].filter(each => getComputedStyle(each).fontVariantNumeric.includes("
        "'slashed-zero')).map(each => each.closest('a')?.href.slice(0, 4))"
    )
    assert slashed
    assert set(slashed) == {"tel:"}
