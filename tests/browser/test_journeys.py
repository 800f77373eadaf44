"""An editor writes, a publisher publishes, and readers have it at once."""

import re
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import assert_accessible, assert_no_finding
from tests.samples.documents import pdf

MOST_CLICKS = 12


class Person:
    """Somebody signed in, whose every use of the mouse is counted: on a link, a button, a field, a dialogue."""

    def __init__(self, page, name, password):
        self.page = page
        self.clicks = 0
        page.goto("/admin/")
        page.get_by_label("User name or e-mail address").fill(name)  # it has the focus already, and Tab leads on
        page.get_by_label("Password").fill(password)
        self.click(page.get_by_role("button", name="Sign in", exact=True))
        expect(page.get_by_role("button", name="Sign out")).to_be_visible()

    def click(self, target):
        self.clicks += 1
        target.click()

    def write(self, field, text):
        self.click(field)
        self.page.keyboard.type(text)

    def choose_files(self, field, *files):
        with self.page.expect_file_chooser() as chooser:
            self.click(field)
        self.clicks += 1  # the dialogue's own button
        chooser.value.set_files(files)


@pytest.fixture
def sign_in(open_browser, site):
    return lambda name: Person(open_browser(), name, site.passwords[name])


@pytest.fixture
def visitor(open_browser):
    return open_browser()


def test_a_news_item_with_two_new_documents(sign_in, visitor, site, tmp_path):
    files = [tmp_path / "threshold-study.pdf", tmp_path / "escalation-review.pdf"]
    for number, file in enumerate(files):
        file.write_bytes(pdf(pages=2 + number, text=file.stem))

    editor = sign_in("editor")
    form = editor.page
    editor.click(form.get_by_role("link", name="Write news"))
    editor.write(form.get_by_label("Title:", exact=True), "New guidance on thresholds")
    editor.write(form.get_by_label("Summary"), "When a worry becomes a referral, in two documents.")
    editor.choose_files(form.get_by_label("Add documents"), *files)
    editor.click(form.get_by_role("button", name="Save and preview"))

    preview = form.frame_locator("iframe")
    expect(preview.get_by_role("heading", level=1)).to_have_text("New guidance on thresholds")
    path = urlsplit(preview.locator("link[rel=canonical]").get_attribute("href")).path
    assert path.startswith("/news/")
    assert visitor.goto(path).status == 404
    assert path not in read(site, "/") + read(site, "/news/") + read(site, "/news/feed.atom") + read(
        site, "/sitemap.xml"
    )

    publisher = sign_in("publisher")
    publisher.click(publisher.page.get_by_role("link", name="News", exact=True))
    publisher.click(publisher.page.get_by_role("link", name="New guidance on thresholds"))
    publisher.click(publisher.page.get_by_role("button", name="Publish", exact=True))
    expect(publisher.page.get_by_text("is live, together with")).to_be_visible()

    assert visitor.goto(path).status == 200
    for address in ("/", "/news/", "/news/feed.atom", "/news/feed.rss", "/sitemap.xml"):
        assert path in read(site, address), address
    for title in ("hreshold study", "scalation review"):
        expect(visitor.get_by_role("main").get_by_text(re.compile(title)).first).to_be_visible()
    assert editor.clicks + publisher.clicks <= MOST_CLICKS


def test_a_page_edited_in_place(sign_in, visitor, site):
    sentence = "This sentence is new."
    editor = sign_in("editor")
    page = editor.page
    page.goto("/about/")
    editor.click(page.get_by_role("link", name="New draft"))
    text = page.locator("main p").filter(has_text="Agencies worked together").first
    expect(page.locator(".cms-editor-inline-wrapper").first).to_be_visible()
    editor.click(text)
    page.keyboard.press("End")
    page.keyboard.type(f" {sentence}")
    with page.expect_response(lambda answer: answer.request.method == "POST" and answer.ok):
        editor.click(page.get_by_role("heading", level=1))
    assert sentence not in read(site, "/about/")

    publisher = sign_in("publisher")
    page = publisher.page
    page.goto("/about/")
    publisher.click(page.get_by_role("link", name="Edit", exact=True))
    expect(page.locator("main")).to_contain_text(sentence)
    # Until the toolbar's script runs, its links are plain ones, and publishing asks for more than a link can do.
    page.wait_for_load_state("networkidle")
    expect(page.locator(".cms-editor-inline-wrapper").first).to_be_visible()
    publisher.click(page.get_by_role("link", name="Publish", exact=True))
    expect(page.locator(".cms-toolbar").first).to_contain_text("Published")

    visitor.goto("/about/")
    expect(visitor.locator("main")).to_contain_text(sentence)
    assert editor.clicks + publisher.clicks <= MOST_CLICKS


def read(site, path) -> str:
    with urlopen(site.address + path) as answer:
        return answer.read().decode()


def test_a_draft_is_shown_to_somebody_outside(sign_in, visitor):
    editor = sign_in("editor")
    form = editor.page
    editor.click(form.get_by_role("link", name="Write news"))
    editor.write(form.get_by_label("Title:", exact=True), "What we are going to say")
    editor.write(form.get_by_label("Summary"), "Nobody knows it yet.")
    editor.click(form.get_by_role("button", name="Save and preview"))
    editor.click(form.get_by_role("link", name="Phone"))
    shown = form.frame_locator("iframe")
    expect(shown.get_by_role("heading", level=1)).to_have_text("What we are going to say")
    assert form.locator("iframe").evaluate("frame => frame.contentWindow.innerWidth") == 390

    editor.click(form.get_by_text("Show it to somebody without an account"))
    assert_no_finding(form)
    editor.write(form.get_by_label("Who is it for?"), "Camden")
    editor.click(form.get_by_role("button", name="Make a link to show somebody"))
    editor.click(form.get_by_role("button", name="Copy"))
    expect(form.get_by_text(re.compile("^(Copied|It is marked)"))).to_be_visible()
    link = form.get_by_label("The link for Camden").input_value()

    address = urlsplit(link).path
    assert visitor.goto(address).status == 200
    expect(visitor.get_by_role("heading", level=1)).to_have_text("What we are going to say")
    expect(visitor.get_by_text("Readers do not see this page yet.")).to_be_visible()
    assert_accessible(visitor)

    editor.click(form.get_by_role("button", name="Stop this link"))
    expect(form.get_by_text("The link for Camden does not work any more.")).to_be_visible()
    assert visitor.goto(address).status == 404
