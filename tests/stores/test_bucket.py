"""What only a bucket does: a server that is away, breaks off, refuses or lies; versions that it keeps; two hosts."""

import base64
import hashlib
import logging.config
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection

from lscb_site.files import bucket_server
from lscb_site.files.bucket import BucketStorage, ContentStoreInBucket, note_of
from lscb_site.files.content_store import Fault
from lscb_site.files.stored_object import PART
from lscb_site.logs import logging_config
from resources import reading, stored_files
from resources.erasing import erase
from resources.models import EditionFile
from tests import databases
from tests.factories import LiveDocumentFactory, PublisherFactory
from tests.news.test_admin import LIST, typed
from tests.resources.admin.forms import upload

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

WHOLE = b"%PDF-1.7 all of it"


class Server:
    """Answers each request as `answer` says, which gets the handler and may write what it likes."""

    def __init__(self):
        self.asked, self.answer = [], None

        class Handler(BaseHTTPRequestHandler):
            def do_GET(handler):
                self.asked.append((handler.command, handler.path))
                self.answer(handler)

            do_HEAD = do_PUT = do_DELETE = do_GET

            def log_message(self, *args):
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def refuses(self, status, code):
        def answer(handler):
            body = f"<Error><Code>{code}</Code></Error>".encode()
            handler.send_response(status)
            handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            if handler.command != "HEAD":
                handler.wfile.write(body)
            handler.close_connection = True

        self.answer = answer

    def breaks_off(self):
        def answer(handler):
            handler.send_response(200)
            handler.send_header("Content-Length", str(len(WHOLE)))
            handler.send_header("ETag", '"tag"')
            handler.end_headers()
            if handler.command == "GET":
                handler.wfile.write(WHOLE[:5])
            handler.close_connection = True

        self.answer = answer


@pytest.fixture
def server(credentials):
    server = Server()
    bucket_server.server.cache_clear()
    yield server
    server.http.shutdown()
    server.http.server_close()
    bucket_server.server.cache_clear()


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


@pytest.mark.parametrize("act", ["delete", "destroy"])
def test_what_goes_leaves_no_earlier_version(in_bucket, s3_client, act):
    s3_client.put_bucket_versioning(Bucket=in_bucket.bucket_name, VersioningConfiguration={"Status": "Enabled"})
    name, beside = in_bucket.save("a.pdf", ContentFile(WHOLE)), in_bucket.save("a.docx", ContentFile(WHOLE))
    s3_client.put_object(Body=b"before", **in_bucket.at(name))
    s3_client.put_object(Body=WHOLE, **in_bucket.at(name))
    s3_client.delete_object(**in_bucket.at(name))
    getattr(in_bucket, act)(name)
    lying = s3_client.list_object_versions(Bucket=in_bucket.bucket_name, Prefix=in_bucket.at("")["Key"])
    keys = {each["Key"] for each in (*lying["Versions"], *lying.get("DeleteMarkers", ()))}
    assert in_bucket.at(name)["Key"] not in keys
    assert in_bucket.exists(beside)


def test_nobody_is_sent_to_the_bucket_and_nothing_in_it_tells_browsers_what_it_is(in_bucket, s3_client):
    name = in_bucket.save("a.pdf", ContentFile(WHOLE))
    assert in_bucket.url(name) == f"/media/{name}"
    assert s3_client.head_object(**in_bucket.at(name))["ContentType"] == "application/octet-stream"
    grants = s3_client.get_object_acl(**in_bucket.at(name))["Grants"]
    assert [grant["Grantee"]["Type"] for grant in grants] == ["CanonicalUser"]  # the owner alone


def test_a_server_that_gives_back_other_bytes_is_not_believed(in_bucket, monkeypatch):
    real = in_bucket.client.put_object
    monkeypatch.setattr(
        in_bucket.client,
        "put_object",
        lambda Body, ChecksumSHA256="", **facts: real(Body=Body and b"others", **facts),
    )
    with pytest.raises(OSError, match="gives back other bytes"):
        in_bucket.save("a.pdf", ContentFile(WHOLE))
    assert in_bucket.names_of(hashlib.sha256(WHOLE).hexdigest()) == []


def test_the_digest_goes_with_the_bytes(server):
    told = []

    def answer(handler):
        told.append(handler.headers.get("x-amz-checksum-sha256"))
        handler.send_error(404 if handler.command == "HEAD" else 400)

    server.answer = answer
    with pytest.raises(OSError, match="answers 400"):
        BucketStorage(bucket="kept", folder="", endpoint=server.address).save("a.png", ContentFile(WHOLE))
    digest = base64.b64encode(hashlib.sha256(WHOLE).digest()).decode()
    assert digest in told


def test_no_level_of_the_log_holds_a_signature(in_bucket, capsys):
    logging.config.dictConfig(logging_config("DEBUG"))
    try:
        in_bucket.save("a.pdf", ContentFile(WHOLE))
        logging.getLogger("lscb_site").debug("What is ours is told.")
    finally:
        logging.config.dictConfig(settings.LOGGING)
    told = capsys.readouterr().err
    assert "What is ours is told." in told
    assert "only-for-tests" not in told
    assert "ignature" not in told


def test_right_bytes_are_not_written_over(in_bucket, monkeypatch):
    name = in_bucket.save("a.pdf", ContentFile(WHOLE))
    written = in_bucket.get_modified_time(name)
    monkeypatch.setattr(BucketStorage, "put_in_place", None)
    assert in_bucket.save("again.pdf", ContentFile(WHOLE)) == name
    assert in_bucket.get_modified_time(name) == written
    assert list(in_bucket.sweep(time.time() + 60, lambda name: False)) == [name]  # it was noted anew


def test_parts_of_two_files_are_not_put_together(in_bucket, damage_in_bucket):
    name = in_bucket.save("a.pdf", ContentFile(b"x" * PART * 2))
    source = in_bucket.source(name)
    assert source.read(3) == b"xxx"
    damage_in_bucket(name, b"y" * PART * 2)
    source.seek(PART)
    with pytest.raises(OSError, match=r"PreconditionFailed|412"):
        source.read(3)


@pytest.fixture
def damage_in_bucket(in_bucket):
    return lambda name, content: in_bucket.client.put_object(Body=content, **in_bucket.at(name))


def test_two_pictures_of_one_name_are_two(s3_server, bucket):
    bucket_server.server.cache_clear()
    pictures = BucketStorage(bucket=bucket, folder="media", endpoint=s3_server)
    names = {pictures.save("logo.png", ContentFile(content)) for content in (b"one", b"two")}
    assert len(names) == 2
    found = set()
    for name in names:
        with pictures.open(name) as picture:
            found.add(picture.read())
    assert found == {b"one", b"two"}
    assert set(pictures.listdir("")[1]) == names
    bucket_server.server.cache_clear()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(not databases.is_postgresql(), reason="SQLite is one machine's.")
def test_a_host_that_notes_waits_for_one_that_sweeps(in_bucket, monkeypatch):
    name = in_bucket.save("a.pdf", ContentFile(WHOLE))
    order, real = [], in_bucket.delete
    other = threading.Thread(target=lambda: (in_bucket.note(name), order.append("noted"), connection.close()))

    def slow(name):
        other.start()
        time.sleep(0.3)
        order.append("deleted")
        real(name)

    monkeypatch.setattr(in_bucket, "delete", slow)
    assert list(in_bucket.sweep(time.time() + 60, lambda name: False)) == [name]
    other.join()
    assert order == ["deleted", "noted"]
    assert in_bucket.size(note_of(name)) == 0  # it will be looked at again
    assert in_bucket.glance(name) == Fault.MISSING
