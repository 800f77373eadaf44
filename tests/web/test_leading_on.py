"""Where an old address leads, and what a typed one can mean."""

import time

import pytest

from lscb_site.web.addresses import with_query
from lscb_site.web.leading_on import leads_to
from lscb_site.web.typed_addresses import meant, tidied


@pytest.mark.parametrize(
    ("address", "query", "whole"),
    [
        ("/a/", "", "/a/"),
        ("/a/", "q=1", "/a/?q=1"),
        ("/a/?x=2", "q=1", "/a/?x=2&q=1"),
        ("/a/?", "q=1", "/a/?q=1"),
        ("/a/?x=2&", "q=1", "/a/?x=2&q=1"),
        ("/a/#f?g", "q=1", "/a/?q=1#f?g"),
        ("https://www.example.org/a/", "q=A%20B", "https://www.example.org/a/?q=A%20B"),
        ("https://b.example#f", "q=A%20B", "https://b.example#f"),
    ],
)
def test_a_query_is_put_behind_that_of_the_address(address, query, whole):
    assert with_query(address, query) == whole


@pytest.mark.parametrize(
    ("path", "new"),
    [
        ("/old/", "/new/"),
        ("/OLD/a/B", "/new/a/B"),
        ("/older/", None),
        ("/gone/", ""),
        ("/gone/below/", None),
        ("/query/a/", "/new/a/?x=1#f"),
        ("/deep/a/", None),
        ("/file.asp", "/new/"),
        ("/FILE.asp.", "/new/"),
        ("/file.asp/below/", None),
    ],
)
def test_the_rule(path, new):
    known = {"/old/": "/new/", "/gone/": "", "/query/": "/new/?x=1#f", "/deep/": "/deep/er/", "/file.asp": "/new/"}
    assert leads_to(path, known) == new


@pytest.mark.parametrize("path", ["/", "//", "/.", "/ ", "/index.html", "/)", ""])
def test_what_is_left_of_nothing_is_the_home_page(path):
    assert tidied(path) == ""


@pytest.mark.parametrize("path", ["/" + "&nbsp" * 5000 + "x", "/" + "." * 50000 + "x", "/" + "%20" * 9000, "/" * 9000])
def test_no_address_takes_long(path):
    began = time.process_time()
    meant(path)
    assert time.process_time() - began < 0.5


def test_every_meaning_starts_with_one_slash():
    for path in ("//evil.example/", "/\\evil.example", "///a//b", "\\\\a\\b"):
        assert all(spelling[0] == "/" != spelling[1:2] for spelling in meant(path))
