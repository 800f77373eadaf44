from io import BytesIO

import pytest
from django.core.handlers.wsgi import WSGIRequest

from lscb_site.wsgi import utf8


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
