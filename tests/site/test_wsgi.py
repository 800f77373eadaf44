from io import BytesIO

import pytest

from lscb_site.wsgi import application


@pytest.mark.django_db
@pytest.mark.parametrize("charset", ["hex", "rot13", "idna", "utf-16", "none such", '"hex"', "latin-1; charset=hex"])
def test_a_request_is_read_as_utf8_whatever_it_claims(charset):
    told = []
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/resources/",
        "QUERY_STRING": "q=caf%C3%A9",
        "CONTENT_TYPE": f"text/plain; charset={charset}",
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
    }
    body = b"".join(application(environ, lambda status, headers: told.append(status)))
    assert told == ["200 OK"]
    assert "café" in body.decode()
