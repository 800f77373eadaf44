"""A bucket whose server is away, silent, refuses or breaks off: whatever it is, it is no fault of a file."""

import socket
import time

import pytest
from django.core.files.base import ContentFile
from filer.models import Image

from lscb_site.files import bucket_server
from lscb_site.files.bucket import BucketStorage, ContentStoreInBucket
from lscb_site.files.content_store import Fault
from resources import reading, stored_files
from resources.erasing import erase
from resources.models import EditionFile
from tests.factories import LiveDocumentFactory, PublisherFactory
from tests.news.test_admin import LIST, typed
from tests.resources.admin.forms import upload

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

WHOLE = b"%PDF-1.7 all of it"


def store_at(address: str) -> ContentStoreInBucket:
    return ContentStoreInBucket(bucket="kept", folder="documents", endpoint=address)


@pytest.fixture
def away(credentials, as_the_sites_own):
    """The site's store, at a port where nobody listens."""
    bucket_server.server.cache_clear()
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        store = store_at(f"http://127.0.0.1:{unused.getsockname()[1]}")
    yield store
    bucket_server.server.cache_clear()


@pytest.fixture
def file(in_bucket, as_the_sites_own):
    """The file of a live document, in a bucket."""
    as_the_sites_own("documents", in_bucket)
    return LiveDocumentFactory(edition__file__content=WHOLE).current_edition.main_file


def acts(store):
    return {
        "save": lambda: store.save("a.pdf", ContentFile(WHOLE)),
        "open": lambda: store.open("ab/abc.pdf"),
        "glance": lambda: store.glance("ab/abc.pdf"),
        "fault_of": lambda: store.fault_of("ab/abc.pdf"),
        "source": lambda: store.source("ab/abc.pdf").read(),
        "local": lambda: store.local("ab/abc.pdf").__enter__(),
        "exists": lambda: store.exists("ab/abc.pdf"),
        "size": lambda: store.size("ab/abc.pdf"),
        "listdir": lambda: store.listdir(""),
        "delete": lambda: store.delete("ab/abc.pdf"),
        "destroy": lambda: store.destroy("ab/abc.pdf"),
        "note": lambda: store.note("ab/abc.pdf"),
        "keep": lambda: store.keep("ab/abc.pdf"),
        "sweep": lambda: list(store.sweep(time.time(), bool)),
        "names_of": lambda: store.names_of("abc"),
    }


@pytest.mark.parametrize("act", acts(None))
def test_whatever_goes_wrong_is_an_error_of_the_machine_and_no_fault_of_a_file(server, act):
    store = store_at(server.address)
    for status, code in ((403, "AccessDenied"), (500, "InternalError"), (503, "SlowDown")):
        server.refuses(status, code)
        with pytest.raises(OSError, match="The bucket’s server answers") as problem:
            acts(store)[act]()
        assert not isinstance(problem.value, FileNotFoundError)


def test_a_bucket_that_is_gone_is_no_fault_of_its_files(server):
    server.refuses(404, "NoSuchBucket")
    store = store_at(server.address)
    for act in ("glance", "fault_of", "save", "note"):
        with pytest.raises(OSError, match="The bucket’s server answers"):
            acts(store)[act]()


@pytest.mark.parametrize("act", ["open", "fault_of", "source", "local"])
def test_bytes_that_break_off_are_not_taken_for_a_file(server, act):
    server.breaks_off()
    with pytest.raises(OSError, match="cannot be asked"):
        acts(store_at(server.address))[act]()


def test_a_server_that_never_answers_costs_one_of_many_a_wait(credentials, monkeypatch):
    monkeypatch.setattr(bucket_server, "ANSWER", 0.5)
    bucket_server.server.cache_clear()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        store = store_at(f"http://127.0.0.1:{silent.getsockname()[1]}")
        began = time.monotonic()
        with pytest.raises(OSError, match="cannot be asked"):
            store.glance("ab/abc.pdf")
        assert time.monotonic() - began < 5
        began = time.monotonic()
        for _ in range(20):
            with pytest.raises(OSError, match="a moment ago"):
                store.glance("ab/abc.pdf")
        assert time.monotonic() - began < 0.5
    bucket_server.server.cache_clear()


def test_a_server_that_is_back_is_asked_again_by_one_first(in_bucket, monkeypatch):
    pause = bucket_server.server(in_bucket.endpoint)[1]
    pause.begin()
    with pytest.raises(OSError, match="a moment ago"):
        in_bucket.glance("ab/abc.pdf")
    monkeypatch.setattr(bucket_server, "PAUSE", 0)
    pause.begin()
    monkeypatch.undo()
    pause.hold()  # one asks
    with pytest.raises(OSError, match="a moment ago"):
        pause.hold()  # the next does not wait with it
    pause.end()
    assert in_bucket.glance("ab/abc.pdf") == Fault.MISSING


def test_readers_are_told_that_it_is_away_and_nothing_is_held_against_the_file(client, file, away, as_the_sites_own):
    there = client.get(file.get_absolute_url())
    as_the_sites_own("documents", away)
    answer = client.get(file.get_absolute_url())
    assert answer.status_code == 503
    assert "We cannot give you this file at the moment" in answer.text
    assert client.get(file.get_absolute_url(), headers={"If-None-Match": there.headers["ETag"]}).status_code == 503
    assert [checked.fault for checked in stored_files.check_all()] == ["unreadable"]  # told, and recorded nowhere
    assert EditionFile.objects.get(pk=file.pk).fault == ""


def test_a_picture_that_cannot_be_fetched_now_is_not_said_to_be_none(client, away, as_the_sites_own):
    digest = "0" * 40
    Image.objects.create(original_filename="a.png", file="uploads/a.png")
    Image.objects.update(sha1=digest)  # which it takes from the file when it is saved
    as_the_sites_own("default", BucketStorage(bucket="kept", folder="media", endpoint=away.endpoint))
    answer = client.get(f"/pictures/{digest}/480.webp")
    assert answer.status_code == 503
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Retry-After"] == "60"


def test_a_worker_waits_until_it_is_back(file, in_bucket, away, as_the_sites_own):
    as_the_sites_own("documents", away)
    assert reading.read_next()
    file.refresh_from_db()
    assert (file.reading, file.reading_problem) == ("pending", "The stored file could not be opened.")
    as_the_sites_own("documents", in_bucket)
    EditionFile.objects.update(read_after=None)
    assert reading.read_next()


def test_an_editor_is_told_and_keeps_what_was_typed(editor_client, away, as_the_sites_own):
    as_the_sites_own("documents", away)
    answer = editor_client.post(f"{LIST}add/", typed(new_documents=[upload("one.pdf")]))
    assert answer.status_code == 200
    assert "The server could not store this file" in answer.text
    assert 'value="A protocol is launched"' in answer.text


def test_an_erasure_that_the_bucket_refuses_changes_nothing(file, away, as_the_sites_own):
    as_the_sites_own("documents", away)
    with pytest.raises(OSError):  # noqa: PT011 - of whatever kind
        erase(file.sha256, "It names a child.", PublisherFactory())
    assert EditionFile.objects.get(pk=file.pk).sha256 == file.sha256
