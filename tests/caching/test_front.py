"""The front cache around the site: what it answers itself, what it leaves alone, and what it does when things fail."""

import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from lscb_site.web.public_addresses import leave_redirect
from tests.caching.wsgi_process import Process
from tests.conftest import signed_in
from tests.factories import AuthorityFactory, DocumentFactory, EditionFactory, EditionFileFactory, PostFactory

pytestmark = pytest.mark.django_db

HEADERS = [("Content-Type", "text/html"), ("Cache-Control", "public, max-age=0, must-revalidate")]


def answering(body=b"<h1>A page</h1>", status="200 OK", headers=(), meanwhile=lambda: None):
    """A site that answers every address with this."""

    def application(environ, start_response):
        meanwhile()
        start_response(status, [*HEADERS, *headers])
        return [body]

    return application


# Pages ------------------------------------------------------------------------------------------------------------


def test_the_second_reader_costs_no_query_and_no_view(process, django_assert_num_queries):
    first = process.get("/news/")
    with django_assert_num_queries(0):
        assert process.get("/news/?utm_source=letter").body == first.body
    assert process.made == 1


def test_head_get_and_every_encoding_share_one_rendering(process):
    process.get("/news/", "HEAD", Accept_Encoding="br")
    process.get("/news/", Accept_Encoding="gzip")
    assert process.get("/news/").text.startswith("<!doctype html>")
    assert process.made == 1


def test_who_has_the_page_gets_304(process):
    tag = process.get("/news/").headers["ETag"]
    assert process.get("/news/", If_None_Match=tag).status == 304
    assert Process().get("/news/", If_None_Match=tag).status == 304  # also from a process that must make it first


def test_a_kept_page_sets_no_cookie_and_carries_every_protection(process):
    process.get("/")
    headers = process.get("/news/").headers
    assert "Set-Cookie" not in headers
    assert headers["Vary"] == "Accept-Encoding"
    assert headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert {"Referrer-Policy", "Permissions-Policy", "Cross-Origin-Opener-Policy"} <= headers.keys()


def test_a_parameter_that_no_view_knows_changes_nothing(process):
    PostFactory(live=True, title="A launch", kind="launch")
    assert "utm" not in process.get("/news/?utm_source=x&kind=launch").text
    assert process.get("/news/?kind=launch&session=1").text == process.get("/news/?kind=launch").text
    assert process.made == 1


def test_what_a_reader_types_is_answered_afresh_and_kept_nowhere(process):
    AuthorityFactory(short_name="Hackney", name="London Borough of Hackney", slug="hackney")
    for _ in range(2):
        assert "Hackney" in process.get("/contacts/?q=hackney", Accept_Encoding="").text
    assert process.made == 2
    assert not any(pages for pages, _ in process.front.memory.halves.values())


def test_a_session_passes_the_cache_by(process, editor):
    process.get("/news/")
    cookie = signed_in(editor).cookies["sessionid"].value
    reply = process.get("/news/", Cookie=f"sessionid={cookie}")
    assert process.made == 2
    assert "no-store" in reply.headers["Cache-Control"]


@pytest.mark.parametrize(
    "site",
    [
        answering(headers=[("Set-Cookie", "csrftoken=x")]),
        answering(headers=[("Vary", "Cookie")]),
        answering(headers=[("Cache-Control", "private, no-store")]),
        answering(status="404 Not Found"),
        answering(status="410 Gone"),
        answering(status="500 Internal Server Error"),
    ],
)
def test_what_is_not_for_everybody_is_stored_nowhere(site):
    process = Process(site)
    replies = [process.get("/news/"), process.get("/news/")]
    assert process.made == 2
    assert replies[0] == replies[1]


def test_a_thousand_addresses_that_are_not_there_take_no_memory(process):
    for number in range(20):
        assert process.get(f"/nothing-{number}/").status == 404
    assert not any(pages for pages, _ in process.front.memory.halves.values())


