"""What the views say of themselves, beside what they really ask of a query."""

import re

import pytest

from lscb_contacts.forms import AuthorityFilter
from lscb_contacts.views.authorities import AuthorityList
from lscb_site.caching.addresses import address_of
from lscb_site.caching.declarations import cached_by, declaration
from lscb_site.web.lists import FilteredListView
from news.feeds import PostsAtom
from news.forms import FeedFilter as NewsFeedFilter
from news.forms import PostFilter
from news.views import PostList
from resources.feeds import LibraryAtom
from resources.forms import DigestForm, DocumentFilter, FeedFilter
from resources.views.checking import CheckCopy
from resources.views.lists import DocumentList
from tests.caching.wsgi_process import Process, request
from tests.house.addresses import ADDRESSES, PAGES
from tests.print_stamp import without_stamp
from tests.running_site import TOP

# Each for its reason: it is a file or a redirect, it is about one person, it tells the time, or nothing is there.
ASKED_EVERY_TIME = {
    "security.txt",
    "favicon.ico",
    "resources:latest",
    "resources:file",
    "resources:picture",
    "contacts:find",
    "contacts:mash_list",
    "contacts:confirm",
    "contacts:confirm_changes",
    "contacts:confirm_new_link",
    "following:confirm",
    "following:mine",
    "following:data",
    "following:stop",
    "previews:shared",
    "previews:shared_as_copied",
    "previews:shared_part",
    "search:results",
    "search:suggest",
    "picture",
    "media/<path:path>",
    "^cms_login/",
    "^cms_wizard/",
}


@pytest.mark.parametrize("address", ADDRESSES, ids=str)
def test_every_address_is_stored_or_has_a_reason(address):
    assert (declaration(address.path.partition("?")[0]) is None) == (address.pattern in ASKED_EVERY_TIME)


@pytest.mark.parametrize(
    ("view", "form", "others"),
    [
        (PostList, PostFilter, {"page"}),
        (DocumentList, DocumentFilter, {"page"}),
        (AuthorityList, AuthorityFilter, set()),  # one page
        (PostsAtom, NewsFeedFilter, set()),
        (LibraryAtom, FeedFilter, set()),
        (CheckCopy, DigestForm, set()),
    ],
)
def test_a_view_declares_what_its_form_reads(view, form, others):
    afresh = getattr(view, "answered_afresh_for", ())
    assert {*view.cached_by, *afresh} == {*form.base_fields} | others
    assert not {*view.cached_by} & {*afresh}


def test_every_filtered_list_stands_in_the_table_above():
    lists = {view for view in FilteredListView.__subclasses__() if not view.__module__.startswith("tests")}
    assert {view for view in lists if getattr(view, "cached_by", None) is not None} <= {
        PostList,
        DocumentList,
        AuthorityList,
    }


def test_nothing_else_reads_a_query_without_declaring_it():
    """A parameter that is read and not declared would never reach its view."""
    reads = re.compile(r"request\.GET\.get\(\"(\w+)\"")
    for room in ("news", "resources", "lscb_contacts"):
        for path in (TOP / room).rglob("views/*.py"):
            for name in reads.findall(path.read_text()):
                assert f'"{name}"' in re.search(r"cached_by = \((.*)\)", path.read_text())[1], path


def of_every_sending(headers) -> dict[str, object]:
    """Those that say the same whoever asks. Each process has an order of its own for the parts of the policy."""
    of_one = {"ETag", "Vary", "Content-Length"}
    return {name: sorted(value.split("; ")) for name, value in headers.items() if name not in of_one}


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_the_page_from_the_cache_is_the_sites_own(loaded_site, client, visits, page):
    process = Process()
    path, _, query = page.path.partition("?")
    address = address_of(request(page.path))
    # The parameters stand in one order, in the page's own links too.
    in_order = f"{path}?{address.query}" if query and address else page.path
    direct = visits[page.path].response if in_order == page.path else client.get(in_order)
    made, kept = process.get(page.path), process.get(page.path)
    assert made.status == kept.status == page.status == direct.status_code
    assert made.text == kept.text
    assert without_stamp(kept.text) == without_stamp(direct.text)
    assert {**made.headers} == {**kept.headers}
    assert of_every_sending(kept.headers) == of_every_sending(direct.headers)


def test_a_view_function_declares_by_a_decorator():
    @cached_by("p")
    def view(request):
        return "answer"

    assert (view.cached_by, view(None), view.__name__) == (("p",), "answer", "view")


def test_pages_below_pages_are_kept_too():
    assert declaration("/about/the-board/members/") == declaration("/about/")
