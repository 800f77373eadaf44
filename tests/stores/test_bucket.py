"""What only a bucket does: versions that it keeps, parts that are asked for, hosts that share it."""

import base64
import hashlib
import logging.config
import threading
import time

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection

from lscb_site.files import bucket_server
from lscb_site.files.bucket import BucketStorage, note_of
from lscb_site.files.content_store import Fault
from lscb_site.files.stored_object import PART
from lscb_site.logs import logging_config
from tests import databases

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

WHOLE = b"%PDF-1.7 all of it"


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
