"""A practitioner asks to be told of a document, says yes by the letter, changes it and stops it, without an account."""

import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import assert_accessible, assert_accessible_otherwise
from tests.browser.conftest import NARROW, WIDE
from tests.browser.test_keyboard import tab_to
from tests.house.addresses import PROTOCOL
from tests.running_site import TOP

LETTER = """
from lscb_site.following.links import to_confirm
from lscb_site.following.models import FollowRequest

print(to_confirm(FollowRequest.objects.latest("pk")))
"""


@pytest.fixture
def letter(running_site):
    """The link in the letter to whoever asked last."""

    def link():
        command = [sys.executable, "manage.py", "shell", "--no-imports", "-v0", "-c", LETTER]
        run = subprocess.run(command, cwd=TOP, env=running_site.environment, capture_output=True, text=True, check=True)
        return run.stdout.split()[-1]

    return link


def heading(page):
    return page.get_by_role("heading", level=1)


@pytest.mark.parametrize(("width", "scripts"), [(NARROW, False), (WIDE, True)], ids=["without script", "with script"])
def test_from_the_documents_page_to_the_last_letter(open_browser, letter, width, scripts):
    page = open_browser(width, java_script_enabled=scripts)
    page.goto(PROTOCOL)
    title = heading(page).inner_text()
    page.get_by_role("link", name="Get e-mails about this document").click()
    expect(heading(page)).to_have_text(title)
    page.get_by_label("Your e-mail address").fill("jane@example")
    page.get_by_role("button", name="Get these e-mails").click()
    expect(page.get_by_role("main")).to_contain_text("Write one e-mail address")
    expect(page.get_by_label("Your e-mail address")).to_have_value("jane@example")
    page.get_by_label("Your e-mail address").fill("jane.doe@example.org")
    page.get_by_label("Once a week, on Monday morning").check()
    page.get_by_role("button", name="Get these e-mails").click()
    expect(heading(page)).to_have_text("Look in your mailbox")

    page.goto(letter())
    expect(page.get_by_role("main")).to_contain_text(title)
    page.get_by_role("button", name="Yes, send me these e-mails").click()
    expect(heading(page)).to_have_text("You get these e-mails")

    page.get_by_role("link", name="See everything you follow").click()
    expect(page.get_by_label("How soon")).to_have_value("weekly")
    page.get_by_label("How soon").select_option("daily")
    page.get_by_role("button", name="Change how soon").click()
    expect(page.get_by_role("status")).to_contain_text("once a day, at about 7 in the morning")
    expect(page.get_by_label("How soon")).to_have_value("daily")
    page.get_by_role("button", name=f"Stop e-mails about {title}").click()
    expect(heading(page)).to_have_text("You get no more e-mails")
    assert page.context.cookies() == []


def test_every_page_on_the_way_is_accessible(open_browser, letter):
    page = open_browser()

    def looks_right():
        assert_accessible(page)
        assert_accessible_otherwise(page)

    page.goto("/follow/kind/protocol/")
    page.get_by_label("Your e-mail address").fill("jane")
    page.get_by_role("button", name="Get these e-mails").click()
    looks_right()
    page.get_by_label("Your e-mail address").fill("jane.doe@example.org")
    page.get_by_role("button", name="Get these e-mails").click()
    looks_right()
    page.goto(letter())
    looks_right()
    page.get_by_role("button", name="Yes, send me these e-mails").click()
    looks_right()
    page.get_by_role("link", name="See everything you follow").click()
    mine = page.url
    page.get_by_role("button", name="Change how soon").first.click()
    looks_right()
    page.goto(mine.replace("/mine/", "/stop/"))
    looks_right()
    page.get_by_role("button", name="Stop all e-mails").click()
    looks_right()


def test_the_keyboard_alone_will_do(open_browser):
    page = open_browser()
    page.goto("/follow/news/")
    tab_to(page, "it.name === 'rhythm'")
    page.keyboard.press("ArrowDown")
    tab_to(page, "it.name === 'email'")
    page.keyboard.type("jane.doe@example.org")
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text("Look in your mailbox")
    expect(page.get_by_role("main")).to_contain_text("All news, once a day")


def test_paper_has_no_use_for_the_link(open_browser):
    page = open_browser()
    page.goto(PROTOCOL)
    link = page.get_by_role("link", name="Get e-mails about this document")
    expect(link).to_be_visible()
    page.emulate_media(media="print")
    expect(link).to_be_hidden()
