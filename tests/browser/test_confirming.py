"""An officer of a borough, without an account, answers the Board's e-mail; the site says so at once."""

import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import assert_accessible
from tests.browser.clicks import Clicks
from tests.browser.conftest import NARROW
from tests.browser.test_journeys import Person
from tests.running_site import TOP

ASK = """
from lscb_contacts.confirming.links import address_of
from lscb_contacts.confirming.requests import ask_by_hand
from lscb_contacts.models import Authority, ConfirmationContact

for slug in ("barnet", "camden", "hackney", "ealing"):
    authority = Authority.objects.get(slug=slug)
    ConfirmationContact.objects.create(authority=authority, mailbox="mash@example.gov.uk")
    print(slug, address_of(ask_by_hand(authority, None)))
"""


@pytest.fixture(scope="module")
def links(running_site):
    """Ask four authorities, as an editor does; the addresses that their letters give, by the authorities' slugs."""
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-v0", "-c", ASK]
    asked = subprocess.run(command, cwd=TOP, env=running_site.environment, capture_output=True, text=True, check=True)
    return dict(line.split() for line in asked.stdout.splitlines())


def tile(page, name):
    return page.get_by_label("Map", exact=True).get_by_role("link", name=name)


@pytest.mark.parametrize(
    ("slug", "name", "scripts"),
    [("hackney", "Hackney", True), ("ealing", "Ealing", False)],
    ids=["with script", "without script"],
)
def test_an_officer_confirms_the_entry_and_the_page_and_the_map_change_at_once(
    open_browser, links, slug, name, scripts
):
    link = links[slug]
    reader = open_browser()
    reader.goto("/contacts/")
    expect(tile(reader, name)).to_have_class("tile tile--unconfirmed")
    reader.goto(f"/contacts/{slug}/")
    expect(reader.get_by_role("main")).to_contain_text("Not yet confirmed")

    officer = open_browser(NARROW, java_script_enabled=scripts)
    officer.goto(link)
    expect(officer.get_by_role("heading", level=1)).to_have_text(f"Check the numbers for {name}")
    officer.get_by_label("Your role").fill("MASH manager")
    officer.get_by_role("button", name="All of this is right").click()
    expect(officer.get_by_role("heading", level=1)).to_have_text("Thank you")
    assert officer.context.cookies() == []

    reader.reload()
    expect(reader.get_by_role("main")).not_to_contain_text("Not yet confirmed")
    expect(reader.get_by_role("main")).to_contain_text("Confirmed by: MASH manager")
    reader.goto("/contacts/")
    expect(tile(reader, name)).to_have_class("tile tile--confirmed")

    officer.goto(link)
    expect(officer.get_by_role("heading", level=1)).to_have_text("This link has been used")


def test_an_officer_corrects_a_number_and_the_site_shows_it_once_an_editor_accepts_it(open_browser, links, site):
    officer = open_browser(java_script_enabled=False)
    officer.goto(links["barnet"])
    officer.get_by_role("button", name="Something has changed").click()
    officer.get_by_label("Telephone", exact=False).first.fill("020 7946 0321")
    officer.get_by_label("Your role").fill("Duty manager")
    officer.get_by_role("button", name="Send the changes").click()
    expect(officer.get_by_role("heading", level=1)).to_have_text("Thank you")

    reader = open_browser()
    reader.goto("/contacts/barnet/")
    expect(reader.get_by_role("main")).to_contain_text("020 8359 4066")

    editor = Clicks(Person(open_browser(), "editor", site.passwords["editor"]).page)
    screen = editor.page.get_by_role("main")
    with editor.at_most(2):
        editor.press(editor.page.locator("#corrections").get_by_role("link", name="Barnet"))
        expect(screen).to_contain_text("020 8359 4066")
        editor.button("Accept Telephone", exact=False)
    expect(screen).to_contain_text("The site shows it now.")

    reader.reload()
    expect(reader.get_by_role("main")).to_contain_text("020 7946 0321")
    expect(reader.get_by_role("main")).to_contain_text("Confirmed by: Duty manager")


def test_the_pages_behind_a_link_are_accessible(open_browser, links):
    page = open_browser()
    link = links["camden"]
    for path in (link, f"{link}changes/"):
        page.goto(path)
        assert_accessible(page)
    page.get_by_role("button", name="Send the changes").click()
    expect(page.get_by_role("alert")).to_contain_text("We could not take this yet.")
    assert_accessible(page)
