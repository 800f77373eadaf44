"""The whole of it, with a real mail server: followed, confirmed by the letter, told of an edition, ended by a press."""

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import NARROW, PATIENCE
from tests.browser.test_shortest_routes import run

READER = "practitioner@example.org"
NOTE = "Referrals go to the hub within one hour."
TWO_EDITIONS = """
from resources.models import Document
document = Document.objects.create(title="Bruising protocol", slug="bruising", kind="protocol", summary="What to do.")
for number in (1, 2):
    document.editions.create(number=number).publish()
document.publish()
print(document.get_absolute_url())
"""
THE_THIRD = """
from resources.models import Document
edition = Document.objects.get(slug="bruising").editions.create(
    number=3, change_note="Referrals go to the hub within one hour."
)
edition.publish()
"""
KNOWN = """
from lscb_site.following.models import Follower, FollowRequest, Letter
print(Follower.objects.count() + FollowRequest.objects.count() + Letter.objects.count())
"""


@pytest.fixture(scope="module")
def writing_site(tmp_path_factory, running_site, letterbox):
    """A site of its own, whose letters leave."""
    site = running_site.untouched.copied_to(tmp_path_factory.mktemp("writing"))
    site.environment |= {"EMAIL_URL": f"smtp://127.0.0.1:{letterbox.port}"}
    site.start()
    yield site
    site.stop()
    log = site.log.read_text()
    assert "Traceback" not in log
    assert READER not in log


@pytest.fixture
def page(chromium, writing_site):
    context = chromium.new_context(
        base_url=writing_site.address,
        viewport={"width": NARROW, "height": 900},
        locale="en-GB",
        color_scheme="dark",
        java_script_enabled=False,
    )
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    assert context.cookies() == []
    context.close()


def looks_right_in_a_mail_program(chromium, letter):
    """On a narrow telephone in the dark: all of it is there, nothing is cut off, and nothing is asked of any server."""
    context = chromium.new_context(viewport={"width": NARROW, "height": 900}, color_scheme="dark", offline=True)
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_content(letter.get_body(("html",)).get_content())
    expect(page.get_by_text(NOTE)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW
    assert asked == []
    assert_accessible(page)
    context.close()


def test_a_practitioner_follows_a_protocol_and_is_told_of_its_next_edition(page, chromium, writing_site, letterbox):
    page.goto(run(writing_site, TWO_EDITIONS).strip())
    page.get_by_role("link", name="Get e-mails about this document").click()
    page.get_by_label("Your e-mail address").fill(READER)
    page.get_by_role("button", name="Get these e-mails").click()
    page.goto(letterbox.link(READER, "press the button", below="follow"))
    page.get_by_role("button", name="Yes, send me these e-mails").click()

    run(writing_site, THE_THIRD)
    letter = letterbox.message(READER, NOTE)
    assert letter["Subject"] == "New edition: Bruising protocol, 3rd edition"
    looks_right_in_a_mail_program(chromium, letter)

    stop = letter["List-Unsubscribe"].strip().strip("<>")
    page.goto(stop)  # as the programs that look through mailboxes do
    assert run(writing_site, KNOWN).strip() != "0"
    answer = page.context.request.post(stop, form={"List-Unsubscribe": "One-Click"})
    assert answer.status == 200
    assert run(writing_site, KNOWN).strip() == "0"
    mine = letterbox.link(READER, NOTE, below="follow/mine")
    assert page.goto(mine).status == 404
