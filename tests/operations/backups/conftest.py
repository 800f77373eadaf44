"""A place for backups, and a server of S3 on a free port."""

import logging

import pytest
from django.core.files.storage import storages

from lscb_site.operations.backups.backup_settings import BackupSettings
from lscb_site.operations.backups.places import place_at
from tests.operations.backups.small_site import fill


@pytest.fixture
def kept(tmp_path, settings):
    """A folder of backups that the settings name."""
    settings.MIGRATION_MODULES = {}  # the suite may make its tables without them; a backup asks which there are
    settings.BACKUPS = BackupSettings(place=str(tmp_path / "kept"))
    return place_at(settings.BACKUPS.place, to_write=True)


@pytest.fixture(scope="session")
def s3_server():
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)  # it tells of each request
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    yield "http://{}:{}".format(*server.get_host_and_port())
    server.stop()


@pytest.fixture
def credentials(monkeypatch):
    """Of the server, in the environment as an operator gives them; it takes any."""
    given = {
        "AWS_ACCESS_KEY_ID": "only-for-tests",
        "AWS_SECRET_ACCESS_KEY": "only-for-tests",
        "AWS_DEFAULT_REGION": "eu-west-2",
    }
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    return given


@pytest.fixture
def bucket(s3_server, credentials):
    """The name of a bucket that holds nothing."""
    import boto3

    client = boto3.client("s3", endpoint_url=s3_server)
    client.create_bucket(Bucket="kept", CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})
    yield "kept"
    for each in client.list_objects_v2(Bucket="kept").get("Contents", ()):
        client.delete_object(Bucket="kept", Key=each["Key"])
    client.delete_bucket(Bucket="kept")
    client.close()


@pytest.fixture
def small_site(kept, tmp_path, monkeypatch):
    """A site of a few files, with stores of its own."""
    for name in ("default", "documents", "renditions"):
        folder = {"documents": "documents", "renditions": "media/renditions"}.get(name, "media")
        monkeypatch.setitem(vars(storages[name]), "location", str(tmp_path / "data" / folder))
    fill()
