"""The shortest routes: what staff do most, from the desk and without the address bar, in so many clicks and no more.

The numbers are promises to the Board. A new edition is in test_superseding.py, a borough's correction in
test_confirming.py.
"""

import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import assert_no_finding
from tests.browser.clicks import Clicks
from tests.browser.conftest import WIDE
from tests.browser.test_journeys import Person
from tests.running_site import TOP
from tests.samples.documents import pdf

MADE = """
from cms.api import create_page
from cms.models import PageContent
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from news.models import Post
from resources.models import Document, EditionFile
from resources.uploading import attach
from tests.samples.documents import pdf

def news(title, **more):
    post = Post.objects.create(title=title, slug=title.lower().replace(" ", "-"), summary="A summary.", **more)
    post.publish()
    return post

def document(title):
    made = Document.objects.create(title=title, slug=title.lower().replace(" ", "-"))
    file = SimpleUploadedFile("paper.pdf", pdf(text=title))
    attach(EditionFile(edition=made.editions.create(), title=title), file)
    made.publish()
    return made

news("Old newsletter")
document("Old leaflet")
used = document("Bruising protocol")
news("Two places use it").papers.create(document=used)
news("A second place").papers.create(document=used)
news("Traning dates", body='<p>Read <a href="/nothing-is-here/">more</a>. CLICK HERE NOW PLEASE.</p>')
twice = news("Office hours at Christmas")
twice.summary = "The office is open on Christmas Day."
twice.save()
page = create_page("Old page", "layouts/page.html", "en-gb", slug="old-page", created_by=User.objects.first())
PageContent.admin_manager.get(page=page).versions.get().publish(User.objects.first())
create_page("Winter page", "layouts/page.html", "en-gb", slug="winter-page", created_by=User.objects.first())
"""


def run(site, command) -> str:
    """What it prints."""
    arguments = [sys.executable, "manage.py", "shell", "--no-imports", "-v0", "-c", command]
    return subprocess.run(arguments, cwd=TOP, env=site.environment, check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="module")
def made(running_site):
    run(running_site, MADE)


@pytest.fixture(scope="module")
def signed_in(chromium, running_site):
    """The cookies of an editor and of a publisher."""
    states = {}
    for name in ("editor", "publisher"):
        context = chromium.new_context(base_url=running_site.address, locale="en-GB")
        Person(context.new_page(), name, running_site.passwords[name])
        states[name] = context.storage_state()
        context.close()
    return states


@pytest.fixture
def desk(open_browser, signed_in, made):
    """`desk("editor")`: their first screen, from which they go on by clicks alone."""

    def desk(name):
        page = open_browser(WIDE, storage_state=signed_in[name])
        page.goto("/admin/")
        return Clicks(page)

    return desk


@pytest.fixture
def paper(tmp_path):
    def paper(name):
        file = tmp_path / name
        file.write_bytes(pdf(text=name))
        return file

    return paper


def write_news(person, title):
    person.link("Write news")
    person.write("Title:", title)
    person.write("Summary:", "What it says in a sentence.")


def test_news_with_two_papers_whose_titles_are_checked(desk, paper):
    publisher = desk("publisher")
    page = publisher.page
    with publisher.at_most(8):
        write_news(publisher, "Two papers on thresholds")
        publisher.choose_files(page.get_by_label("Add documents"), paper("thresholds-one.pdf"), paper("scan0002.pdf"))
        titles = page.locator(".upload-card").get_by_label("Title")
        expect(titles.nth(0)).to_have_value("Thresholds one")
        expect(titles.nth(1)).to_have_value("Scan0002")
        titles.nth(1).fill("Thresholds for social workers")
        publisher.button("Publish")
    expect(page.get_by_text("is live, together with")).to_be_visible()
    expect(page.get_by_text("Thresholds for social workers").first).to_be_visible()


def test_an_editor_asks_a_publisher_sends_back_the_editor_asks_again_and_it_is_published(desk):
    title = "Asked for twice"
    editor, publisher = desk("editor"), desk("publisher")
    with editor.at_most(3):
        write_news(editor, title)
        editor.button("Submit…")
        assert_no_finding(editor.page)
        editor.write("A note for the publisher", "Please look.")
        editor.button("Submit")
    expect(editor.page.get_by_text("waits for a publisher. You will see")).to_be_visible()

    publisher.page.reload()
    assert_no_finding(publisher.page)
    with publisher.at_most(3):
        publisher.link(title)
        expect(publisher.page.get_by_text("Please look.")).to_be_visible()
        publisher.link("Send back…")
        assert_no_finding(publisher.page)
        publisher.write("What must change", "Say when.")
        publisher.button("Send back")
    expect(publisher.page.get_by_role("heading", name="What needs you")).to_be_visible()

    editor.link("Home")
    with editor.at_most(3):
        editor.link(title)
        expect(editor.page.get_by_text("Say when.")).to_be_visible()
        editor.button("Submit…")
        editor.button("Submit")

    publisher.page.reload()
    with publisher.at_most(2):
        publisher.link(title)
        publisher.button("Publish")
    expect(publisher.page.get_by_text("is live")).to_be_visible()


