"""A publisher who has read the guide empties the desk: each need by the link on it, without the address bar."""

import re
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.browser.clicks import Clicks
from tests.browser.conftest import PATIENCE, WIDE
from tests.browser.test_journeys import Person
from tests.running_site import TOP

# One of everything that the desk knows and somebody at it can end, on a site where all else is well.
MADE = """
from datetime import timedelta
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from lscb_contacts.models import ContactPoint
from lscb_site.link_check.gathering import gather
from lscb_site.link_check.looking import look_at_own
from lscb_site.link_check.models import MissingAddress
from lscb_site.linter.keeping import read_all
from lscb_site.publishing.submissions import submit
from news.models import Post
from resources.models import Document, EditionFile
from resources.uploading import attach
from tests.factories import ProposedChangeFactory, StatementFactory
from tests.samples.documents import pdf

today = timezone.localdate()
numbers = ContactPoint.objects.exclude(phone="")

def document(title, kind, text):
    made = Document.objects.create(title=title, slug=title.lower().replace(" ", "-"), kind=kind, summary="A summary.")
    attach(EditionFile(edition=made.editions.create(), title=title), SimpleUploadedFile("file.pdf", pdf(text=text)))
    return made

numbers.update(confirmed_on=today, confirmed_by="MASH manager")
numbers.filter(authority__slug="sutton").update(confirmed_on=None, confirmed_by="")
barnet = numbers.filter(authority__slug="barnet").first()
numbers.filter(pk=barnet.pk).update(confirmed_on=today - timedelta(days=900))
ProposedChangeFactory(contact_point=numbers.filter(authority__slug="enfield").first())
document("Learning from a review", "report", "x) Tj 0 -5000 Td (Child F) Tj (y")
protocol = document("Bruising protocol", "protocol", "What to do about bruises")
protocol.publish()
file = protocol.editions.get().main_file
stated = {"stated_on": today - timedelta(days=400), "check_on": today - timedelta(days=30)}
StatementFactory(edition=file.edition, of_sha256=file.sha256, **stated)
body = '<p>For the newsletter <a href="/newsletter-of-may/">click here</a>.</p>'
Post.objects.create(title="Newsletter in short", slug="newsletter", summary="A summary.", body=body).publish()
waiting = Post.objects.create(title="Office hours at Christmas", slug="office-hours", summary="A summary.")
submit(waiting, User.objects.get(username="editor"), "By Friday.")
gather()
look_at_own()
read_all()
MissingAddress.objects.create(path="/cse-protocol/", times=7, first_on=today, last_on=today)
"""
NEEDS = [
    "corrections",
    "past-check",
    "overdue-numbers",
    "broken-links",
    "submitted",
    "unconfirmed-numbers",
    "hidden-drafts",
    "sentences",
    "not-found",
    "nobodys",
]


@pytest.fixture(scope="module")
def small_board(running_site):
    """A site of its own: what other tests leave behind stands on no desk of it."""
    site = running_site.untouched
    site.start()
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-v0", "-c", MADE]
    subprocess.run(command, cwd=TOP, env=site.environment, check=True, capture_output=True)
    yield site
    site.stop()


@pytest.fixture
def publisher(chromium, small_board):
    context = chromium.new_context(
        base_url=small_board.address, viewport={"width": WIDE, "height": 900}, locale="en-GB"
    )
    context.set_default_timeout(PATIENCE)
    yield Clicks(Person(context.new_page(), "publisher", small_board.passwords["publisher"]).page)
    context.close()


def test_the_desk_is_emptied(publisher):
    page = publisher.page
    needs = page.locator(".need")
    assert [need.get_attribute("id") for need in needs.all()] == NEEDS

    def open_need(code, link):
        publisher.press(page.locator(f"#{code}").get_by_role("link", name=link))

    def is_ended(*codes):
        publisher.link("Home")
        expect(page.get_by_role("heading", name="What needs you")).to_be_visible()
        for code in codes:
            expect(page.locator(f"#{code}")).to_have_count(0)

    open_need("corrections", "Enfield")
    publisher.button("Accept Telephone", exact=False)
    expect(page.get_by_text("The site shows it now.")).to_be_visible()
    is_ended("corrections")

    open_need("past-check", "Bruising protocol")
    publisher.button("Checked, still in force")
    is_ended("past-check")

    # Somebody telephoned them. Enfield's new number is an editor's word so far.
    for name in ("Barnet", "Enfield", "Sutton"):
        publisher.link("Contact points", exact=True)
        page.locator("#searchbar").fill(name)
        publisher.button("Search")
        expect(page).to_have_url(re.compile(f"q={name}"))
        expect(page.locator("#result_list tbody tr").first).to_contain_text(name)
        for row in page.locator("#result_list tbody tr").all():
            publisher.press(row.get_by_role("checkbox"))
        page.get_by_label("Action:").select_option(label="Confirm the chosen contact points…")
        publisher.button("Go")
        page.get_by_label("Role").fill("MASH manager")
        publisher.button("Confirm")
        expect(page.locator(".messagelist")).to_be_visible()
        is_ended()
    assert page.locator("#overdue-numbers, #unconfirmed-numbers").count() == 0

    # One text is both: a link that leads nowhere, and words that do not say where.
    open_need("broken-links", "/newsletter-of-may/")
    publisher.link("Newsletter in short")
    text = page.locator(".field-body [contenteditable=true]")
    text.press("Control+a")
    page.keyboard.type("The newsletter of May is out.")
    publisher.button("Save")
    expect(page.locator(".messagelist")).to_be_visible()
    is_ended("broken-links", "sentences")

    open_need("submitted", "Office hours at Christmas")
    publisher.button("Publish")
    is_ended("submitted")

    open_need("hidden-drafts", "Learning from a review")
    publisher.press(page.get_by_label("I have looked at every place"))
    page.get_by_label("Why may it be public?").fill("It is an example.")
    publisher.button("It may be public")
    is_ended("hidden-drafts")

    open_need("not-found", "/cse-protocol/")
    publisher.link("Lead it to…")
    page.get_by_label("New address").fill("/resources/")
    publisher.button("Save")
    is_ended("not-found")

    open_need("nobodys", "Choose who looks after them")
    publisher.button("Choose for all", exact=False)
    page.get_by_label("Looked after by").select_option(index=1)
    publisher.button("Let them look after these")
    is_ended("nobodys")

    expect(page.get_by_text("All is well: nothing needs you now.")).to_be_visible()
