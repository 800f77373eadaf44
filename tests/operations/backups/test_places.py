"""A folder and a bucket keep the same promises."""

import io
import os
import resource
from contextlib import contextmanager

import pytest

from lscb_site.operations.backups.backup_settings import BackupSettings
from lscb_site.operations.backups.places import Folder, place_at
from lscb_site.operations.backups.streams import Counted
from lscb_site.operations.backups.trouble import BackupTrouble

BYTES = b"kept elsewhere " * 100


@pytest.fixture(params=["folder", pytest.param("bucket", marks=pytest.mark.slow)])
def place(request, settings, tmp_path):
    if request.param == "bucket":
        settings.BACKUPS = BackupSettings(s3_endpoint=request.getfixturevalue("s3_server"))
        return place_at(f"s3://{request.getfixturevalue('bucket')}/of/the/portal", to_write=True)
    return place_at(str(tmp_path / "kept"), to_write=True)


def content_of(place, path) -> bytes:
    with place.open(path) as source:
        return b"".join(iter(lambda: source.read(100), b""))


class Breaks(io.BytesIO):
    def read(self, size=-1, /):
        if chunk := super().read(size):
            return chunk
        raise BackupTrouble("It ends too soon.")


def test_what_is_written_is_found_and_read(place):
    stored = place.write("files/ab/abc.age", io.BytesIO(BYTES))
    assert (stored.path, stored.size) == ("files/ab/abc.age", len(BYTES))
    assert stored.sha256 == Counted(io.BytesIO(BYTES)).read_through().sha256
    assert content_of(place, "files/ab/abc.age") == BYTES
    place.write("2026-11-28T031500Z/manifest.json", io.BytesIO(b""))
    assert {(each.path, each.size) for each in place.found()} == {
        ("files/ab/abc.age", len(BYTES)),
        ("2026-11-28T031500Z/manifest.json", 0),
    }
    assert [each.path for each in place.found("files")] == ["files/ab/abc.age"]


def test_what_is_deleted_is_gone(place):
    place.write("files/ab/abc", io.BytesIO(BYTES))
    place.delete("files/ab/abc")
    place.delete("files/ab/abc")
    assert list(place.found()) == []
    with pytest.raises(BackupTrouble, match=r"files/ab/abc is missing at "), place.open("files/ab/abc"):
        pass


def test_what_does_not_come_to_its_end_leaves_what_was_there(place):
    place.write("files/ab/abc", io.BytesIO(b"before"))
    with pytest.raises(BackupTrouble, match="It ends too soon"):
        place.write("files/ab/abc", Breaks(BYTES))
    with pytest.raises(BackupTrouble, match="It ends too soon"):
        place.write("files/ab/new", Breaks(BYTES))
    assert [(each.path, content_of(place, each.path)) for each in place.found()] == [("files/ab/abc", b"before")]


@contextmanager
def no_file_longer_than(size: int):
    """As on a disk that is full, by the system itself."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path):
    place = Folder(str(tmp_path / "kept"), to_write=True)
    with (
        no_file_longer_than(1_000),
        pytest.raises(BackupTrouble, match=r"No room is left at .* Earlier backups"),
    ):
        place.write("files/ab/abc", io.BytesIO(BYTES))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_bytes_that_the_disk_gives_back_otherwise_are_told(tmp_path, monkeypatch):
    place = Folder(str(tmp_path / "kept"), to_write=True)
    monkeypatch.setattr("os.fsync", lambda descriptor: os.ftruncate(descriptor, 10))
    with pytest.raises(BackupTrouble, match="gives back other bytes"):
        place.write("files/ab/abc", io.BytesIO(BYTES))
    assert list(place.found()) == []


@pytest.mark.parametrize("inside", ["", "backups", "media/backups", "static"])
def test_backups_do_not_lie_in_what_they_save(settings, inside):
    with pytest.raises(BackupTrouble, match="Choose a folder elsewhere"):
        place_at(str(settings.DATA_DIR / inside), to_write=True)


def test_a_way_round_to_what_they_save_is_seen(settings, tmp_path):
    (tmp_path / "link").symlink_to(settings.DATA_DIR)
    with pytest.raises(BackupTrouble, match="Choose a folder elsewhere"):
        place_at(str(tmp_path / "link" / "backups"), to_write=True)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("", "BACKUP_PLACE is not set"),
        ("backups", "by its whole path"),
        ("/not/mounted/here", "There is no folder /not/mounted/here"),
        ("/dev/null", "There is no folder /dev/null|cannot be used"),
        ("s3://", "A bucket is named s3://bucket/prefix"),
        ("s3://name:password@bucket", "Keys stand in AWS_ACCESS_KEY_ID"),
    ],
)
def test_an_address_that_is_none(address, said):
    with pytest.raises(BackupTrouble, match=said) as caught:
        place_at(address, to_write=True)
    assert "password@" not in str(caught.value)


@pytest.mark.parametrize("place", ["s3://of-the-site", "s3://of-the-site/portal/", "s3://of-the-site/portal/backups"])
def test_no_backup_lies_among_what_it_saves(settings, place):
    settings.FILES_BUCKET = "s3://of-the-site/portal"
    with pytest.raises(BackupTrouble, match="lies in FILES_BUCKET or around it"):
        place_at(place, to_write=True)


def test_a_folder_that_may_not_be_written_to_is_told(tmp_path, monkeypatch):
    def refuse(*args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    with pytest.raises(BackupTrouble, match="This user may not write to"):
        place_at(str(tmp_path / "kept"), to_write=True)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "said"), [("another", "the server answers"), ("kept", "cannot be reached")])
def test_a_bucket_that_is_not_there(settings, s3_server, credentials, name, said):
    gone = "http://127.0.0.1:9"
    settings.BACKUPS = BackupSettings(s3_endpoint=s3_server if name == "another" else gone)
    with pytest.raises(BackupTrouble, match=said):
        place_at(f"s3://{name}", to_write=True)


def test_a_disk_that_promises_nothing_of_folders_and_has_others_at_its_top_will_do(tmp_path, monkeypatch):
    place = Folder(str(tmp_path / "kept"), to_write=True)
    (place.top / "lost+found").mkdir()
    (place.top / "lost+found" / "of the system").write_bytes(b"")

    def refuse(folder):
        raise OSError(22, "Invalid argument")

    monkeypatch.setattr("lscb_site.operations.backups.places.write_through", refuse)
    place.write("files/ab/abc", io.BytesIO(BYTES))
    assert [each.path for each in place.found()] == ["files/ab/abc"]


def test_only_what_was_half_written_long_ago_is_tidied_away(tmp_path):
    place = Folder(str(tmp_path / "kept"), to_write=True)
    for name, age in (("old.part", 1_000), ("new.part", 10)):
        part = place.top / "incoming" / name
        part.write_bytes(b"half")
        os.utime(part, (age, 2_000 - age))
    place.tidy(1_500)
    assert [path.name for path in (place.top / "incoming").iterdir()] == ["new.part"]
