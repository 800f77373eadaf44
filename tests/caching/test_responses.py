"""How a page that is ready is sent."""

import gzip

import brotli
import pytest

from lscb_site.caching.responses import LARGEST, CachedPage, Response
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
        {"body": b"x" * (LARGEST + 1)},
    ],
    ids=str,
)
def test_what_is_not_for_everybody(facts):
    assert not answer(**facts).is_for_everybody


# What is too large to be kept -----------------------------------------------------------------------------------------

PART = b"x" * (LARGEST // 4)


class Site:
    """One whose answer is made while it is sent, and that counts what was made of it."""

    def __init__(self, parts, fault_at=None):
        self.parts, self.fault_at, self.made, self.closed = parts, fault_at, 0, 0

    def __call__(self, environ, start_response):
        start_response("200 OK", [*HEADERS, ("Last-Modified", "Tue, 24 Nov 2026 10:00:00 GMT")])
        return self

    def __iter__(self):
        for number in range(self.parts):
            if number == self.fault_at:
                raise ValueError("a row that cannot be told")
            self.made += 1
            yield PART

    def close(self):
        self.closed += 1


def test_a_large_answer_is_sent_while_it_is_made():
    site = Site(20)
    answer = Response(site, {})
    assert (site.made, site.closed) == (5, 0)
    reply = ask(answer.send, request("/"))
    assert reply.body == PART * 20
    assert (site.made, site.closed) == (20, 1)
    assert not answer.is_for_everybody


def test_the_rest_is_not_asked_for_before_the_beginning_was_sent():
    site = Site(20)
    parts = iter(Response(site, {}).send(request("/"), lambda *answer: None))
    next(parts)
    assert site.made == 5
    next(parts)
    assert site.made == 6


def test_what_fits_is_whole_and_over():
    site = Site(3)
    assert Response(site, {}).is_for_everybody
    assert (site.made, site.closed) == (3, 1)


@pytest.mark.parametrize(
    ("method", "asked", "status"),
    [
        ("GET", {"If_None_Match": '"of-django"'}, 304),
        ("GET", {"If_Modified_Since": "Wed, 25 Nov 2026 10:00:00 GMT"}, 304),
        ("HEAD", {}, 200),
    ],
)
def test_nobody_is_sent_a_large_answer_for_nothing(method, asked, status):
    site = Site(20)
    reply = ask(Response(site, {}).send, request("/", method, **asked))
    assert (reply.status, reply.body) == (status, b"")
    assert reply.headers["ETag"] == '"of-django"'
    assert ("Content-Security-Policy" in reply.headers) == (status == 200)
    assert (site.made, site.closed) == (5, 1)


@pytest.mark.parametrize("fault_at", [2, 12])
def test_a_fault_on_the_way_is_no_end(fault_at):
    site = Site(20, fault_at)
    with pytest.raises(ValueError, match="cannot be told"):
        ask(Response(site, {}).send, request("/"))
    assert site.closed == 1
