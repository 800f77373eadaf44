"""No line of any log holds what was searched for, a postcode or a key."""

import json
import logging
import sys
import time

import pytest
from django.core.exceptions import BadRequest, DisallowedHost
from django.db import DataError, OperationalError
from django.http.multipartparser import MultiPartParserError

from lscb_site.logs import FORMS, JsonFormatter, MaskingFormatter, logging_config, masked

KEY = "7.Y4VWssWgYLOpmJti8kqz6oDFRcDTx76rzHZ7H0XQY2M"


@pytest.mark.parametrize(
    ("said", "logged"),
    [
        ("Not Found: /search/?q=hidden", "Not Found: /search/?…"),
        ('"GET /search/?q=hidden words HTTP/1.1" 200 5', '"GET /search/?… HTTP/1.1" 200 5'),
        ("/search/? hidden", "/search/?…"),
        ("GET /?q=hidden HTTP/1.1 hidden HTTP/1.1", "GET /?… HTTP/1.1"),
        ("https://www.example.org/search/?q='hidden'", "https://www.example.org/search/?…"),
        ("first /a?hidden\nsecond /b?hidden\nthird", "first /a?…\nsecond /b?…\nthird"),
        (f"Bad Request: /contacts/confirm/{KEY}/changes/", "Bad Request: /contacts/confirm/…/changes/"),
        (f"of '/contacts/confirm/{KEY}'", "of '/contacts/confirm/…'"),
        (f"Gone: /follow/confirm/{KEY}/", "Gone: /follow/confirm/…/"),
        ("Not Found: /follow/mine/cut-off/data/", "Not Found: /follow/mine/…/data/"),
        ("Not Found: /follow/stop/cut-off", "Not Found: /follow/stop/…"),
        ("Not Found: /follow/document/stop/", "Not Found: /follow/document/stop/"),
        (f"Not Found: /shared/{KEY}/news/plans/", "Not Found: /shared/…/news/plans/"),
        ("Not Found: /shared/cut-off", "Not Found: /shared/…"),
        ("Not Found: /search / ?q=hidden", "Not Found: /search / ?…"),
        (
            "Gone: /resources/files/0123456789abcdef0123/review of hidden.docx",
            "Gone: /resources/files/0123456789abcdef0123/…",
        ),
        (
            '"GET /resources/files/0123456789abcdef0123/hidden name.pdf HTTP/1.1" 410 5',
            '"GET /resources/files/0123456789abcdef0123/… HTTP/1.1" 410 5',
        ),
        ("/resources/files/0123456789abcdef0123/text/", "/resources/files/0123456789abcdef0123/text/"),
        (
            "Not Found: /admin/resources/edition/3/files/7/copy/hidden:1a:xyz",
            "Not Found: /admin/resources/edition/3/files/7/copy/…",
        ),
        *(
            (f"Not Found: {path}{KEY}{more}/", f"Not Found: {path}…/")
            for path in ("/Contacts/Confirm/", "/contacts/confirm//", "/contacts/confirm/ ", '/contacts/confirm/"', "/")
            for more in ("", "_x")
        ),
        ("Is the worker running? It has not been heard of.", "Is the worker running? It has not been heard of."),
    ],
)
def test_the_mask(said, logged):
    assert masked(said) == logged


def test_a_long_address_is_masked_in_no_time():
    began = time.process_time()
    for each in ("/" * 8000, "/a" * 4000, "1" * 8000):
        masked(f"Not Found: {each}")
    assert time.process_time() - began < 0.1


def a_record(message, error=None, *args) -> logging.LogRecord:
    problem = None
    if error is not None:
        try:
            raise error
        except Exception:
            problem = sys.exc_info()
    record = logging.LogRecord("a.library", logging.ERROR, __file__, 1, message, args, problem)
    record.exc_text = "made by another handler: hidden" if error else None
    return record


def line(message, error=None, *args) -> str:
    """Of the form that people read. What the form for machines holds is the same."""
    told = MaskingFormatter("{levelname} {message}", style="{").format(record := a_record(message, error, *args))
    parts = json.loads(JsonFormatter().format(record))
    assert told == "\n".join(filter(None, (f"{parts['level']} {parts['message']}", parts.get("traceback", ""))))
    return told


def test_arguments_and_tracebacks_are_masked():
    assert line("Not Found: %s", None, "/search/?q=hidden") == "ERROR Not Found: /search/?…"
    told = line("Internal Server Error: /search/", RuntimeError(f"/search/?q=hidden /contacts/confirm/{KEY}/"))
    assert "RuntimeError: /search/?…" in told
    assert "hidden" not in told
    assert KEY not in told


@pytest.mark.parametrize(
    "error",
    [
        DataError("invalid input syntax for type integer: \"hidden\"\nLINE 1: ... WHERE q = 'hidden'\n        ^\n"),
        OperationalError('no operand in tsquery: "hidden"\n'),
        DataError("Failing row contains (1, hidden, null).\nDETAIL: hidden"),
    ],
)
def test_what_a_database_repeats_is_masked(error):
    told = line("Internal Server Error: /search/", error)
    assert "Traceback" in told
    assert type(error).__name__ in told
    assert "hidden" not in told


def test_the_cause_of_a_fault_is_masked_too():
    fault = RuntimeError("It could not be found.")
    fault.__cause__ = OperationalError('no operand in tsquery: "hidden"')
    told = line("A fault", fault)
    assert "no operand in tsquery: …" in told
    assert "hidden" not in told


@pytest.mark.parametrize("error", [DisallowedHost("x"), BadRequest("x"), MultiPartParserError("x")])
def test_what_a_client_did_wrong_is_one_line(error):
    assert line("Bad Request: /", error) == "ERROR Bad Request: /"


def test_every_handler_masks():
    config = logging_config("DEBUG")
    assert [handler["formatter"] for handler in config["handlers"].values()] == ["line"]
    assert config["formatters"]["line"]["()"] is MaskingFormatter
    assert {name for logger in config["loggers"].values() for name in logger.get("handlers", [])} == set()


@pytest.mark.parametrize("said", ["two\nlines", "\r\x00\x1b[31m\u2028", "half \ud800 a sign", 'a "quote" \\'])
def test_a_line_of_json_is_one_line_whatever_it_says(said):
    told = JsonFormatter().format(a_record(said, RuntimeError(said)))
    assert told.isascii()
    assert len(told.splitlines()) == 1
    parts = json.loads(told)
    json.dumps(parts, ensure_ascii=False).encode()  # no half signs
    assert (parts["level"], parts["logger"], parts["exception"]) == ("ERROR", "a.library", "RuntimeError")
    assert parts["message"].startswith(said[:3].encode("utf-8", "backslashreplace").decode())


def test_the_moment_is_utc_as_rfc_3339_has_it():
    record = a_record("a")
    record.created = 1427000000.25
    assert json.loads(JsonFormatter().format(record))["time"] == "2015-03-22T04:53:20.250+00:00"


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_that_of_the_setting(form):
    assert logging_config("INFO", form)["formatters"]["line"]["()"] is FORMS[form]
