"""A manifest is read as it was written, or not at all."""

import json

import pytest

from lscb_site.operations.backups.archive import Archive, erased_by
from lscb_site.operations.backups.manifest import (
    Contents,
    KeptFile,
    Manifest,
    backups_at,
    digest_of,
    newest_at,
)
from lscb_site.operations.backups.places import StoredObject
from lscb_site.operations.backups.trouble import BackupTrouble
from tests.operations.backups.manifests import finished, manifest

NAME = "2026-03-18T031500Z"
OBJECT = StoredObject("files/ab/ab01.50ed2d6e.age", 12, "ab01")
ODD = KeptFile("media", "odd \udce9 \N{SNOWMAN} \n.png", 0, "ab01", "files/ab/ab01")


def test_it_is_read_as_it_was_written():
    written = manifest(NAME, [OBJECT], erased=["ab01"])
    assert Manifest.read(written.as_bytes(), NAME) == written


def test_contents_keep_names_of_any_bytes():
    written = Contents({"public.auth_user": [1, "ab01"]}, [ODD], ["documents/ab/ab01.pdf is not there."])
    assert Contents.read(written.as_bytes()) == written


def changed(**facts) -> bytes:
    """With the digest that such a manifest should have: somebody wrote it, and no disk."""
    read = json.loads(manifest(NAME, [OBJECT]).as_bytes()) | facts
    del read["sha256"]
    return json.dumps(read | {"sha256": digest_of(read)}).encode()


WHOLE = manifest(NAME, [OBJECT]).as_bytes()


@pytest.mark.parametrize(
    "found",
    [
        b"",
        WHOLE[: len(WHOLE) // 2],
        WHOLE.replace(b'"size": 12', b'"size": 13'),
        b"[]",
        b"null",
        b"[" * 100_000,
        b"\xff\xfe",
        changed(name="2026-03-19T031500Z"),
        changed(database="../../secret"),
        changed(contents="/etc/passwd"),
        changed(objects=[{"path": "files/../../secret", "size": 1, "sha256": "ab"}]),
        changed(objects=[{"path": "files/ab/ab01"}]),
        changed(objects=None),
    ],
    ids=lambda found: found[:12].decode(errors="replace"),
)
def test_what_is_not_as_it_was_written_is_none(found):
    with pytest.raises(BackupTrouble, match="is damaged"):
        Manifest.read(found, NAME)


def test_contents_lead_nowhere_else():
    elsewhere = Contents({}, [KeptFile("media", "a.png", 1, "ab", "files/../../secret")], []).as_bytes()
    with pytest.raises(BackupTrouble, match="is damaged"):
        Contents.read(elsewhere)


def test_one_of_another_version_says_so():
    with pytest.raises(BackupTrouble, match="another version of the portal"):
        Manifest.read(changed(format=2), NAME)


def test_the_newest_finished_one_is_taken(kept, tmp_path):
    with pytest.raises(BackupTrouble, match="no finished backup"):
        newest_at(kept)
    finished(kept, "2026-03-18T031500Z")
    finished(kept, "2026-03-17T031500Z")
    (kept.top / "2026-03-19T031500Z").mkdir()
    (kept.top / "2026-03-19T031500Z" / "database.dump").write_bytes(b"of one that was killed")
    (kept.top / "notes").mkdir()
    (kept.top / "notes" / "manifest.json").write_bytes(b"{}")
    assert newest_at(kept) == "2026-03-18T031500Z"
    assert [name for name, _ in backups_at(kept)] == ["2026-03-17T031500Z", "2026-03-18T031500Z"]


def test_a_damaged_one_is_listed_and_hides_no_other(kept):
    finished(kept, "2026-03-17T031500Z")
    finished(kept, "2026-03-18T031500Z")
    (kept.top / "2026-03-18T031500Z" / "manifest.json").write_bytes(WHOLE[:-40])
    assert [(name, bool(found)) for name, found in backups_at(kept)] == [
        ("2026-03-17T031500Z", True),
        ("2026-03-18T031500Z", False),
    ]


def test_what_any_backup_knows_to_be_erased_is_known(kept):
    finished(kept, "2026-03-17T031500Z", erased=["aa"])
    finished(kept, "2026-03-18T031500Z", erased=["aa", "bb"])
    assert erased_by(kept) == {"aa", "bb"}


@pytest.mark.parametrize("name", ["../2026-03-18T031500Z", "2026-03-18", "files"])
def test_a_name_that_is_none_leads_nowhere(kept, name):
    with pytest.raises(BackupTrouble, match="A backup is named like"):
        Archive.at(kept, name, None)


def test_a_backup_that_is_not_there_is_said_to_be_missing(kept):
    with pytest.raises(BackupTrouble, match=r"2026-03-18T031500Z/manifest.json is missing"):
        Archive.at(kept, "2026-03-18T031500Z", None)
