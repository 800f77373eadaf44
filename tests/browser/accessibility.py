"""What is asked of every page: axe finds nothing, wide and narrow, in light and dark; nothing scrolls sideways.

And of every type of page: the same in forced colours, and with large text on a phone.
"""

from axe_playwright_python.sync_playwright import Axe, AxeResults

from tests.browser.conftest import NARROW, WIDE

AXE = Axe().axe_script
PHONE = 390
DEFAULT_TEXT = 16  # pixels: what Chromium starts from
SURPLUS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
WIDEST = """() => [...document.querySelectorAll("body *")]
    .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map((element) => element.outerHTML.slice(0, 120)).slice(0, 5)"""
TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
# Style sheets and films are not fetched again: no rule that is asked reads them.
RULES = {"resultTypes": ["violations"], "preload": False}
# What is not ours to mend: the rule, its entry in docs/upstream.md, and the parts of a page of which it is not asked.
UPSTREAM = [
    ("region", "cms-outside-landmarks", "#cms-top, .cms, .cms-editor-inline-wrapper, .cms-block-toolbar"),
    ("page-has-heading-one", "screens-without-a-first-heading", "html:has(.filebrowser, .cms-admin-modal)"),
]
FOUND_BESIDE = """async ([rules, left]) => (await axe.run(rules)).violations.flatMap((each) => each.nodes
    .filter((node) => !(left[each.id] && document.querySelector(node.target[0])?.closest(left[each.id])))
    .map((node) => [each.id, node.html]))"""
# In forced colours a browser tells scripts the colours that the page asked for, and paints the reader's own pairs.
FORCED_RULES = RULES | {"rules": {"color-contrast": {"enabled": False}}}


def bring_axe(page):
    """Into the page that stands open. A press that leads on returns when the next document has begun: its first line
    may not be there yet, and axe finds no document to look at."""
    page.wait_for_load_state("load")
    page.evaluate(AXE)


def assert_accessible(page):
    """The page that stands open, which is left wide, in light, with text of the usual size."""
    bring_axe(page)
    # The dark palette changes colours alone, so it is looked at in one width: each width and palette has its turn.
    for width, scheme in ((WIDE, "light"), (NARROW, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        found = AxeResults(page.evaluate("rules => axe.run(rules)", RULES))
        assert not found.violations_count, f"{page.url} at {width} px, {scheme}: {found.generate_report()}"
    assert page.evaluate(SURPLUS) <= 0, page.evaluate(WIDEST)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": WIDE, "height": 900})
    set_text(page, 2 * DEFAULT_TEXT)
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == f"{2 * DEFAULT_TEXT}px"
    assert page.evaluate(SURPLUS) <= 0, f"With text twice as large: {page.evaluate(WIDEST)}"
    set_text(page, DEFAULT_TEXT)


def assert_accessible_otherwise(page):
    """With the reader's own colours and with text twice as large on a phone, both at once: neither hides what the
    other shows. For one page of each type; it is left as `assert_accessible` leaves it."""
    bring_axe(page)
    page.emulate_media(forced_colors="active")
    page.set_viewport_size({"width": PHONE, "height": 844})
    set_text(page, 2 * DEFAULT_TEXT)
    page.evaluate(TWO_FRAMES)  # the page's own script has seen the new size by then
    found = AxeResults(page.evaluate("rules => axe.run(rules)", FORCED_RULES))
    assert not found.violations_count, f"{page.url}: {found.generate_report()}"
    assert page.evaluate(SURPLUS) <= 0, f"With text twice as large on a phone: {page.evaluate(WIDEST)}"
    set_text(page, DEFAULT_TEXT)
    page.emulate_media(forced_colors="none")
    page.set_viewport_size({"width": WIDE, "height": 900})


def assert_no_finding(page):
    """On a screen of the admin, or in a window of the CMS: none beside those that are the libraries' own."""
    bring_axe(page)
    found = page.evaluate(FOUND_BESIDE, [RULES, {rule: parts for rule, _, parts in UPSTREAM}])
    assert found == [], f"{page.url}: {found}"


def set_text(page, pixels):
    """As a reader does in the browser's settings."""
    session = page.context.new_cdp_session(page)
    session.send("Page.setFontSizes", {"fontSizes": {"standard": pixels, "fixed": pixels}})
    session.detach()
