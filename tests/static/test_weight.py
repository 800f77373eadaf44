"""What a visitor's browser has to fetch, weighed as the server sends it, without a browser."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings

from lscb_site.staticfiles import SHEET, joined

STATIC = Path(settings.STATICFILES_DIRS[0])
KILOBYTE = 1000
FETCHED = re.compile(
    r'<link rel="(?:stylesheet|preload|icon)" href="/static/([^"]+)"|<script[^>]* src="/static/([^"]+)"'
)

IMPORTED = re.compile(r'^import .* from "\./(?:modules/)?([\w-]+\.js)";$', re.MULTILINE)


def read(name):
    return (STATIC / name).read_text()


def sent(name):
    """The compressed size of a static file as it is sent: the style sheet is joined, a typeface is packed already."""
    data = joined(SHEET, read).encode() if name == SHEET else (STATIC / name).read_bytes()
    return len(data) if name.endswith(".woff2") else len(gzip.compress(data))


def brought_by(script: Path) -> set[str]:
    """The modules that a script imports, and those that these import."""
    found = set(IMPORTED.findall(script.read_text()))
    return found.union(*(brought_by(STATIC / "js" / "modules" / name) for name in found))


@pytest.fixture
def home(loaded_site, client):
    return client.get("/").content.decode()


def test_the_home_page_takes_at_most_six_requests_and_60_kilobytes(home):
    fetched = ["".join(names) for names in FETCHED.findall(home)]
    assert SHEET in fetched
    assert 1 + len(fetched) <= 6
    assert len(gzip.compress(home.encode())) + sum(map(sent, fetched)) <= 60 * KILOBYTE


def test_the_style_sheet_is_at_most_12_kilobytes():
    assert sent(SHEET) <= 12 * KILOBYTE


def test_the_scripts_of_a_page_are_at_most_5_kilobytes():
    """The first script, the search's, which any page may fetch, and the largest of those that a page has besides.

    Not those of the admin alone.
    """
    of_staff = brought_by(STATIC / "js" / "admin.js")
    assert {"written-form.js", "upload-cards.js", "upload-offers.js"} <= of_staff
    assert not of_staff & brought_by(STATIC / "js" / "site.js")
    others = (path for path in (STATIC / "js" / "modules").glob("*.js") if path.name not in of_staff)
    modules = {path.name: sent(str(path.relative_to(STATIC))) for path in others}
    on_any_page = sent("js/site.js") + modules.pop("search-suggest.js")
    assert on_any_page + max(modules.values()) <= 5 * KILOBYTE


def test_the_typeface_is_at_most_30_kilobytes():
    assert all(path.stat().st_size <= 30 * KILOBYTE for path in (STATIC / "fonts").glob("*.woff2"))
