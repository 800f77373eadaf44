"""Urgent notices: what was closed stays closed in this tab, comes back when it says something else, moves nothing."""

import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import NARROW
from tests.running_site import TOP

MADE = """
from datetime import timedelta
from django.utils import timezone
from lscb_site.notices.models import Notice

now = timezone.now()
for level, title in ((1, "Telephones are down"), (2, "The site moves"), (3, "Closed over Christmas")):
    Notice.objects.create(
        level=level, title=title, text="Call 020 7946 0000, or 999.", link="/contacts/", link_words="See all numbers",
        place="news", state="published", publish_from=now, publish_until=now + timedelta(days=1),
    )
"""
CHANGED = """
from lscb_site.notices.models import Notice
notice = Notice.objects.get(level=2)
notice.text = "It moved."
notice.save()
"""
ENDED = "from lscb_site.notices.models import Notice; Notice.objects.all().delete()"
SHIFTS = """() => new Promise(done => new PerformanceObserver(list => done(
    list.getEntries().reduce((sum, entry) => sum + entry.value, 0)
)).observe({type: "layout-shift", buffered: true}) || setTimeout(() => done(0), 500))"""


@pytest.fixture
def run(site):
    def run(command):
        arguments = [sys.executable, "manage.py", "shell", "--no-imports", "-v0", "-c", command]
        subprocess.run(arguments, cwd=TOP, env=site.environment, check=True, capture_output=True)

    return run


@pytest.fixture
def notices(run):
    run(MADE)
    yield
    run(ENDED)


def shown(page) -> list[str]:
    return [each.inner_text() for each in page.locator(".urgent__title").all() if each.is_visible()]


ALL = ["Telephones are down", "The site moves", "Closed over Christmas"]


def close(page, title):
    page.locator("urgent-notice", has_text=title).get_by_role("button", name="Close").click()


def test_one_that_was_closed_stays_closed_until_it_says_something_else(open_browser, notices, run):
    page = open_browser()
    page.goto("/news/")
    assert shown(page) == ALL
    expect(page.get_by_role("button", name="Close")).to_have_count(2)  # an emergency stays
    close(page, "The site moves")
    assert shown(page) == ["Telephones are down", "Closed over Christmas"]
    assert page.evaluate("document.activeElement.id") == "main"
    page.goto("/news/?kind=conference")
    assert shown(page) == ["Telephones are down", "Closed over Christmas"]
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length") == 0
    run(CHANGED)
    page.reload()
    assert shown(page) == ALL
    another = page.context.new_page()
    another.goto("/news/")
    assert shown(another) == ALL


def test_nothing_moves_whether_it_is_shown_or_closed(open_browser, notices):
    page = open_browser(NARROW)
    page.goto("/resources/")  # which fetches the fonts: one that comes late moves a line, whatever notices do
    page.evaluate("document.fonts.ready")
    page.goto("/news/")
    assert page.evaluate(SHIFTS) == 0
    close(page, "The site moves")
    close(page, "Closed over Christmas")
    page.goto("/news/")
    assert shown(page) == ["Telephones are down"]
    assert page.evaluate(SHIFTS) == 0


def test_without_script_they_simply_stay(open_browser, notices):
    page = open_browser(java_script_enabled=False)
    page.goto("/news/")
    assert shown(page) == ALL
    expect(page.get_by_role("button", name="Close")).to_have_count(0)


def test_they_are_a_region_with_a_name_that_interrupts_nobody(open_browser, notices):
    page = open_browser()
    page.goto("/news/")
    region = page.get_by_role("region", name="Notices")
    expect(region).to_contain_text("Emergency")
    expect(region.get_by_role("link", name="020 7946 0000").first).to_have_attribute("href", "tel:+44-20-7946-0000")
    expect(page.locator(".notices :is([role=alert], [aria-live])")).to_have_count(0)
    assert_accessible(page)
