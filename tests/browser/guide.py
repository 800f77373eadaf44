"""`make guide`: the pictures of the editors' guide, taken from the running site into docs/img/guide.

A second run writes the same bytes unless a screen has changed: the content is made here, nothing moves, and what
differs from day to day (dates, moments, tokens, the site's address) is replaced by something that does not.
"""

import io
import re

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import expect

from lscb_site.desk.guide import PICTURES
from tests.browser.test_journeys import Person
from tests.browser.test_shortest_routes import run
from tests.samples import reviews
from tests.samples.documents import pdf

WIDTH, HEIGHT = 1280, 3000  # so high that no row of buttons stays in view above something else
COLOURS = 16
MARGIN = 12
NOISE = 30  # pixels, fewer than the smallest letter has: a browser smooths the edge of a button now so, now so

MADE = """
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from lscb_contacts.confirming.links import address_of
from lscb_contacts.confirming.requests import ask_by_hand
from lscb_contacts.models import Authority, ConfirmationContact
from lscb_site.link_check.gathering import gather
from lscb_site.link_check.looking import look_at_own
from news.models import Post
from resources.models import Document, EditionFile
from resources.uploading import attach
from tests.samples.documents import pdf

def add_file(edition, name):
    attach(EditionFile(edition=edition, title=name), SimpleUploadedFile("paper.pdf", pdf(text=name)))

document = Document.objects.create(title="Bruising protocol", slug="bruising", kind="protocol", summary="What to do.")
add_file(document.editions.create(), "Bruising protocol")
document.publish()
add_file(document.editions.create(number=2, change_note="Step 3 is new."), "Bruising protocol")
for title in ("Training dates for spring", "Protocol on bruising launched"):
    post = Post.objects.create(title=title, slug=title.lower().replace(" ", "-"), summary="What it says in a sentence.")
    post.papers.create(document=document)
    post.publish()
post.summary = "What it says, in a better sentence."
post.save()
Post.objects.create(title="Office hours at Christmas", slug="office-hours", summary="When somebody is there.")
Post.objects.create(
    title="Newsletter", slug="newsletter", summary="Four times a year.",
    body='<p>The newsletter is available here.</p><p><a href="/about/">Click here</a> for more.</p>',
)
Post.objects.create(
    title="Where to park", slug="parking", summary="For visitors.", body='<p>See <a href="/car-park/">the map</a>.</p>'
)
gather()
look_at_own()
authority = Authority.objects.get(slug="barnet")
ConfirmationContact.objects.create(authority=authority, mailbox="mash@example.gov.uk")
print(address_of(ask_by_hand(authority, None)))
"""

# Whatever a day, a machine or a run makes different.
SAME_EVERY_DAY = r"""() => {
  const months = "(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)(?:[a-z]+)?"
  const weekdays = "(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day )?"
  const same = (text) => text
    .replace(new RegExp(`${weekdays}\\b\\d{1,2} ${months} 20(?:2[6-9]|[3-9]\\d)`, "g"), "18 March 2027")
    .replace(/\b\d{1,2}\/\d{1,2}\/20(?:2[6-9]|[3-9]\d)\b/g, "18/03/2027")
    .replace(/http:\/\/127\.0\.0\.1:\d+\/shared\/\S+/g, "https://www.example.org/shared/…")
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const now = same(walker.currentNode.data).replace(/\b([01]\d|2[0-3]):[0-5]\d\b/g, "09:00")
    if (now !== walker.currentNode.data) walker.currentNode.data = now
  }
  for (const field of document.querySelectorAll("input")) {
    if (field.type === "date" && field.value) field.value = "2027-03-18"
    if (field.type === "text" || field.type === "url") field.value = same(field.value)
  }
  document.activeElement?.blur()
}"""


