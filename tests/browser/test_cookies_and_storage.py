"""What the site keeps in a browser is what its cookies page names, signed out and signed in, and nothing else."""

import re
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.browser.test_journeys import Person
from tests.browser.test_notices import ENDED, MADE
from tests.running_site import TOP

# Whatever a page puts into a storage is told, though it may be gone a moment later.
WATCH = """
const { setItem } = Storage.prototype;
Storage.prototype.setItem = function (name, value) {
  window.noteStored(`${this === localStorage ? "local" : "session"} storage`, String(name));
  return setItem.call(this, name, value);
};
"""
LYING_THERE = """async () => [
  ...Object.keys(localStorage).map((name) => ["local storage", name]),
  ...Object.keys(sessionStorage).map((name) => ["session storage", name]),
  ...(await indexedDB.databases()).map(({ name }) => ["database", name]),
  ...(await caches.keys()).map((name) => ["cache", name]),
]"""


class Kept:
    """All that one browser was told to keep: pairs of a kind and a name."""

    def __init__(self, page):
        self.page, self.found = page, set()
        context = page.context
        context.expose_binding("noteStored", lambda source, kind, name: self.found.add((kind, name)))
        context.add_init_script(WATCH)
        self.responses = []
        context.on("response", lambda response: self.responses.append(response))

    def set_by_responses(self):
        """The next page may have deleted them again."""
        for response in self.responses:
            for line in (response.header_value("set-cookie") or "").splitlines():
                yield "cookie", line.partition("=")[0]
        self.responses.clear()

    def lying_there(self):
        """For the page as it is now."""
        cookies = {("cookie", cookie["name"]) for cookie in self.page.context.cookies()}
        return cookies | {tuple(pair) for pair in self.page.evaluate(LYING_THERE)}

    def look(self):
        self.found |= self.lying_there() | set(self.set_by_responses())

    def open(self, address):
        self.page.goto(address)
        self.look()


@pytest.fixture
def keeping(open_browser):
    return lambda **options: Kept(open_browser(**options))


@pytest.fixture
def notices(site):
    def run(command):
        arguments = [sys.executable, "manage.py", "shell", "--no-imports", "-v0", "-c", command]
        subprocess.run(arguments, cwd=TOP, env=site.environment, check=True, capture_output=True)

    run(MADE)
    yield
    run(ENDED)


@pytest.fixture
def named(open_browser):
    """What the page names: the kind, a pattern of the name, and who gets it."""
    page = open_browser()
    page.goto("/cookies/")
    found = []
    for row in page.locator("main table tbody tr").all():
        name, kind, _, _, who = [cell.inner_text().strip() for cell in row.locator("td").all()]
        found.append((kind.lower(), name, who))
    assert len(found) > 5
    return found


def rows_for(kept, named, who):
    kind, name = kept
    return [row for row in named if row[0] == kind and pattern(row[1]).fullmatch(name) and row[2] == who]


def pattern(name):
    """“notice-…” stands for all names that begin so."""
    return re.compile(".+".join(re.escape(part) for part in name.split("…")))


PUBLIC = ["/", "/news/", "/resources/", "/contacts/", "/worried/", "/search/?q=mash", "/cookies/", "/privacy/"]


def test_reading_keeps_nothing_at_all(keeping):
    kept = keeping()
    for address in PUBLIC:
        kept.open(address)
    assert kept.found == set()


def signed_out(kept):
    page = kept.page
    kept.open("/news/")
    page.locator("urgent-notice", has_text="The site moves").get_by_role("button", name="Close").click()
    kept.look()
    kept.open("/search/")
    page.get_by_role("button", name="Turn this key off").click()
    kept.look()
    kept.open("/contacts/")
    page.locator("main input[name='postcode']").fill("SW1A 1AA")
    page.locator("main input[name='postcode']").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    kept.look()


def signed_in(kept, site):
    page = kept.page
    Person(page, "administrator", site.passwords["administrator"])
    page.get_by_role("button", name="Toggle theme").click()
    kept.look()
    kept.open("/admin/news/post/")
    page.get_by_role("button", name="Toggle navigation").click()
    page.get_by_role("button", name="Toggle navigation").click()
    page.get_by_label("Filter navigation items").fill("Doc")
    page.locator("#changelist-filter summary").first.click()
    kept.look()
    kept.open("/admin/news/post/add/")
    page.get_by_label("Title:", exact=True).press_sequentially("Half a page of news")
    page.get_by_label("Summary:").fill("In short.")
    page.once("dialog", lambda dialogue: dialogue.accept())
    page.reload()
    page.get_by_role("button", name="Put it back").click()
    kept.look()
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("was added successfully")).to_be_visible()
    kept.look()
    kept.open("/admin/cms/pagecontent/")
    kept.open("/admin/filer/folder/")
    on_a_page(kept)
    kept.open("/admin/guide/")
    page.get_by_role("button", name="Sign out").click()
    kept.look()


def on_a_page(kept):
    """A draft of it, a text that is saved in its window, and a block that is chosen."""
    page = kept.page
    kept.open("/terms/")
    page.get_by_role("link", name=re.compile("New draft|^Edit$", re.IGNORECASE)).first.click()
    expect(page.get_by_role("textbox", name="Text").first).to_be_visible()
    kept.look()
    board = page.url.replace("/edit/", "/structure/")
    page.goto(board)
    page.locator(".cms-submenu-edit").filter(visible=True).first.click()
    expect(page.frame_locator(".cms-modal iframe").locator("[contenteditable][aria-label]")).to_be_visible()
    kept.look()
    page.locator(".cms-modal-buttons .cms-btn-action").click()
    expect(page.locator(".cms-modal")).to_be_hidden()
    kept.look()
    page.goto(board)
    page.locator(".cms-submenu-add").filter(visible=True).first.click()
    page.locator(".cms-plugin-picker .cms-submenu-item a").filter(visible=True).first.click()
    expect(page.locator(".cms-modal")).to_be_visible()
    kept.look()


def test_what_is_kept_is_what_the_page_names(keeping, site, notices, named):
    visitor, colleague = keeping(), keeping()
    signed_out(visitor)
    signed_in(colleague, site)
    kept = {"Readers": visitor.found, "Staff who sign in": colleague.found}
    for who, found in kept.items():
        assert {each for each in found if not rows_for(each, named, who)} == set()
        told = {row for row in named if row[2] == who}
        assert told - {row for each in found for row in rows_for(each, named, who)} == set()


def test_signing_out_leaves_nothing_that_was_typed(keeping, site):
    colleague = keeping()
    Person(colleague.page, "editor", site.passwords["editor"])
    colleague.open("/admin/news/post/add/")
    colleague.page.get_by_label("Title:", exact=True).press_sequentially("Half a page")
    colleague.page.once("dialog", lambda dialogue: dialogue.accept())
    colleague.open("/admin/")
    assert any(name.startswith("draft ") for _, name in colleague.lying_there())
    colleague.page.get_by_role("button", name="Sign out").click()
    expect(colleague.page.get_by_role("heading", name="Signed out")).to_be_visible()
    left = colleague.lying_there()
    assert ("cookie", "sessionid") not in left
    assert not any(name.startswith("draft ") for _, name in left)
