"""What the guide promises and no other journey here does: a conference and its papers, and a draft put right.

As in the guide: from the desk, and without the address bar.
"""

import pytest
from playwright.sync_api import expect

from tests.browser.clicks import Clicks
from tests.browser.test_journeys import Person
from tests.browser.test_shortest_routes import run
from tests.samples.documents import pdf

TALKS = [f"Talk number {number}" for number in range(1, 7)]

DRAFT = """
from lscb_site.linter.keeping import read_all
from news.models import Post
Post.objects.create(
    title="Autumn in short", slug="autumn-in-short", summary="What comes.",
    body='<p>The programme is available here.</p><p><a href="/about/">Click here</a> for more.</p>'
    '<p>The annual conference will be held at City Hall.</p>',
)
read_all()
"""
SINS = ("Promise without a link", "Click here", "Event without a date")


@pytest.fixture
def at_the_desk(open_browser, site):
    return lambda name: Clicks(Person(open_browser(), name, site.passwords[name]).page)


def test_a_conference_with_six_sessions_and_later_its_papers(at_the_desk, open_browser, tmp_path):
    publisher, title = at_the_desk("publisher"), "Conference on early help"
    page = publisher.page
    with publisher.at_most(16):
        publisher.link("Write news")
        publisher.write("Title:", title)
        publisher.choose("Kind:", "Conference")
        publisher.write("Summary:", "A day in six talks.")
        publisher.press(page.locator("summary", has_text="Event, for a conference"))
        publisher.write("First day:", "18 March 2015")
        publisher.press(page.locator("summary", has_text="Sessions of a conference"))
        for number, talk in enumerate(TALKS):
            publisher.button("Add another Session")
            page.locator(f"[name='sessions-{number}-starts_at']").fill(f"{10 + number}:00")
            page.locator(f"[name='sessions-{number}-title']").fill(talk)
        publisher.button("Publish")
    expect(page.get_by_text("is live")).to_be_visible()

    papers = [tmp_path / f"{name}.pdf" for name in ("opening-address", "closing-address")]
    for file in papers:
        file.write_bytes(pdf(text=f"What was said in the {file.stem}"))
    publisher.link("Home")
    with publisher.at_most(5):
        publisher.link(title)
        publisher.choose_files(page.get_by_label("Add documents"), *papers)
        publisher.button("Save")
        publisher.link("Publish these papers…")
        publisher.button("Publish these papers")
    expect(page.get_by_text("Readers see them now")).to_be_visible()

    visitor = open_browser()
    visitor.goto("/news/conference-on-early-help/")
    for talk in TALKS:
        expect(visitor.get_by_role("main").get_by_text(talk)).to_be_visible()
    for name in ("pening address", "losing address"):
        expect(visitor.get_by_role("main").get_by_role("link", name=name).first).to_be_visible()


def test_three_broken_promises_in_a_draft_are_found_and_mended(at_the_desk, site):
    run(site, DRAFT)
    editor = at_the_desk("editor")
    page = editor.page
    editor.link("Everything")
    editor.link("Words to look at", exact=True)
    rows = page.locator("#result_list tbody tr", has_text="Autumn in short")
    expect(rows).to_have_count(len(SINS))
    rows.first.get_by_role("link", name="Autumn in short").click()
    for sin in SINS:
        expect(page.get_by_text(sin).filter(visible=True).first).to_be_visible()

    text = page.locator(".field-body [contenteditable=true]")
    text.press("Control+a")
    page.keyboard.type("The programme comes with the newsletter of February 2027. ")
    page.keyboard.type("The annual conference will be held at City Hall on 18 March 2027.")
    editor.button("Save draft")
    expect(page.locator(".messagelist")).to_be_visible()
    editor.link("Home")
    editor.link("Everything")
    editor.link("Words to look at", exact=True)
    expect(rows).to_have_count(0)