def take(page, name, *parts, most, colours=COLOURS):
    """A picture of the parts of the screen, all in one rectangle, from its top down to so many pixels at most. A colour
    that little is drawn in needs more `colours` to be among them."""
    page.wait_for_load_state("networkidle")
    page.mouse.move(0, 0)
    page.evaluate(SAME_EVERY_DAY)
    boxes = [page.locator(part).filter(visible=True).first.bounding_box() for part in parts]
    margin = MARGIN if parts[0].startswith(".") else 0  # what is a whole screen has its own
    left = max(min(box["x"] for box in boxes) - margin, 0)
    top = max(min(box["y"] for box in boxes) - margin, 0)
    right = min(max(box["x"] + box["width"] for box in boxes) + margin, WIDTH)
    bottom = max(box["y"] + box["height"] for box in boxes) + margin
    clip = {"x": left, "y": top, "width": right - left, "height": min(bottom - top, most)}
    taken = page.screenshot(clip=clip, animations="disabled", caret="hide")
    picture = Image.open(io.BytesIO(taken)).convert("RGB").quantize(colours, dither=Image.Dither.NONE)
    file = PICTURES / f"{name}.png"
    if not file.exists() or differs_from(file, picture):
        picture.save(file, optimize=True)


def differs_from(file, other) -> bool:
    with Image.open(file) as before:
        one = before.convert("RGB")
    if one.size != other.size:
        return True
    shades = ImageChops.difference(one, other.convert("RGB")).convert("L").histogram()
    return sum(shades[1:]) > NOISE


@pytest.fixture(scope="module")
def officers_link(running_site):
    return run(running_site, MADE).strip()


@pytest.fixture
def desk(open_browser, site, officers_link):
    """`desk("editor")`: a page on which this person is signed in."""

    def desk(name):
        page = open_browser(WIDTH)
        page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
        return Person(page, name, site.passwords[name]).page

    return desk


def opened(page, kind, title):
    page.goto(f"/admin/{kind}/")
    page.locator("#result_list").get_by_role("link", name=title).first.click()
    return page


def by_link(page, name):
    page.get_by_role("link", name=name, exact=True).filter(visible=True).first.click()
    return page


def test_first_screens(open_browser, desk):
    stranger = open_browser(WIDTH)
    stranger.goto("/admin/login/")
    take(stranger, "sign-in", "#container", most=520)
    take(desk("publisher"), "desk", ".first-screen", most=674)


def test_news(desk, tmp_path):
    page = desk("editor")
    by_link(page, "Write news")
    page.get_by_label("Title:", exact=True).fill("New guidance on thresholds")
    page.get_by_label("Summary:").fill("When a worry becomes a referral, in two documents.")
    take(page, "news", ".field-title", ".field-new_documents", most=1290)
    take(page, "schedule", ".field-publish_from", ".field-publish_until", most=620)
    file = tmp_path / "thresholds.pdf"
    file.write_bytes(pdf(title="Thresholds for help, March 2015", text="When a worry becomes a referral"))
    page.get_by_label("Add documents").set_input_files(file)
    expect(page.locator(".upload-card").get_by_label("Title")).to_be_visible()
    take(page, "card", ".field-new_documents", most=1000)
    page.locator("#id_kind").select_option(label="Conference")
    page.locator("summary", has_text="Sessions of a conference").click()
    talks = ("Welcome", "What the study found", "Workshop on thresholds")
    for number, title in enumerate(talks):
        page.get_by_role("button", name="Add another Session").click()
        page.locator(f"[name='sessions-{number}-title']").fill(title)
        page.locator(f"[name='sessions-{number}-starts_at']").fill(f"{10 + number}:30")
    take(page, "conference", "#sessions-group", most=620)


def test_acts_on_news(desk):
    editor, publisher = desk("editor"), desk("publisher")
    opened(editor, "news/post", "Office hours at Christmas")
    editor.get_by_role("button", name="Submit…").click()
    editor.get_by_label("A note for the publisher").fill("The hours of 27 December are new.")
    take(editor, "submit", "#content", most=620)
    opened(editor, "news/post", "Training dates for spring")
    take(by_link(editor, "Write a draft of the next version"), "next-version", "#content", most=590)
    opened(editor, "news/post", "Newsletter")
    take(editor, "words", ".field-body", most=900)
    opened(publisher, "news/post", "Protocol on bruising launched")
    take(by_link(publisher, "Versions"), "versions", "#content", most=620)
    opened(publisher, "news/post", "Newsletter")
    by_link(publisher, "Preview")
    publisher.get_by_text("Show it to somebody without an account").click()
    publisher.get_by_label("Who is it for?").fill("Camden")
    expect(publisher.frame_locator("iframe").get_by_role("heading", level=1)).to_be_visible()
    take(publisher, "preview", "#content", most=820)


