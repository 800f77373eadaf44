"""What gunicorn refuses by itself, and what every process writes into its log. nginx does not stand before it here."""

import contextlib
import socket
import time

import pytest

from lscb_site.search.forms import MOST
from lscb_site.web.protection import PROTECTION

SECRET = b"secretwords"


def send(portal, raw: bytes) -> str:
    with socket.create_connection(("127.0.0.1", portal.port), timeout=20) as line:
        line.sendall(raw)
        return line.makefile("rb").read().decode()


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        ("GET /search/?q=secretwordsé HTTP/1.1\r\nHost: localhost\r\n\r\n".encode(), 400),
        (b"GET /search/?q=secretwords SE1 7PB HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        (b"GET /search/?q=secretwords\tSE1 HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        (b"get /search/?q=secretwords HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        (b"GET /search/?q=secretwords HTTP/9.1\r\nHost: localhost\r\n\r\n", 400),
        (b"GET /search/?q=secretwords HTTP/1.1\r\nHost: localhost\r\nsecret words: 1\r\n\r\n", 400),
        (b"POST /contacts/find/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: secretwords\r\n\r\n", 400),
        (b"GET /search/?q=" + SECRET * 800 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", 414),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nCookie: " + SECRET * 800 + b"\r\n\r\n", 431),
    ],
)
def test_what_gunicorn_refuses_has_the_sites_words_and_is_not_logged(portal, raw, status):
    said = send(portal, raw)
    assert said.startswith(f"HTTP/1.1 {status} ")
    assert "tel:999" in said
    assert "0808&nbsp;800&nbsp;5000" in said
    for name, value in PROTECTION.items():
        assert f"{name}: {value}\r\n" in said
    log = portal.log.read_text()
    assert "A request that cannot be read was refused" in log
    assert "secretwords" not in log


def test_a_line_without_end_costs_no_time(portal):
    began = time.monotonic()
    enough = contextlib.suppress(ConnectionError)  # gunicorn hangs up before it has read all of it
    with enough, socket.create_connection(("127.0.0.1", portal.port), timeout=20) as line:
        line.sendall(b"GET /" + b"x" * 10_000_000)
    assert portal.ask("/healthz").status == 200
    assert time.monotonic() - began < 10  # without the limit it took minutes


def test_a_body_in_chunks_is_asked_for_its_length(portal):
    said = send(
        portal,
        b"POST /contacts/find/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\n\r\n10\r\npostcode=SE1+7PB\r\n0\r\n\r\n",
    )
    assert said.startswith("HTTP/1.1 411 ")
    assert "Content-Length" in said


def test_the_longest_address_that_a_form_makes_fits(portal):
    # A paragraph typed into the search field, each letter of three bytes that are each written with three.
    assert portal.ask(f"/search/?q={'%E2%82%AC' * 850}&kind=protocol&topic=mash&year=2015&superseded=on").status == 200
    assert MOST > 850


def test_odd_hosts_and_forms_are_a_line_each(portal):
    begins = portal.log.stat().st_size
    assert portal.ask("/news/?q=secretwords", Host="evil.example").status == 400
    for kind in ("multipart/form-data", "multipart/form-data; boundary=\xff", "multipart/form-data; boundary="):
        assert portal.ask("/contacts/find/", "POST", body="secretwords", Content_Type=kind).status == 400
    said = portal.log.read_text()[begins:]
    assert "Invalid HTTP_HOST header: 'evil.example'" in said
    assert "Traceback" not in said
    assert "secretwords" not in said
