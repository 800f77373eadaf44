"""What readers do with a protocol: reach its newest file in two actions, and read on paper what is known of it."""

import hashlib
import re

from playwright.sync_api import expect

CSE = "The London Child Sexual Exploitation Operating Protocol"
SUPERSEDED = "Superseded by the 3rd edition in June 2017"


def test_the_newest_file_of_the_protocol_is_two_actions_from_the_home_page(open_browser):
    page = open_browser()
    page.goto("/")
    page.get_by_role("link", name=CSE, exact=True).click()
    expect(page.get_by_text("A later edition exists, the 3rd edition of June 2017; we do not have it.")).to_be_visible()
    first_action = page.locator("main a.button").first
    expect(first_action).to_contain_text("Download the 2nd edition")
    address = first_action.get_attribute("href")
    assert re.fullmatch(r"/resources/files/[0-9a-f]{20}/london-cse-operating-protocol-2nd-edition\.pdf", address)
    assert page.request.get(address).ok


def test_the_mark_is_on_paper(open_browser):
    page = open_browser()
    page.goto("/resources/london-cse-operating-protocol/")
    page.emulate_media(media="print")
    mark = page.locator("main .state--superseded").first
    expect(mark).to_be_visible()
    expect(mark).to_have_text(SUPERSEDED)
    expect(mark.locator("svg")).to_be_visible()
    page.goto("/resources/mash-information-sharing-guidance/")
    page.emulate_media(media="print")
    expect(page.get_by_text("Newest we hold, not confirmed to be in force")).to_be_visible()


def test_each_of_two_documents_leads_to_the_other(open_browser):
    page = open_browser()
    page.goto("/resources/london-cse-operating-protocol/")
    page.get_by_role("link", name="The London Child Exploitation Operating Protocol", exact=True).click()
    before = page.get_by_role("region", name="What it followed")
    expect(before.get_by_role("link", name=re.compile("Newest file we hold: 2nd edition"))).to_be_visible()
    before.get_by_role("link", name=CSE, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(CSE)


def test_with_large_text_on_a_small_phone_no_mark_is_wider_than_the_page(chromium, site):
    context = chromium.new_context(base_url=site.address, viewport={"width": 320, "height": 800}, bypass_csp=True)
    page = context.new_page()
    page.goto("/resources/mash-information-sharing-guidance/")
    file = page.request.get(page.locator("main a.button").first.get_attribute("href")).body()
    check = f"/resources/check/?digest={hashlib.sha256(file).hexdigest()}"
    for path in ("/resources/london-cse-operating-protocol/", check, "/resources/"):
        page.goto(path)
        page.add_style_tag(content="html { font-size: 200% !important }")
        assert page.locator("main .state").count()
        assert page.evaluate("document.documentElement.scrollWidth") == 320, path
    context.close()


def test_the_question_to_a_publisher_is_as_wide_as_the_screen(open_browser, site):
    page = open_browser(width=768)
    page.goto("/admin/login/")
    page.get_by_label("User name or e-mail address").fill("publisher")
    page.get_by_label("Password").fill(site.passwords["publisher"])
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.goto("/admin/resources/document/?q=information+sharing+guidance")
    page.get_by_role("link", name="MASH Information Sharing Guidance", exact=True).click()
    page.get_by_role("link", name="Say whether it is in force…").click()
    expect(page.get_by_role("group", name=re.compile("^Is MASH Information"))).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 768