def test_from_one_moment_until_another(desk):
    publisher = desk("publisher")
    with publisher.at_most(7):
        write_news(publisher, "Only for a while")
        publisher.press(publisher.page.locator(".field-publish_from").get_by_role("button", name="Tomorrow 09:00"))
        publisher.press(publisher.page.locator(".field-publish_until").get_by_role("button", name="In a week, 09:00"))
        publisher.button("Publish")
    expect(publisher.page.get_by_text("will go live on")).to_be_visible()
    publisher.link("Home")
    this_week = publisher.page.get_by_role("region", name="Today and this week")
    expect(this_week.get_by_role("link", name="Only for a while")).to_have_count(2)


def test_a_page_from_one_moment_until_another(desk):
    publisher = desk("publisher")
    page = publisher.page
    with publisher.at_most(7):
        publisher.link("Pages", exact=True)
        open_menu_of(publisher, "winter-page")
        publisher.link("Schedule…")
        assert_no_finding(page)
        publisher.press(page.locator(".field-publish_from").get_by_role("button", name="Tomorrow 09:00"))
        publisher.press(page.locator(".field-publish_until").get_by_role("button", name="In a week, 09:00"))
        publisher.button("Schedule")
    expect(page.get_by_text("“Winter page”: It goes live on")).to_be_visible()
    publisher.link("Home")
    this_week = page.get_by_role("region", name="Today and this week")
    expect(this_week.get_by_role("link", name="Winter page")).to_have_count(2)


def open_menu_of(person, slug):
    """Of a page in the tree."""
    node = person.page.locator(f"li[data-slug='{slug}']").last.get_attribute("data-node-id")
    person.press(person.page.locator(f".js-cms-pagetree-options[data-node-id='{node}']"))


def test_an_urgent_notice_and_its_end(desk):
    publisher = desk("publisher")
    page = publisher.page
    with publisher.at_most(5):
        publisher.link("Urgent notice")
        publisher.write("Title:", "The office is closed")
        publisher.write("Text:", "Call 020 7946 0000.")
        publisher.press(page.locator(".field-publish_until").get_by_role("button", name="Tomorrow 09:00"))
        publisher.button("Publish")
    expect(page.get_by_text("is live")).to_be_visible()
    with publisher.at_most(3):
        publisher.press(page.get_by_role("row").get_by_role("link", name="The office is closed"))
        publisher.link("Withdraw…")
        publisher.write("Why is it withdrawn?", "It is open again.")
        publisher.button("Withdraw")
    expect(page.get_by_text("Withdrawn: “The office is closed”")).to_be_visible()


@pytest.mark.parametrize(("kind", "title"), [("News", "Old newsletter"), ("Documents", "Old leaflet")])
def test_withdraw_and_lead_readers_on_by_title(desk, kind, title):
    publisher = desk("publisher")
    with publisher.at_most(4):
        publisher.link(kind, exact=True)
        publisher.link(title, exact=True)
        publisher.link("Withdraw…")
        publisher.write("Why is it withdrawn?", "It is old.")
        publisher.write("Where should they go instead?", "Bruising protocol")
        publisher.button("Withdraw")
    expect(publisher.page.get_by_text(f"Withdrawn: “{title}”")).to_be_visible()


def test_withdraw_a_page_and_lead_readers_on_by_title(desk):
    publisher = desk("publisher")
    page = publisher.page
    with publisher.at_most(4):
        publisher.link("Pages", exact=True)
        open_menu_of(publisher, "old-page")
        publisher.link("Withdraw…")
        assert_no_finding(page)
        publisher.write("Why is it withdrawn?", "It is old.")
        publisher.write("Where should they go instead?", "Bruising protocol")
        publisher.button("Withdraw")
    expect(page.get_by_text("Withdrawn: “Old page”")).to_be_visible()


def test_where_something_is_used(desk):
    editor = desk("editor")
    with editor.at_most(2):
        editor.link("Documents", exact=True)
        editor.press(editor.page.get_by_role("row").filter(has_text="Bruising protocol").locator(".field-used a"))
    expect(editor.page.get_by_role("link", name="Two places use it")).to_be_visible()
    expect(editor.page.get_by_role("link", name="A second place")).to_be_visible()


def test_a_slip_on_a_live_page_is_mended_from_where_it_is_seen(desk):
    publisher = desk("publisher")
    page = publisher.page
    publisher.link("View site")
    publisher.link("All news")
    publisher.link("Traning dates")
    with publisher.at_most(3):
        publisher.link("Edit", exact=True)
        publisher.write("Title:", "Training dates")
        publisher.button("Save")
    expect(page.get_by_text("was changed successfully")).to_be_visible()


def test_an_earlier_version_is_restored_and_a_mistake_undone(desk):
    publisher = desk("publisher")
    page = publisher.page
    publisher.link("News", exact=True)
    publisher.link("Office hours at Christmas")
    with publisher.at_most(3):
        publisher.link("Versions")
        assert_no_finding(page)
        publisher.button("Restore as a draft", exact=False)
        expect(page.get_by_label("Summary:")).to_have_value("A summary.")
        assert_no_finding(page)
        publisher.button("Publish this version")
    expect(page.get_by_text("Readers see version 3 of")).to_be_visible()
    expect(page.get_by_label("Summary:")).to_have_value("A summary.")
    publisher.link("Versions")
    publisher.link("Compare with what readers see")
    expect(page.get_by_role("main").locator("ins", has_text="The office")).to_be_visible()
    assert_no_finding(page)


def test_the_lists_of_what_is_wrong_have_no_serious_finding(desk):
    editor = desk("editor")
    for name in ("Everything", "Broken links", "Words to look at"):
        editor.link(name, exact=True)
        assert_no_finding(editor.page)
