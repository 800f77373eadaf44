"""An officer of a borough, without an account, answers the Board's e-mail; the site says so at once."""

import subprocess
import sys

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import NARROW, WIDE
from tests.browser.test_journeys import Person
from tests.running_site import TOP

AXE = Axe()
ASK = """
from lscb_contacts.confirming.links import address_of
from lscb_contacts.confirming.requests import ask_by_hand
from lscb_contacts.models import Authority, ConfirmationContact

authority = Authority.objects.get(slug="{slug}")
authority.confirmation_requests.all().delete()
ConfirmationContact.objects.update_or_create(authority=authority, defaults={{"mailbox": "mash@example.gov.uk"}})
authority.contact_points.update(confirmed_on=None, confirmed_by="")
print(address_of(ask_by_hand(authority, None)))
"""


@pytest.fixture
def ask(site):
    """Ask an authority, as an editor does; returns the address that its letter gives."""

    def ask(slug):
        command = [sys.executable, "manage.py", "shell", "--no-imports", "-v0", "-c", ASK.format(slug=slug)]
        asked = subprocess.run(command, cwd=TOP, env=site.environment, capture_output=True, text=True, check=True)
        return asked.stdout.strip()

    return ask


def tile(page, name):
    return page.get_by_label("Map", exact=True).get_by_role("link", name=name)


@pytest.mark.parametrize("scripts", [True, False], ids=["with script", "without script"])
def test_an_officer_confirms_the_entry_and_the_page_and_the_map_change_at_once(open_browser, ask, scripts):
    link = ask("hackney")
    reader = open_browser()
    reader.goto("/contacts/")
    expect(tile(reader, "Hackney")).to_have_class("tile tile--unconfirmed")
    reader.goto("/contacts/hackney/")
    expect(reader.get_by_role("main")).to_contain_text("Not yet confirmed")

    officer = open_browser(NARROW, java_script_enabled=scripts)
    officer.goto(link)
    expect(officer.get_by_role("heading", level=1)).to_have_text("Check the numbers for Hackney")
    officer.get_by_label("Your role").fill("MASH manager")
    officer.get_by_role("button", name="All of this is right").click()
    expect(officer.get_by_role("heading", level=1)).to_have_text("Thank you")
    assert officer.context.cookies() == []

    reader.reload()
    expect(reader.get_by_role("main")).not_to_contain_text("Not yet confirmed")
    expect(reader.get_by_role("main")).to_contain_text("Confirmed by: MASH manager")
    reader.goto("/contacts/")
    expect(tile(reader, "Hackney")).to_have_class("tile tile--confirmed")

    officer.goto(link)
    expect(officer.get_by_role("heading", level=1)).to_have_text("This link has been used")


def test_an_officer_corrects_a_number_and_the_site_shows_it_once_an_editor_accepts_it(open_browser, ask, site):
    officer = open_browser(java_script_enabled=False)
    officer.goto(ask("barnet"))
    officer.get_by_role("button", name="Something has changed").click()
    officer.get_by_label("Telephone", exact=False).first.fill("020 7946 0321")
    officer.get_by_label("Your role").fill("Duty manager")
    officer.get_by_role("button", name="Send the changes").click()
    expect(officer.get_by_role("heading", level=1)).to_have_text("Thank you")

    reader = open_browser()
    reader.goto("/contacts/barnet/")
    expect(reader.get_by_role("main")).to_contain_text("020 8359 4066")

    editor = Person(open_browser(staff=True), "editor", site.passwords["editor"]).page
    editor.goto("/admin/lscb_contacts/proposedchange/")
    editor.get_by_role("row").filter(has_text="Barnet").get_by_role("link").first.click()
    expect(editor.get_by_role("main")).to_contain_text("020 8359 4066")
    editor.get_by_role("button", name="Accept Telephone").click()
    expect(editor.get_by_role("main")).to_contain_text("The site shows it now.")

    reader.reload()
    expect(reader.get_by_role("main")).to_contain_text("020 7946 0321")
    expect(reader.get_by_role("main")).to_contain_text("Confirmed by: Duty manager")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_axe_finds_nothing_on_the_pages_behind_a_link(open_browser, ask, width, scheme):
    page = open_browser(width, color_scheme=scheme)
    link = ask("camden")
    for path in (link, f"{link}changes/"):
        page.goto(path)
        found = AXE.run(page)
        assert not found.violations_count, found.generate_report()
        surplus = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert surplus == 0
    page.get_by_role("button", name="Send the changes").click()
    expect(page.get_by_role("alert")).to_contain_text("We could not take this yet.")
    found = AXE.run(page)
    assert not found.violations_count, found.generate_report()
