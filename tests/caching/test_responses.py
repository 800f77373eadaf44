"""How a page that is ready is sent."""

import gzip

import brotli
import pytest

from lscb_site.caching.responses import CachedPage, Response
from tests.caching.wsgi_process import ask, request

BODY = b"<p>" + b"Who to call about a child. " * 40
HEADERS = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Length", str(len(BODY))),
    ("ETag", '"of-django"'),
    ("Cache-Control", "public, max-age=0, must-revalidate"),
    ("Content-Security-Policy", "default-src 'self'"),
]


def answer(status="200 OK", headers=(), body=BODY, left_out=()):
    kept = [pair for pair in HEADERS if pair[0] not in left_out]

    def application(environ, start_response):
        start_response(status, [*kept, *headers])
        return [body[:10], body[10:]]

    return Response(application, {})


@pytest.fixture
def page():
    return CachedPage(answer(), version=1, ends=0)


def sent(page, method="GET", **headers):
    return ask(page.send, request("/", method, **headers))


@pytest.mark.parametrize(
    ("accepts", "encoding", "unpack"),
    [("", None, bytes), ("gzip", "gzip", gzip.decompress), ("gzip, br", "br", brotli.decompress)],
)
def test_every_client_gets_the_body_that_it_reads(page, accepts, encoding, unpack):
    reply = sent(page, Accept_Encoding=accepts)
    assert unpack(reply.body) == BODY
    assert reply.headers.get("Content-Encoding") == encoding
    assert reply.headers["Content-Length"] == str(len(reply.body))
    assert reply.headers["Vary"] == "Accept-Encoding"
    assert reply.headers["Content-Security-Policy"] == "default-src 'self'"


def test_other_bytes_have_another_tag(page):
    assert len({sent(page, Accept_Encoding=accepts).headers["ETag"] for accepts in ("", "gzip", "br")}) == 3


def test_a_head_is_told_everything_but_the_body(page):
    head, get = sent(page, "HEAD", Accept_Encoding="br"), sent(page, Accept_Encoding="br")
    assert (head.status, head.headers, head.body) == (200, get.headers, b"")


@pytest.mark.parametrize("shape", ["{}", "W/{}", '"other", {}', 'W/"other" , W/{}', "*"])
@pytest.mark.parametrize("held_as", ["", "gzip", "br"])
def test_who_has_it_is_sent_nothing(page, shape, held_as):
    tag = sent(page, Accept_Encoding=held_as).headers["ETag"]
    reply = sent(page, Accept_Encoding=held_as, If_None_Match=shape.format(tag))
    assert (reply.status, reply.body) == (304, b"")
    assert {*reply.headers} == {"ETag", "Cache-Control", "Vary"}


@pytest.mark.parametrize("held_as", ["", "gzip"])
def test_who_has_it_packed_otherwise_is_sent_this_one(page, held_as):
    tag = sent(page, Accept_Encoding=held_as).headers["ETag"]
    reply = sent(page, Accept_Encoding="br", If_None_Match=tag)
    assert reply.status == 200
    assert reply.headers["ETag"] != tag


def test_who_has_another_is_sent_this_one(page):
    assert sent(page, If_None_Match='"other"').status == 200
    assert sent(page, If_None_Match='"other"', If_Modified_Since="Fri, 01 Jan 2100 00:00:00 GMT").status == 200


def test_a_date_that_was_told_is_a_condition_too():
    modified = "Tue, 24 Nov 2026 10:00:00 GMT"
    page = CachedPage(answer(headers=[("Last-Modified", modified)]), version=1, ends=0)
    assert sent(page, If_Modified_Since=modified).status == 304
    assert sent(page, If_Modified_Since="Wed, 25 Nov 2026 10:00:00 GMT").status == 304
    assert sent(page, If_Modified_Since="next Tuesday").status == 200
    assert sent(page, If_Modified_Since="Mon, 23 Nov 2026 10:00:00 GMT").status == 200


def test_the_same_words_have_the_same_tag_in_another_version(page):
    later = CachedPage(answer(), version=2, ends=0)
    assert sent(later, If_None_Match=sent(page).headers["ETag"]).status == 304


def test_a_stale_copy_says_so_and_is_stored_nowhere(page):
    page.true_at -= 90
    reply = ask(page.send_stale, request("/", If_None_Match="*"))
    assert (reply.status, reply.body) == (200, BODY)
    assert reply.headers["Cache-Control"] == "no-store"
    assert reply.headers["Warning"].startswith("110 ")
    assert reply.headers["Age"] in ("90", "91")


def test_a_page_of_everybody():
    assert answer().is_for_everybody


@pytest.mark.parametrize(
    "facts",
    [
        {"status": "404 Not Found"},
        {"status": "302 Found"},
        {"headers": [("Set-Cookie", "csrftoken=x")]},
        {"headers": [("Vary", "Accept-Encoding, Cookie")]},
        {"headers": [("Vary", "*")]},
        {"headers": [("Content-Encoding", "gzip")]},
        {"headers": [("Cache-Control", "private, no-store")], "left_out": ["Cache-Control"]},
        {"headers": [("Cache-Control", "max-age=0, no-cache")], "left_out": ["Cache-Control"]},
        {"body": b"x" * (4 * 1024 * 1024 + 1)},
    ],
    ids=str,
)
def test_what_is_not_for_everybody(facts):
    assert not answer(**facts).is_for_everybody
