import os
import subprocess
import sys
from io import BytesIO

import pytest
from django.core.handlers.wsgi import WSGIRequest

from lscb_site.wsgi import utf8
from tests.running_site import TOP


@pytest.mark.parametrize("charset", ["hex", "rot13", "idna", "utf-16", "none such", '"hex"', "latin-1; charset=hex"])
def test_a_request_is_read_as_utf8_whatever_it_claims(charset):
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/resources/",
        "QUERY_STRING": "q=caf%C3%A9",
        "CONTENT_TYPE": f"text/plain; charset={charset}",
        "wsgi.input": BytesIO(),
    }
    application = utf8(lambda environ, start_response: WSGIRequest(environ).GET["q"])
    assert application(environ, None) == "café"


def loaded(shown: str, **environment: str) -> str:
    """What an expression is in a process that has loaded the site."""
    script = f"import lscb_site.wsgi; from django.db import connection; print({shown})"
    command = [sys.executable, "-c", script]
    told = subprocess.run(command, cwd=TOP, env=os.environ | environment, capture_output=True, text=True, check=True)
    return told.stdout.strip()


@pytest.mark.slow
def test_loading_the_site_opens_no_connection_to_the_database():
    """gunicorn's workers are copies of the process that loads it (--preload): an open connection would be shared."""
    assert loaded("connection.connection") == "None"


@pytest.mark.slow
@pytest.mark.parametrize(("said", "is_on"), [("off", "False"), ("on", "True")])
def test_the_front_cache_can_be_switched_off(said, is_on):
    assert loaded("lscb_site.wsgi.front.is_on", PAGE_CACHE=said) == is_on