def test_an_old_address_leads_on_with_the_whole_query(process):
    leave_redirect("/old/", "/new/")
    for _ in range(2):
        assert process.get("/old/?from=leaflet").headers["Location"] == "/new/?from=leaflet"


def test_a_file_is_left_to_the_site_with_its_ranges(process):
    content = b"%PDF-1.7\n" + b"0123456789" * 100
    document = DocumentFactory(live=True)
    file = EditionFileFactory(edition=EditionFactory(document=document, live=True), content=content)
    reply = process.get(file.get_absolute_url(), Range="bytes=10-19")
    assert (reply.status, reply.body) == (206, content[10:20])


@pytest.mark.parametrize(
    "address", ["/news/%00/", "/%ff/", "/" + "x" * 10_000 + "/", "/news/?kind=%00", "//", "/news/?\xff"]
)
def test_odd_requests_get_the_sites_own_answer(process, address):
    assert process.get(address).status in (200, 301, 400, 404)


# Time -------------------------------------------------------------------------------------------------------------


def test_what_goes_live_at_nine_is_seen_at_nine(process):
    nine = datetime(2026, 3, 10, 9, tzinfo=UTC)  # in London's winter, far from the midnight at which pages end too
    with time_machine.travel(nine - timedelta(minutes=30)):
        PostFactory(state="published", publish_from=nine, title="The launch")
        assert "The launch" not in process.get("/news/").text
    with time_machine.travel(nine - timedelta(minutes=1)):
        assert "The launch" not in process.get("/news/").text
        assert process.made == 1
    with time_machine.travel(nine + timedelta(seconds=1)):
        assert "The launch" in process.get("/news/").text


def test_what_ends_is_gone_from_then_on(process):
    PostFactory(live=True, publish_until=timezone.now() + timedelta(seconds=30), title="The launch")
    assert "The launch" in process.get("/news/").text
    with time_machine.travel(timezone.now() + timedelta(seconds=31)):
        assert "The launch" not in process.get("/news/").text


# Many at once -----------------------------------------------------------------------------------------------------


def with_version(process, number=1):
    """Threads of a test ask no database: their connections would not see what the test has not stored."""
    process.front.version.read = lambda: number
    process.front.lifetime.end = lambda version: time.time() + 60
    return process


def test_no_stampede(db):
    process = with_version(Process(answering(meanwhile=lambda: time.sleep(0.2))))
    replies = []
    threads = [threading.Thread(target=lambda: replies.append(process.get("/news/"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert process.made == 1
    assert [reply.status for reply in replies] == [200] * 8
    assert process.front.renderings == {}


def test_a_rendering_that_fails_holds_nobody_up():
    def fail():
        raise RuntimeError("A fault.")

    process = with_version(Process(answering(meanwhile=fail)))
    for _ in range(2):
        with pytest.raises(RuntimeError):
            process.get("/news/")
    assert process.front.renderings == {}


def test_a_page_made_late_counts_as_one_of_the_version_before():
    """It began before a change was stored and ends after it: nobody may take it for the present state."""
    process = with_version(Process(), number=1)
    process.application = answering(b"old", meanwhile=lambda: with_version(process, number=2))
    assert process.get("/news/").body == b"old"
    process.application = answering(b"new")
    assert process.get("/news/").body == b"new"
    assert process.get("/news/").body == b"new"


def test_switched_off_it_keeps_nothing(process):
    process.front.is_on = False
    assert process.get("/news/").status == 200
    reply = process.get("/news/?utm_source=x")
    assert (reply.status, process.made) == (200, 2)
    assert "Content-Encoding" not in process.get("/news/", Accept_Encoding="br").headers


def test_switched_off_it_still_says_that_the_database_is_away(process, lose_database):
    process.front.is_on = False
    process.get("/news/")
    process.application = answering(status="500 Internal Server Error")
    lose_database(process)
    reply = process.get("/news/")
    assert reply.status == 503
    assert 'href="tel:999"' in reply.text
