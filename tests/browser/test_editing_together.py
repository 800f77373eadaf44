"""Two people write the same thing at the same time, with a keyboard, without script, and in place on a page."""

import re
import subprocess
import sys

import pytest
from axe_playwright_python.sync_playwright import AxeResults
from playwright.sync_api import expect

from tests.browser.accessibility import RULES, SURPLUS, WIDEST, assert_accessible, bring_axe
from tests.browser.conftest import NARROW, WIDE
from tests.browser.test_journeys import Person
from tests.running_site import TOP

DRAFT = """
from news.models import Post
body = "<p>First paragraph.</p><p>Second paragraph.</p>"
post = Post.objects.create(title="Thresholds explained", slug="thresholds-explained", summary="As it was.", body=body)
print(post.pk)
"""


@pytest.fixture
def form(site):
    """The address of a draft's form."""
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-v0", "-c", DRAFT]
    made = subprocess.run(command, cwd=TOP, env=site.environment, capture_output=True, text=True, check=True)
    yield f"/admin/news/post/{made.stdout.strip()}/change/"
    undo = "from news.models import Post; Post.objects.filter(slug='thresholds-explained').delete()"
    subprocess.run([*command[:-1], undo], cwd=TOP, env=site.environment, check=True)


def test_two_people_write_the_same_news_item(open_browser, site, form):
    plain = open_browser(NARROW, java_script_enabled=False)
    first = Person(plain, "editor", site.passwords["editor"]).page
    second = Person(open_browser(), "publisher", site.passwords["publisher"]).page
    first.goto(form)
    second.goto(form)
    second.get_by_label("Title:").fill("Thresholds, explained again")
    second.get_by_label("Summary:").fill("Their summary.")
    second.get_by_role("button", name="Save draft").click()
    expect(second.get_by_text("was changed successfully")).to_be_visible()

    first.get_by_label("Title:").fill("Thresholds in plain words")
    first.get_by_role("button", name="Save draft").click()
    told = first.get_by_role("region", name="Somebody else saved this while you were writing: publisher")
    expect(told).to_contain_text("Their summary.")
    expect(told).to_contain_text("The form has it now.")
    title = told.get_by_role("group", name="Title")
    expect(title).to_contain_text("Thresholds, explained again")
    # The keyboard starts at what is to be read, and reaches the choice.
    expect(told).to_be_focused()
    first.keyboard.press("Tab")
    expect(title.get_by_label("Keep what they wrote")).to_be_focused()
    first.keyboard.press("ArrowDown")
    expect(title.get_by_label("Keep mine, as it stands in the form")).to_be_checked()
    first.get_by_role("button", name="Save draft").click()
    expect(first.get_by_text("was changed successfully")).to_be_visible()
    first.goto(form)
    expect(first.get_by_label("Title:")).to_have_value("Thresholds in plain words")
    expect(first.get_by_label("Summary:")).to_have_value("Their summary.")


def test_the_screens_are_accessible(open_browser, site, form):
    page = Person(open_browser(), "editor", site.passwords["editor"]).page
    other = page.context.new_page()
    page.goto(form)
    other.goto(form)
    for each, title in ((other, "Theirs"), (page, "Mine")):
        each.get_by_label("Title:").fill(title)
        each.get_by_role("button", name="Save draft").click()
    expect(page.get_by_role("heading", name=re.compile("Somebody else saved this"))).to_be_visible()
    # Only what is new here: the editor of formatted text and the CMS's bar have faults of their own.
    bring_axe(page)
    for width, scheme in ((WIDE, "light"), (NARROW, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        found = AxeResults(page.evaluate("rules => axe.run('.meanwhile', rules)", RULES))
        assert not found.violations_count, found.generate_report()
        assert page.evaluate(SURPLUS) <= 0, page.evaluate(WIDEST)

    other.goto(form)
    publisher = Person(open_browser(), "publisher", site.passwords["publisher"]).page
    publisher.goto(form)
    publisher.get_by_role("button", name="Publish", exact=True).click()
    expect(publisher.get_by_text("is live")).to_be_visible()
    other.get_by_label("Summary:").fill("What took an hour.")
    other.get_by_role("button", name="Save draft").click()
    expect(other.get_by_label("Summary")).to_have_value("What took an hour.")
    assert_accessible(other)


def test_a_text_edited_in_place_twice_and_by_somebody_else_between(open_browser, site):
    page = Person(open_browser(), "editor", site.passwords["editor"]).page
    page.goto("/terms/")
    page.get_by_role("link", name=re.compile("New draft|^Edit$", re.IGNORECASE)).first.click()
    other = page.context.new_page()

    def write(where, words):
        expect(where.locator(".cms-editor-inline-wrapper").first).to_be_visible()
        where.locator("main .cms-editor-inline-wrapper p").first.click()
        where.keyboard.press("End")
        where.keyboard.type(f" {words}")
        with where.expect_response(lambda answer: "edit-plugin" in answer.url) as saved:
            where.get_by_role("heading", level=1).click()
        return saved.value.status

    expect(page.locator(".cms-editor-inline-wrapper").first).to_be_visible()
    other.goto(page.url)
    assert write(page, "First words.") == 200
    assert write(page, "Second words.") == 200
    assert write(other, "Over them.") == 409
    expect(other.locator(".cms-messages")).to_contain_text("somebody else saved this text while you were writing")
    expect(other.locator("main")).to_contain_text("Over them.")
    page.reload()
    for words in ("First words.", "Second words."):
        expect(page.locator("main")).to_contain_text(words)
    expect(page.locator("main")).not_to_contain_text("Over them.")
