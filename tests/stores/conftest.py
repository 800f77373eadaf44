"""The library's store as it is on a disk and in a bucket: what holds of one holds of the other."""

from pathlib import Path

import pytest
from django.core.files.storage import storages
from filer.models import File

from lscb_site.files import bucket_server
from lscb_site.files.bucket import ContentStoreInBucket
from lscb_site.files.disk import ContentStoreOnDisk
from resources.models import EditionFile
from tests.stores.failing_server import Server


@pytest.fixture
def in_bucket(s3_server, bucket):
    """A store in a bucket that holds nothing."""
    bucket_server.server.cache_clear()
    yield ContentStoreInBucket(bucket=bucket, folder="site/documents", endpoint=s3_server)
    bucket_server.server.cache_clear()


@pytest.fixture
def on_disk(tmp_path):
    return ContentStoreOnDisk(location=tmp_path / "documents")


@pytest.fixture(params=["on_disk", "in_bucket"])
def store(request):
    """Each of the two, in its turn."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def as_the_sites_own(monkeypatch):
    """Puts a store in the place of one that settings name."""
    real, replaced = type(storages).__getitem__, {}
    monkeypatch.setattr(type(storages), "__getitem__", lambda self, name: replaced.get(name) or real(self, name))

    def replace(name, store):
        replaced[name] = store
        if name == "default":  # filer's field has one for what is public, and one for what is not
            monkeypatch.setitem(File._meta.get_field("file").storages, "public", store)
        else:  # a field asks which store it is once, when its model is made
            for field in ("file", "picture"):
                monkeypatch.setattr(EditionFile._meta.get_field(field), "storage", store)

    return replace


@pytest.fixture
def site_store(store, as_the_sites_own):
    as_the_sites_own("documents", store)
    return store


@pytest.fixture
def damage(store):
    """Puts other bytes under a name, behind the store's back."""

    def on_a_disk(name: str, content: bytes):
        Path(store.path(name)).write_bytes(content)

    def in_a_bucket(name: str, content: bytes):
        store.client.put_object(Body=content, **store.at(name))

    return on_a_disk if isinstance(store, ContentStoreOnDisk) else in_a_bucket


@pytest.fixture
def server(credentials):
    server = Server()
    bucket_server.server.cache_clear()
    yield server
    server.http.shutdown()
    server.http.server_close()
    bucket_server.server.cache_clear()
