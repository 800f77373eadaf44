"""Numbers for the statistics never hold up a reader."""

import sqlite3
import time
from contextlib import closing

import pytest
from django.db import connection
from django.http import HttpResponse

from lscb_site.search.models import MissedPhrase
from lscb_site.web import afterwards
from resources.models import DownloadCount
from tests.factories import LiveDocumentFactory

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def rested(monkeypatch):
    monkeypatch.setattr(afterwards.Rest, "until", 0)  # and set back after the test


@pytest.mark.django_db
def test_it_is_done_when_the_answer_is_closed_even_if_that_fails():
    done = []
    response = HttpResponse("ok")
    response.close = lambda: done.append("closed") or 1 / 0
    afterwards.afterwards(response, lambda: done.append("counted"))
    assert done == []
    with pytest.raises(ZeroDivisionError):
        response.close()
    assert done == ["closed", "counted"]


@pytest.mark.django_db(transaction=True)
def test_while_somebody_writes_downloads_and_searches_answer_at_once(client, caplog):
    """On PostgreSQL a writer locks rows and no database: tests/faults locks the tables there."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has as many writers as there are.")
    file = LiveDocumentFactory(edition__file__content=b"%PDF-1.7\n" + b"." * 100).current_edition.main_file
    asked = [file.get_absolute_url(), "/search/?q=wugwugly"]
    patience = connection.settings_dict["OPTIONS"]["timeout"]  # of a writer whom an editor waits for
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as writer:
        writer.execute("BEGIN IMMEDIATE")
        for path in asked * 3:
            began = time.monotonic()
            assert client.get(path).getvalue()
            assert time.monotonic() - began < patience / 2
        writer.rollback()
    assert not DownloadCount.objects.exists()
    assert not MissedPhrase.objects.exists()
    assert "could not be written: OperationalError" in caplog.text
    assert "wugwugly" not in caplog.text
    afterwards.Rest.until = 0
    for path in asked:
        b"".join(client.get(path))
    assert DownloadCount.objects.get().count == MissedPhrase.objects.get().count == 1
