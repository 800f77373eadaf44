"""Which files are looked for."""

import re

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db.models import FileField

from lscb_site.files.content_store import content_store
from lscb_site.operations.backups.files import NAMED, SiteFile, lying_there, measured
from lscb_site.operations.backups.streams import Counted


def test_every_column_that_names_a_stored_file_is_asked():
    columns = {
        (field.column, model._meta.db_table)
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, FileField)
    }
    assert {re.match(r"SELECT (\w+) FROM (\w+)", statement).groups() for statement in NAMED} == columns


@pytest.fixture
def stores(tmp_path, monkeypatch):
    for name in ("default", "documents"):
        monkeypatch.setitem(vars(storages[name]), "location", str(tmp_path / name))
    return tmp_path


@pytest.mark.slow
def test_what_stores_make_for_themselves_is_left_out(stores):
    place = content_store().save("a.pdf", ContentFile(b"%PDF-1.7"))
    storages["default"].save("renditions/1-480.webp", ContentFile(b"made again"))
    storages["default"].save("later/renditions/a.png", ContentFile(b"a picture"))
    (stores / "documents" / "notes.txt").write_bytes(b"of the operator")
    (stores / "documents" / "incoming" / "half.part").write_bytes(b"%PD")
    assert set(lying_there()) == {SiteFile("documents", place), SiteFile("media", "later/renditions/a.png")}


def test_where_nothing_was_ever_stored_nothing_lies(stores):
    assert list(lying_there()) == []


@pytest.mark.slow
def test_a_large_file_is_read_in_pieces(stores, monkeypatch):
    storages["default"].save("large.png", ContentFile(bytes(5_000_000)))
    read, sizes = Counted.read, []

    def noting(self, size=-1, /):
        chunk = read(self, size)
        sizes.append(len(chunk))
        return chunk

    monkeypatch.setattr(Counted, "read", noting)
    assert measured(SiteFile("media", "large.png")).size == 5_000_000
    assert max(sizes) <= 1024 * 1024
