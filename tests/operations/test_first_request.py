"""What is loaded at a first request is loaded before readers come, whatever the database does."""

import pytest

from lscb_site import wsgi
from lscb_site.operations import first_request
from lscb_site.operations.first_request import make_first_request
from lscb_site.pages.writing import write_page
from tests.caching.wsgi_process import Process, open_transactions

pytestmark = pytest.mark.django_db


class Connections:
    closed = 0

    def close_all(self):
        self.closed += 1


@pytest.fixture
def process(monkeypatch):
    """A web process, and connections that are closed for a test only in name."""
    made = Process()
    monkeypatch.setattr(wsgi, "front", made.front)
    monkeypatch.setattr(first_request, "connections", Connections())
    with open_transactions():
        yield made


@pytest.fixture
def home(admin_user):
    return write_page(reverse_id="home", title="Home", slug="home", created_by=admin_user, is_home=True)


def test_the_home_page_is_made_and_no_connection_is_left(process, home, caplog):
    make_first_request()
    assert (process.made, first_request.connections.closed) == (1, 1)
    assert process.get("/", wsgi__url_scheme="https").status == 200
    assert process.made == 1  # that of before was a page for everybody
    assert caplog.text == ""


def test_a_site_that_fails_starts_all_the_same(process, monkeypatch, caplog):
    def fail(*request):
        raise RuntimeError("secretword")

    monkeypatch.setattr(wsgi, "front", fail)
    make_first_request()
    assert first_request.connections.closed == 1
    assert "The first request failed: RuntimeError" in caplog.text
    assert "secretword" not in caplog.text
