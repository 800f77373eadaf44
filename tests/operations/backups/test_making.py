"""What is in a backup, on a site of a few files: this process makes it, compares it and damages it."""

import json
import logging
import os
import re
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import CommandError
from django.db import connection

from lscb_site.files.content_store import content_store
from lscb_site.operations.backups import making
from lscb_site.operations.backups.backup_settings import BackupSettings
from lscb_site.operations.backups.database import site_database
from lscb_site.operations.backups.manifest import names_at
from lscb_site.operations.models import Backup
from resources.models import EditionFile
from tests.factories import DocumentFactory, EditionFileFactory
from tests.operations.backups.keys import new_key
from tests.operations.backups.manifests import lying_at
from tests.operations.backups.small_site import NO_TEXT, ODD, backup, contents, make, place

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("small_site"),
]


def test_it_holds_every_file_and_brings_everything_back():
    made = make()
    assert made.problems == []
    assert {(file.store, file.name) for file in contents().files} == {
        ("documents", EditionFile.objects.get().file.name),
        ("media", ODD),
        ("media", NO_TEXT),
        ("media", "empty.png"),
    }
    assert "brings everything back" in backup(verify=True)
    row = Backup.objects.get()
    assert (row.name, row.files, row.is_encrypted, row.place) == (made.manifest.name, 4, False, place().address)
    assert row.made_at >= row.began_at
    assert row.verified_at


def test_files_are_sent_once_and_names_follow_each_other(kept, time_machine):
    time_machine.move_to("2026-03-18T03:15:00Z")
    make()
    storages["default"].save("later.png", ContentFile(b"later"))
    before = {path: (kept.top / path).stat().st_mtime_ns for path in lying_at(kept) if path.startswith("files/")}
    time_machine.move_to("2026-03-17T03:15:00Z")  # the clock was put back
    second = make()
    assert second.manifest.name == "2026-03-18T031501Z"
    after = {path: (kept.top / path).stat().st_mtime_ns for path in lying_at(kept) if path.startswith("files/")}
    assert after.items() >= before.items()
    assert len(after) == len(before) + 1
    assert Backup.objects.count() == 2


def test_what_lies_in_the_pool_in_part_is_sent_again(kept):
    make()
    for path in (kept.top / "files").rglob("*"):
        if path.is_file() and path.stat().st_size:
            path.write_bytes(b"half")
    make()
    assert "brings everything back" in backup(verify=True)


def test_encrypted_it_names_nothing_that_an_editor_named(kept, settings, tmp_path):
    identity, public = new_key(tmp_path)
    settings.BACKUPS = BackupSettings(place=str(kept.top), public_key=public)
    EditionFile.objects.update(name="Ann-Other.pdf")
    make()
    for path in kept.top.rglob("*"):
        assert path.is_dir() or path.suffix == ".age" or path.name in ("manifest.json", "settings.json")
        if path.is_file():
            # Words so long that encrypted bytes do not hold one by chance.
            assert not re.search(rb"Ann-Other|uploads/odd|of a child|a picture", path.read_bytes())
    assert ("media", ODD) in {(file.store, file.name) for file in contents(identity).files}
    assert "brings everything back" in backup(verify=True, identity=identity)
    with pytest.raises(CommandError, match="name the file of the private key"):
        backup(verify=True)
    with pytest.raises(CommandError, match="identity does not open"):
        backup(verify=True, identity=new_key(tmp_path, "other")[0])


def test_another_key_encrypts_everything_anew(kept, settings, tmp_path):
    for name in ("one", "two"):
        identity, public = new_key(tmp_path, name)
        settings.BACKUPS = BackupSettings(place=str(kept.top), public_key=public)
        make()
    assert "brings everything back" in backup(verify=True, identity=identity)


def test_an_object_that_was_lost_and_sent_again_serves_older_backups_too(kept, settings, tmp_path):
    """Encrypted anew it has other bytes, which only the newer manifest knows."""
    identity, public = new_key(tmp_path)
    settings.BACKUPS = BackupSettings(place=str(kept.top), public_key=public)
    first = make().manifest.name
    for path in (kept.top / "files").rglob("*.age"):
        path.unlink()
    with pytest.raises(CommandError, match=r"and 1 more|damaged: files/"):
        backup(verify=True, identity=identity)
    make()
    assert f"{first} brings everything back" in backup(verify=True, backup=first, identity=identity)


