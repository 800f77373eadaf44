"""An editor pastes from Word: the text is tidy at once, and a line under it says what was taken away."""

import re

import pytest
from axe_playwright_python.sync_playwright import AxeResults
from playwright.sync_api import expect

from tests.browser.accessibility import RULES, bring_axe
from tests.browser.conftest import NARROW, WIDE
from tests.browser.test_journeys import Person
from tests.browser.test_typed_text import body
from tests.samples.clipboard import pasted

PASTE = """
([element, html]) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", "Plain words");
  element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}
"""
A_PICTURE = """
(element) => {
  const data = new DataTransfer();
  data.items.add(new File(["x"], "screen.png", { type: "image/png" }));
  element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}
"""


@pytest.fixture
def page(open_browser, site):
    return Person(open_browser(), "editor", site.passwords["editor"]).page


def paste(page, editor, html):
    editor.click()
    page.evaluate(PASTE, [editor.element_handle(), html])


def assert_tidy(editor):
    expect(editor.get_by_role("heading", level=2, name="Neglect: what to look for")).to_be_visible()
    expect(editor.get_by_role("heading", level=3, name="Signs")).to_be_visible()
    expect(editor.locator("ul ul li")).to_have_text("at school")
    expect(editor.get_by_role("columnheader", name="Borough")).to_be_visible()
    for never in ("mother", "Janet", "publication"):
        expect(editor).not_to_contain_text(never)


def assert_readable(page):
    """The line alone: the editor has faults of its own."""
    bring_axe(page)
    for width, scheme in ((NARROW, "dark"), (WIDE, "light")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        found = AxeResults(page.evaluate("rules => axe.run('.pasting', rules)", RULES))
        assert not found.violations_count, found.generate_report()


def test_a_news_item_from_word(page):
    page.goto("/admin/news/post/add/")
    expect(body(page)).to_be_visible()
    paste(page, body(page), pasted("word"))
    told = page.locator("#id_body_editor + .pasting")
    expect(told).to_contain_text("Removed: 1 picture, 1 comment, 1 piece of deleted or struck-out text")
    expect(told).to_contain_text("Put them into a document")
    assert_tidy(body(page))
    assert_readable(page)

    paste(page, body(page), "<p>Two more <b>words</b></p>")
    expect(body(page)).to_contain_text("Two more words")
    expect(told).to_be_empty()
    page.evaluate(A_PICTURE, body(page).element_handle())
    expect(told).to_contain_text("A picture cannot stand in this text.")

    page.get_by_label("Title:", exact=True).fill("From Word")
    page.get_by_label("Summary:").fill("In short.")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("was added successfully")).to_be_visible()
    expect(page.get_by_text("Removed:")).to_have_count(0)  # it was told when it was pasted
    page.get_by_role("link", name="From Word").first.click()
    assert_tidy(body(page))
    # Saved as it was opened, the history says so.
    page.get_by_role("button", name="Save draft").click()
    page.get_by_role("link", name="From Word").first.click()
    page.get_by_role("link", name="History").click()
    expect(page.locator("#change-history tbody tr").last).to_contain_text("No fields changed.")


def test_a_text_of_a_page_from_word(page):
    page.goto("/privacy/")
    page.get_by_role("link", name=re.compile("New draft|^Edit$", re.IGNORECASE)).first.click()
    text = page.locator("main .cms-editor-inline-wrapper").first
    expect(text.locator(".ProseMirror")).to_be_visible()
    text.locator("p").last.click()
    paste(page, text.locator(".ProseMirror"), pasted("word"))
    told = page.locator("main .pasting:not(:empty)")
    expect(told).to_contain_text("Removed: 1 picture, 1 comment")
    expect(told).to_contain_text("the block “Picture”, beside this text")
    assert_tidy(text)
    with page.expect_response(lambda answer: "edit-plugin" in answer.url and answer.ok):
        page.get_by_role("heading", level=1).click()
    page.reload()
    assert_tidy(page.locator("main"))


def test_without_an_answer_it_is_pasted_and_tidied_when_it_is_saved(page):
    page.goto("/admin/news/post/add/")
    expect(body(page)).to_be_visible()
    page.route("**/pasted/*", lambda route: route.abort())
    paste(page, body(page), "<h1>Signs</h1><p>Call <del>Janet</del> us</p>")
    expect(page.locator("#id_body_editor + .pasting")).to_contain_text("It could not be looked at now.")
    page.get_by_label("Title:", exact=True).fill("Tidied later")
    page.get_by_label("Summary:").fill("In short.")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("was added successfully")).to_be_visible()
    page.get_by_role("link", name="Tidied later").first.click()
    expect(body(page).get_by_role("heading", level=2, name="Signs")).to_be_visible()
