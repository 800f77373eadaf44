import gzip

import brotli
import pytest

from lscb_site.caching.encodings import accepted, bodies

BODY = b"<p>" + b"Who to call about a child. " * 40


@pytest.mark.parametrize(
    ("header", "first"),
    [
        ("", "identity"),
        ("gzip", "gzip"),
        ("gzip, deflate, br", "br"),
        ("GZIP, BR", "br"),
        ("br;q=0.5, gzip;q=0.8", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("gzip;q=0", "identity"),
        ("identity", "identity"),
        ("identity;q=1, gzip;q=0.5", "identity"),
        ("*", "br"),
        ("*;q=0", "identity"),
        ("gzip;q=nonsense", "identity"),
        ("deflate", "identity"),
        (";;;,,,q=", "identity"),
    ],
)
def test_the_client_chooses_and_brotli_wins_among_equals(header, first):
    assert accepted(header)[0] == first


def test_the_next_best_is_there_for_a_body_that_was_not_compressed():
    assert accepted("gzip, br") == ("br", "gzip", "identity")
    assert accepted("gzip;q=0.5") == ("gzip", "identity")


@pytest.mark.parametrize("feed", ["application/atom+xml; charset=utf-8", "application/feed+json"])
def test_a_feed_is_a_text(feed):
    assert set(bodies(feed, BODY)) == {"identity", "br", "gzip"}


def test_a_text_is_compressed_both_ways():
    found = bodies("text/html; charset=utf-8", BODY)
    assert brotli.decompress(found["br"]) == gzip.decompress(found["gzip"]) == found["identity"] == BODY
    assert len(found["br"]) < len(BODY) / 2


@pytest.mark.parametrize(("content_type", "body"), [("image/webp", BODY), ("text/plain", b"short"), ("", BODY)])
def test_what_gains_nothing_is_left_as_it_is(content_type, body):
    assert bodies(content_type, body) == {"identity": body}
