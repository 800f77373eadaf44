"""An old copy found somewhere is recognised, and what changed is read by keyboard."""

import hashlib
import re

from playwright.sync_api import expect

from tests.browser.conftest import NARROW
from tests.browser.test_keyboard import FOCUSED, focused, tab_to
from tests.content.starting_content import DEMONSTRATION
from tests.house.addresses import PROTOCOL

FIRST_EDITION = DEMONSTRATION / "london-cse-operating-protocol-1st-edition.pdf"
SUPERSEDED = "Superseded by the 2nd edition on 18 March 2015"
DROP = """async ([name, address]) => {
    const bytes = await (await fetch(address)).blob();
    const carried = new DataTransfer();
    carried.items.add(new File([bytes], name, { type: "application/pdf" }));
    const event = { bubbles: true, cancelable: true, dataTransfer: carried };
    document.querySelector("[data-check-drop]").dispatchEvent(new DragEvent("drop", event));
}"""


def result(page):
    return page.locator("[data-check-result]")


def address_of_first_edition() -> str:
    return f"/resources/files/{hashlib.sha256(FIRST_EDITION.read_bytes()).hexdigest()[:20]}/{FIRST_EDITION.name}"


def test_the_first_edition_dropped_on_the_check_page_is_superseded(open_browser):
    page = open_browser()
    page.goto("/resources/check/")
    sent = []
    page.on("request", lambda request: sent.append(request))

    page.evaluate(DROP, [FIRST_EDITION.name, address_of_first_edition()])
    page.get_by_text(SUPERSEDED).wait_for()

    assert "London Child Sexual Exploitation Operating Protocol, 1st edition" in result(page).inner_text()
    # The file stays here: nothing but a GET with its digest goes out.
    assert {request.method for request in sent} == {"GET"}
    assert not any(request.post_data for request in sent)


def test_a_file_chosen_by_hand_on_a_phone_is_checked_too(open_browser):
    page = open_browser(NARROW)
    page.goto("/resources/check/")

    page.get_by_label("Choose the file").set_input_files(FIRST_EDITION)
    page.get_by_text(SUPERSEDED).wait_for()

    page.get_by_label("Choose the file").set_input_files(
        {"name": "other.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 other"}
    )
    page.get_by_role("heading", name="We do not recognise this copy").wait_for()
    assert SUPERSEDED not in result(page).inner_text()
    assert result(page).get_attribute("aria-live") == "polite"


def test_a_browser_that_cannot_work_out_digests_says_so(open_browser):
    page = open_browser()
    page.add_init_script("Object.defineProperty(crypto, 'subtle', { value: undefined })")
    page.goto("/resources/check/")

    page.get_by_text("This browser cannot work out a digest").wait_for()
    assert not page.get_by_label("Choose the file").is_visible()


def test_without_script_a_digest_is_checked_by_a_form(open_browser):
    page = open_browser(java_script_enabled=False)
    page.goto("/resources/check/")
    assert not page.get_by_label("Choose the file").is_visible()

    page.get_by_label("Digest (SHA-256)").fill(hashlib.sha256(FIRST_EDITION.read_bytes()).hexdigest().upper())
    page.get_by_role("button", name="Check this digest").click()

    expect(page.get_by_text(SUPERSEDED)).to_be_visible()


def test_from_the_document_to_what_changed_and_back_by_keyboard(open_browser):
    page = open_browser()
    page.goto(PROTOCOL)

    tab_to(page, "it.textContent.startsWith('What changed from the 1st')")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{PROTOCOL}changes/1...2/")

    tab_to(page, "it.textContent === 'Go to the first change'")
    page.keyboard.press("Enter")
    page.wait_for_url("**#change-1")
    for key, change in [("n", "change-2"), ("n", "change-3"), ("p", "change-2")]:
        page.keyboard.press(key)
        assert page.evaluate(f"{FOCUSED}.id") == change
    assert "Change 2 of" in focused(page)

    tab_to(page, "it.textContent.startsWith('Back to the document')", limit=400)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{PROTOCOL}")


def test_the_links_between_changes_work_without_script(open_browser):
    page = open_browser(java_script_enabled=False)
    page.goto(f"{PROTOCOL}changes/1...2/")

    page.get_by_role("link", name="Go to the first change").click()
    page.locator("#change-1").get_by_role("link", name="Next change").click()

    expect(page).to_have_url(re.compile("#change-2$"))
    expect(page.locator("#change-2")).to_be_visible()


def test_the_keys_are_free_outside_the_changes(open_browser):
    page = open_browser()
    page.goto(f"{PROTOCOL}changes/1...2/")
    page.get_by_label("Search this site").fill("")
    page.keyboard.type("npn")

    assert page.get_by_label("Search this site").input_value() == "npn"


def test_the_text_of_a_file_is_reached_by_its_page(open_browser):
    page = open_browser()
    page.goto(f"/resources/files/{address_of_first_edition().split('/')[3]}/text/#page-3")

    assert page.get_by_text(SUPERSEDED).count() == 1
    expect(page.locator("#page-3").get_by_role("heading", name="Page 3")).to_be_in_viewport()
