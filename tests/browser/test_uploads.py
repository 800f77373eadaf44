"""Files in the forms of the admin: chosen or dropped, looked at one by one, and saved with what was said of each."""

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import SURPLUS, WIDEST, assert_accessible, assert_no_finding
from tests.browser.conftest import NARROW
from tests.browser.test_journeys import Person
from tests.samples.documents import pdf

NEWS = "/admin/news/post/add/"
DROP = """([target, files]) => {
    const carried = new DataTransfer();
    for (const [name, bytes] of files) carried.items.add(new File([new Uint8Array(bytes)], name));
    const event = new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: carried });
    target.dispatchEvent(event);
    return event.defaultPrevented;
}"""


@pytest.fixture(scope="module")
def editors_cookies(chromium, running_site):
    context = chromium.new_context(base_url=running_site.address, locale="en-GB")
    Person(context.new_page(), "editor", running_site.passwords["editor"])
    yield context.storage_state()
    context.close()


@pytest.fixture
def page(open_browser, editors_cookies):
    page = open_browser(storage_state=editors_cookies)
    page.goto(NEWS)
    return page


def box(page):
    return page.get_by_label("Add documents")


def cards(page):
    return page.locator(".field-new_documents .upload-card")


def status(page):
    return page.locator(".field-new_documents").get_by_role("status")


def file(name, **facts):
    return {"name": name, "mimeType": "application/pdf", "buffer": pdf(**facts)}


def drop(page, target, *files):
    return page.evaluate(DROP, [target.element_handle(), [[each["name"], list(each["buffer"])] for each in files]])


def let_go(page, held):
    """The first request that was held back, as soon as it has come."""
    while not held:
        page.wait_for_timeout(50)
    held[0].continue_()


def test_each_file_has_its_card_before_anything_is_saved(page):
    box(page).set_input_files([file("one.pdf", title="Annual report 2014"), file("two.pdf", text="Two")])
    expect(cards(page).get_by_label("Title")).to_have_count(2)
    first = cards(page).first
    expect(first.get_by_label("Title")).to_have_value("Annual report 2014")
    expect(first.get_by_label("Applies from")).to_have_value("01/01/2014")
    expect(first.get_by_role("img", name="First page of one.pdf")).to_be_visible()
    expect(status(page)).to_have_text("“two.pdf” was looked at. Check what is said of it.")
    assert_no_finding(page)
    page.set_viewport_size({"width": NARROW, "height": 800})
    assert page.evaluate(SURPLUS) <= 0, page.evaluate(WIDEST)
    first.get_by_label("Title").fill("What the Board did in 2014")
    first.get_by_label("Kind").select_option("Guidance")
    page.get_by_label("Title:").first.fill("Two papers with cards")
    page.get_by_label("Summary:").fill("Here they are.")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_role("link", name="What the Board did in 2014")).to_be_visible()
    expect(page.get_by_role("link", name="Two", exact=True)).to_be_visible()


def test_what_is_refused_is_said_at_once_and_the_others_stay(page):
    wrong = {"name": "page.pdf", "mimeType": "text/html", "buffer": b"<html><body>Hello</body></html>"}
    box(page).set_input_files([wrong, file("two.pdf", text="Two")])
    expect(page.get_by_text("“page.pdf”: This is a web page, not a document.").first).to_be_visible()
    expect(cards(page).get_by_label("Title")).to_have_count(1)
    assert_no_finding(page)


def test_the_same_file_chosen_twice_is_not_added_twice(page):
    same = file("one.pdf", text="One")
    box(page).set_input_files([same])
    expect(cards(page).get_by_label("Title")).to_have_count(1)
    box(page).set_input_files([same | {"name": "copy.pdf"}])
    expect(status(page)).to_have_text("You chose this very file already: “copy.pdf” is not added twice.")
    expect(cards(page).get_by_label("Title")).to_have_count(1)


def test_a_file_too_large_is_refused_before_it_is_sent(page):
    box(page).evaluate("input => (input.dataset.mostBytes = 100)")
    asked = []
    page.on("request", lambda request: asked.append(request.method))
    box(page).set_input_files([file("large.pdf")])
    expect(page.get_by_text("“large.pdf”: This file is larger than").first).to_be_visible()
    assert "POST" not in asked


def test_files_are_dropped_anywhere_on_the_page(page):
    assert drop(page, page.locator("h1"), file("one.pdf", text="One"), file("two.pdf", text="Two"))
    expect(cards(page).get_by_label("Title")).to_have_count(2)


def test_where_several_boxes_are_a_file_goes_to_the_one_it_is_dropped_on(page):
    page.goto("/admin/resources/document/add/")
    page.get_by_role("button", name="Add another Edition").click()
    assert drop(page, page.locator("h1"), file("missed.pdf")), "The page stays, with what was typed."
    second = page.locator("#editions-1")
    assert drop(page, second.locator("textarea"), file("meant.pdf", text="Meant"))
    expect(second.locator(".upload-card")).to_contain_text("Kept: meant.pdf")
    expect(page.locator("#editions-0 .upload-card")).to_have_count(0)