def test_documents(desk, tmp_path):
    page = desk("publisher")
    by_link(page, "Add a document")
    page.get_by_label("Title:", exact=True).fill("Learning from a review")
    page.get_by_label("Kind:").select_option("report")
    page.get_by_label("Summary:").fill("What was learnt.")
    take(page, "document", ".field-title", ".field-summary", most=820)
    file = tmp_path / "review.pdf"
    file.write_bytes(reviews.review())
    page.locator("input[name='editions-0-main_file']").set_input_files(file)
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_role("heading", name="holds what its pages do not show")).to_be_visible()
    take(page, "hidden", "#content", most=820)

    page.goto("/admin/resources/document/add/")
    page.get_by_label("Title:", exact=True).fill("Agreement on sharing information")
    page.get_by_label("Kind:").select_option("agreement")
    page.get_by_label("Summary:").fill("Who tells whom what.")
    file.write_bytes(pdf(text="Who tells whom what"))
    page.locator("input[name='editions-0-main_file']").set_input_files(file)
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("We do not know").first).to_be_visible()
    take(page, "publish", "#content", most=820)

    opened(page, "resources/document", "Bruising protocol")
    take(by_link(page, "Withdraw…"), "withdraw", "#content", most=1100)
    page.goto("/admin/resources/edition/?q=Bruising")
    page.locator("#result_list tbody tr", has_text=re.compile("Draft")).get_by_role("link").first.click()
    page.get_by_role("button", name="Publish…").click()
    expect(page.get_by_role("button", name="Publish and re-point")).to_be_visible()
    take(page, "edition", "#content", most=745)


def test_the_directory(open_browser, desk, officers_link):
    officer = open_browser(WIDTH)
    officer.goto(officers_link)
    officer.get_by_role("button", name="Something has changed").click()
    officer.get_by_label("Telephone", exact=False).first.fill("020 7946 0321")
    officer.get_by_label("Your role").fill("Duty manager")
    officer.get_by_role("button", name="Send the changes").click()
    expect(officer.get_by_role("heading", level=1)).to_have_text("Thank you")
    page = desk("editor")
    page.locator("#corrections").get_by_role("link", name="Barnet").click()
    take(page, "correction", "#content", most=720)
    page.goto("/admin/lscb_contacts/contactpoint/?q=Camden")
    page.locator("#result_list tbody").get_by_role("link").first.click()
    take(page, "number", "#content", most=790)


def test_the_site(desk):
    page = desk("publisher")
    by_link(page, "Urgent notice")
    page.get_by_label("Title:").fill("Our telephones do not work")
    page.get_by_label("Text:").fill("Write to us until this afternoon.")
    take(page, "notice", ".field-level", ".field-text", most=820)
    for name, list_of in (("links", "link_check/checkedlink"), ("review", "reviews/review")):
        page.goto(f"/admin/{list_of}/")
        take(page, name, "#content", most=580)
    page.goto("/about/")
    expect(page.locator(".cms-toolbar").first).to_be_visible()
    take(page, "page", ".cms-toolbar", "body", most=620)


FOLLOWED = """
from lscb_site.following import sealing
from lscb_site.following.models import Follow, Follower
from news.models import Post
for name in ("one@example.org", "another@example.org"):
    follower = Follower.objects.create(digest=sealing.digest(name), sealed_address=sealing.seal(name))
    Follow.objects.create(follower=follower, thing="news")
print(Post.objects.create(title="Winter training", slug="winter-training", summary="When and where.").pk)
"""


def test_followers(desk, running_site):
    """Last: from here on each screen that publishes news asks."""
    page = desk("publisher")
    page.goto(f"/admin/news/post/{run(running_site, FOLLOWED).strip()}/publish/")
    take(page, "tell", "#content", most=700)