def test_settings_are_named_and_not_told(kept, monkeypatch):
    monkeypatch.setenv("FOLLOWERS_KEYS", "a-key-that-nobody-may-read")
    name = make().manifest.name
    text = (kept.top / name / "settings.json").read_text()
    facts = json.loads(text)
    assert {"FOLLOWERS_KEYS", "SECRET_KEY", "DATABASE_URL"} <= set(facts["settings"])
    assert "HOME" not in facts["settings"]
    assert "nobody-may-read" not in text
    assert os.environ["SECRET_KEY"] not in text
    assert facts["engine"] == connection.vendor
    assert facts["libraries"]["Django"]


def damage(why: str) -> str:
    file = EditionFile.objects.get()
    path = Path(content_store().path(file.file.name))
    if why == "is not there":
        path.unlink()
    else:
        path.write_bytes(b"%PDF-1.7 of a chill")
    return str(file.file.name)


@pytest.mark.parametrize("why", ["is not there", "does not have the bytes it should"])
def test_a_file_that_is_not_right_is_told_by_name_and_the_rest_is_kept(why, caplog):
    name = damage(why)
    caplog.set_level(logging.INFO)
    with pytest.raises(CommandError, match="made without 1 stored file"):
        backup()
    assert contents().problems == [f"documents/{name} {why}."]
    assert len(contents().files) == 3
    assert not Backup.objects.exists()
    assert name not in caplog.text
    assert "snowman" not in caplog.text.lower()
    assert "1 not right" in caplog.text


def test_a_file_that_an_editor_deletes_meanwhile_is_no_fault(monkeypatch):
    reading = making.named_in

    def then_delete(rows):
        named = reading(rows)
        if EditionFile.objects.exists():
            name = EditionFile.objects.get().file.name
            EditionFile.objects.all().delete()
            content_store().destroy(name)
        return named

    monkeypatch.setattr(making, "named_in", then_delete)
    made = make()
    assert (made.problems, made.went_meanwhile) == ([], 1)
    assert Backup.objects.count() == 1


def test_a_picture_that_changes_while_it_is_read_is_kept_as_one_of_both(kept, monkeypatch):
    measuring, path = making.measured, Path(storages["default"].path("empty.png"))

    def then_change(file):
        found = measuring(file)
        if file.name == "empty.png" and not path.stat().st_size:
            path.write_bytes(b"no longer")
        return found

    monkeypatch.setattr(making, "measured", then_change)
    assert make().problems == []
    assert [file.size for file in contents().files if file.name == "empty.png"] == [9]
    assert "brings everything back" in backup(verify=True)


def test_rows_and_names_are_of_the_moment_of_the_copy(monkeypatch):
    """What is written once the database is copied stands neither in its rows nor in what is noted of them."""
    naming = making.named_in

    def after_more_was_written(rows):
        DocumentFactory(title="Written meanwhile")
        EditionFileFactory(content=b"%PDF-1.7 of later")
        return naming(rows)

    monkeypatch.setattr(making, "named_in", after_more_was_written)
    make()
    assert "brings everything back" in backup(verify=True)


def test_two_at_once_are_one_too_many():
    with site_database().alone(), pytest.raises(CommandError, match="Another backup of this site"):
        backup()
    assert "files and the database" in backup()


def test_the_list_says_what_there_is(kept):
    make()
    backup(verify=True)
    make()
    old, new = backup(list=True).splitlines()
    assert "4 files" in old
    assert "compared 20" in old
    assert "not compared" in new
    (kept.top / list(names_at(kept))[1] / "manifest.json").write_text("{")
    assert "its manifest is damaged" in backup(list=True).splitlines()[1]


def test_what_is_too_old_goes_with_its_row(time_machine):
    time_machine.move_to("2026-03-18T03:15:00Z")
    make()
    time_machine.move_to("2026-05-18T03:15:00Z")
    assert "Older than 35 days, and deleted: 2026-03-18T031500Z" in backup()
    assert Backup.objects.get().name == "2026-05-18T031500Z"
