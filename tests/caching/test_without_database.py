"""What the front cache answers when the database is away, or fails while a page is made."""

from datetime import timedelta

import pytest
import time_machine
from django.db import InternalError, OperationalError
from django.utils import timezone

from lscb_site.caching.version import DatabaseAway
from tests.caching.test_front import HEADERS, answering
from tests.caching.wsgi_process import Process, ask, request
from tests.factories import PostFactory

pytestmark = pytest.mark.django_db


def test_without_a_database_the_last_known_copy_is_served_and_says_so(process, lose_database):
    fresh = process.get("/news/")
    PostFactory(live=True)
    lose_database(process)
    reply = process.get("/news/?utm_source=x")
    assert (reply.status, reply.body) == (200, fresh.body)
    assert reply.headers["Warning"].startswith("110 ")
    assert reply.headers["Cache-Control"] == "no-store"
    assert "default-src 'self'" in reply.headers["Content-Security-Policy"]


def test_the_last_known_copy_is_served_for_a_day(process, lose_database):
    now = timezone.now()
    with time_machine.travel(now):
        process.get("/news/")
    lose_database(process)
    with time_machine.travel(now + timedelta(hours=23, minutes=59)):
        assert process.get("/news/").status == 200
    with time_machine.travel(now + timedelta(hours=24, minutes=1)):
        assert process.get("/news/").status == 503


def test_without_a_copy_there_are_the_numbers_to_call(process, lose_database):
    lose_database(process)
    reply = process.get("/news/")
    assert reply.status == 503
    assert 'href="tel:999"' in reply.text
    assert "0808&nbsp;800&nbsp;5000" in reply.text
    assert reply.headers["Retry-After"] == "30"
    assert reply.headers["Cache-Control"] == "no-store"


def test_a_database_that_goes_away_during_a_rendering():
    process = Process(answering())
    process.get("/news/")
    process.application = answering(status="500 Internal Server Error")
    process.front.memory.get(next(iter(process.front.memory.halves[False][0]))).ends = 0

    def away():
        raise DatabaseAway

    reads = iter([lambda: 0, away])
    process.front.version.read = lambda: next(reads)()
    reply = process.get("/news/")
    assert (reply.status, reply.body) == (200, b"<h1>A page</h1>")
    assert "Warning" in reply.headers


@pytest.mark.parametrize("address", ["/admin/", "/admin/login/", "/admin/news/post/add/"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_admin_is_honest_about_a_database_that_is_away(process, lose_database, address, method):
    lose_database(process)
    reply = process.get(address, method, Cookie="sessionid=abc")
    assert reply.status == 503
    assert ("The database does not answer" if method == "GET" else "Nothing was saved") in reply.text
    assert reply.headers["Cache-Control"] == "no-store"


def test_whatever_else_fails_for_want_of_a_database_says_so_too(lose_database):
    process = Process(answering(status="500 Internal Server Error"))
    lose_database(process)
    assert process.get("/contacts/find/", "POST").status == 503


@pytest.mark.parametrize(
    ("problem", "status"),
    [
        (OperationalError("canceling statement"), 503),
        (InternalError("cannot execute UPDATE in a read-only transaction"), 503),
        (RuntimeError("A fault."), 500),
    ],
)
def test_a_statement_that_took_too_long_is_no_fault_of_the_page(process, monkeypatch, problem, status):
    """The database is there again by the time that its absence could be noticed."""

    def fail(*args, **kwargs):
        raise problem

    monkeypatch.setattr("lscb_site.search.views.Search.run", fail)
    monkeypatch.setattr("news.views.PostList.get_listed", fail)
    for address in ("/search/?q=consent", "/news/"):
        reply = process.get(address)
        assert reply.status == status
        assert "tel:999" in reply.text


def test_style_sheets_need_no_database(process, lose_database):
    process.application = answering(b"a {}")
    lose_database(process)
    assert process.get("/static/css/site.css").status == 200


def test_a_fault_that_is_not_the_databases_stays_what_it_is():
    process = Process(answering(b"A fault.", status="500 Internal Server Error"))
    assert ask(process.entrance, request("/admin/")).body == b"A fault."
    assert process.get("/news/").body == b"A fault."


def test_a_page_that_could_not_be_made_once_is_not_forgotten(lose_database):
    process = Process(answering())
    fresh = process.get("/news/")
    process.application = answering(status="503 Service Unavailable")
    process.front.memory.get(next(iter(process.front.memory.halves[False][0]))).ends = 0
    assert process.get("/news/").status == 503
    lose_database(process)
    assert (process.get("/news/").status, process.get("/news/").body) == (200, fresh.body)


def test_a_database_that_goes_away_while_an_answer_is_made_and_sent(process):
    def streaming(environ, start_response):
        start_response("200 OK", HEADERS)

        def parts():
            yield b"Half of it"
            raise OperationalError("the connection was lost")

        return parts()

    assert Process(streaming).get("/news/").status == 503
