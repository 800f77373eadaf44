"""`make guide`: the pictures of the guide's parts for people and their accounts."""

import base64

import pytest
from allauth.mfa.adapter import get_adapter
from playwright.sync_api import expect

from tests.browser.guide import HEIGHT, WIDTH, by_link, run, take
from tests.browser.test_journeys import Person

LEAVES = """
from django.contrib.admin.models import CHANGE
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from lscb_contacts.models import Board
from lscb_site.editing.history import note
from lscb_site.publishing.submissions import submit
from lscb_site.reviews.models import Review
from news.models import Post
from resources.models import Document

pat = User.objects.create_user("pat@example.org", "pat@example.org", first_name="Pat", last_name="Smith")
pat.groups.add(Group.objects.get(name="Editor"))
for thing in (Document.objects.order_by("title").first(), Board.objects.get(slug="barnet")):
    kind = ContentType.objects.get_for_model(thing)
    Review.objects.update_or_create(content_type=kind, object_id=thing.pk, defaults={"owner": pat, "deputy": None})
began, asked = (
    Post.objects.create(title=title, slug=title.lower().replace(" ", "-"), summary="In short.")
    for title in ("Summer school", "New members of the Board")
)
note(pat.pk, began, CHANGE, "Changed Summary.")
submit(asked, pat, "By Friday.")
"""
ALWAYS_THE_SAME = "otpauth://totp/pat%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=London%20SCB"


@pytest.fixture
def administrator(open_browser, site):
    page = open_browser(WIDTH)
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    return Person(page, "administrator", site.passwords["administrator"]).page


def test_how_one_signs_in(open_browser, site):
    page = open_browser(WIDTH)
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    local = f"http://localhost:{site.port}"
    page.goto(f"{local}/admin/")
    page.get_by_label("User name or e-mail address").fill("publisher")
    page.get_by_label("Password").fill(site.passwords["publisher"])
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    page.goto(f"{local}/admin/account/protect/")
    take(page, "protect", "#content", most=460)
    page.goto(f"{local}/admin/account/app/")
    same = base64.b64encode(get_adapter().build_totp_svg(ALWAYS_THE_SAME).encode()).decode()
    page.locator(".account__code").evaluate("(each, data) => each.src = data", f"data:image/svg+xml;base64,{same}")
    take(page, "app", "#content", most=640)


def test_people(administrator, site):
    run(site, LEAVES)
    page = administrator
    page.goto("/admin/auth/user/add/")
    page.get_by_label("E-mail address").fill("sam.lee@example.org")
    page.get_by_role("radio", name="Publisher").check()
    take(page, "invite", "#content", most=760)
    page.goto("/admin/auth/user/?q=pat@example.org")
    page.locator("#result_list tbody").get_by_role("link").first.click()
    take(by_link(page, "Close this account…"), "close-account", "#content", most=820)
    page.go_back()
    take(by_link(page, "Let them set it up again…"), "set-up-again", "#content", most=620)


# What a machine of tests says of itself, and no other.
OF_THIS_MACHINE = """each => {
  const heading = [...each.querySelectorAll("h2")].find((one) => one.textContent === "The machine")
  heading.nextElementSibling.remove()
  heading.remove()
  for (const line of each.querySelectorAll("li")) if (line.textContent.includes("ASYNC")) line.remove()
  each.querySelector(".findings-summary strong").textContent = "Wrong: 1. To look at: 7. Well: 19."
}"""


def test_how_the_site_is(administrator):
    page = administrator
    page.goto("/admin/how-the-site-is/")
    page.locator("#content-main").evaluate(OF_THIS_MACHINE)
    take(page, "how-the-site-is", "#content", most=588, colours=64)