def test_a_file_is_taken_out_while_it_is_sent(page):
    page.route("**/look/", lambda route: None)  # no answer comes
    box(page).set_input_files([file("slow.pdf")])
    expect(cards(page)).to_contain_text("“slow.pdf” is being")
    assert_no_finding(page)
    page.get_by_role("button", name="Cancel “slow.pdf”").click()
    expect(cards(page)).to_have_count(0)
    expect(box(page)).to_be_focused()


def test_where_no_answer_comes_the_form_sends_the_file_itself(page):
    page.route("**/look/", lambda route: route.abort())
    box(page).set_input_files([file("one.pdf", text="Sent with the form"), file("two.pdf", text="Another")])
    expect(page.get_by_text("“two.pdf” could not be looked at now. It is sent when you save.").first).to_be_visible()
    page.get_by_label("Title:").first.fill("Papers over a bad line")
    page.get_by_label("Summary:").fill("Here they are.")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_role("link", name="One", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Two", exact=True)).to_be_visible()


def test_a_form_that_is_sent_too_early_waits_for_its_files(page):
    held = []
    page.route("**/look/", lambda route: held.append(route))
    page.get_by_label("Title:").first.fill("Sent in a hurry")
    page.get_by_label("Summary:").fill("At once.")
    box(page).set_input_files([file("hurry.pdf", text="Hurry")])
    expect(cards(page)).to_contain_text("“hurry.pdf” is being")
    page.get_by_role("button", name="Save draft").click()
    expect(status(page)).to_have_text("The form is sent as soon as its files have been looked at.")
    let_go(page, held)
    expect(page.get_by_text("was added successfully")).to_be_visible()
    expect(page.get_by_role("link", name="Hurry", exact=True)).to_be_visible()


def test_a_form_is_not_sent_past_a_file_that_is_refused_meanwhile(page):
    held = []
    page.route("**/look/", lambda route: held.append(route))
    page.get_by_label("Title:").first.fill("Sent in a hurry, with a wrong file")
    page.get_by_label("Summary:").fill("At once.")
    box(page).set_input_files([{"name": "a.pdf", "mimeType": "text/html", "buffer": b"<html><body></body></html>"}])
    expect(cards(page)).to_contain_text("“a.pdf” is being")
    page.get_by_role("button", name="Save draft").click()
    let_go(page, held)
    expect(status(page)).to_have_text("The form was not sent: look at the files first.")
    expect(page.get_by_label("Title:").first).to_have_value("Sent in a hurry, with a wrong file")


def test_a_new_documents_form_is_filled_from_its_file_and_never_over_what_was_typed(page):
    page.goto("/admin/resources/document/add/")
    page.locator("[name='editions-0-main_file']").set_input_files(file("a.pdf", title="Escalation policy, June 2017"))
    expect(page.get_by_label("Title:").first).to_have_value("Escalation policy, June 2017")
    expect(page.locator("[name=slug]")).to_have_value("escalation-policy-june-2017")
    expect(page.locator("[name='editions-0-effective_date']")).to_have_value("01/06/2017")
    expect(page.locator("[name='editions-0-date_precision']")).to_have_value("month")
    # It is a report until somebody says otherwise.
    expect(page.locator("[name=kind]")).to_have_value("report")
    page.get_by_role("button", name="Use this: Procedure").click()
    expect(page.locator("[name=kind]")).to_have_value("procedure")
    expect(page.locator("[name=kind]")).to_be_focused()
    assert_no_finding(page)
    # Another file takes its place, and leaves what is there.
    page.locator("[name='editions-0-main_file']").set_input_files(file("b.pdf", title="Something else"))
    expect(page.locator(".upload-card")).to_contain_text("Kept: b.pdf")
    expect(page.locator(".upload-card")).to_have_count(1)
    expect(page.get_by_label("Title:").first).to_have_value("Escalation policy, June 2017")
    page.get_by_role("button", name="Use this: Something else").click()
    expect(page.get_by_label("Title:").first).to_have_value("Something else")


def test_cards_come_back_with_a_draft_that_was_not_saved(page):
    box(page).set_input_files([file("kept.pdf", text="Kept")])
    cards(page).get_by_label("Title").fill("Typed and left")
    page.get_by_label("Summary:").fill("Not saved.")
    page.once("dialog", lambda dialogue: dialogue.accept())
    page.goto("/admin/")
    page.goto(NEWS)
    page.get_by_role("button", name="Put it back").click()
    expect(cards(page).get_by_label("Title")).to_have_value("Typed and left")
    expect(cards(page)).to_contain_text("Kept: kept.pdf")


def test_a_file_is_dropped_where_a_spreadsheet_is_taken(open_browser, site):
    page = Person(open_browser(), "publisher", site.passwords["publisher"]).page
    page.goto("/admin/lscb_contacts/contactpoint/import/")
    assert drop(page, page.locator("h1"), {"name": "points.csv", "buffer": b"authority,purpose\n"})
    assert page.locator("input[type=file]").evaluate("input => input.files[0].name") == "points.csv"
    assert_accessible(page)
