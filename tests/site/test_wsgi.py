import subprocess
import sys
from io import BytesIO

import pytest
from django.core.handlers.wsgi import WSGIRequest

from lscb_site.wsgi import utf8
from tests.running_site import TOP

pytestmark = pytest.mark.slow


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


def test_loading_the_site_opens_no_connection_to_the_database():
    """gunicorn's workers are copies of the process that loads it (--preload): an open connection would be shared."""
    script = "import lscb_site.wsgi; from django.db import connection; print(connection.connection)"
    told = subprocess.run([sys.executable, "-c", script], cwd=TOP, capture_output=True, text=True, check=True)

    assert told.stdout.strip() == "None"
