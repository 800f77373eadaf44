"""Which backups go, and what goes with them."""

import os
from datetime import UTC, datetime, timedelta

import pytest

from lscb_site.operations.backups.retention import forget_old
from tests.operations.backups.manifests import finished, lying_at, name_of

NOW = datetime(2026, 3, 18, 3, 15, tzinfo=UTC)
KEPT = timedelta(days=35)


def day(ago: float) -> str:
    return name_of(NOW - timedelta(days=ago))


def forget(place, now=NOW):
    return forget_old(place, now, KEPT)


@pytest.fixture
def old_objects(kept):
    """Let everything of the pool have been written long ago."""

    def age():
        for path in (kept.top / "files").rglob("*"):
            os.utime(path, (0, (NOW - timedelta(days=40)).timestamp()))

    return age


@pytest.mark.parametrize(("ago", "goes"), [(34.9, False), (35, False), (35.1, True)])
def test_a_backup_goes_after_its_days(kept, ago, goes):
    finished(kept, day(ago))
    finished(kept, day(0))
    assert forget(kept) == ([day(ago)] if goes else [])


def test_the_newest_stays_however_old_it_is(kept):
    finished(kept, day(400))
    finished(kept, day(300))
    assert forget(kept) == [day(400)]
    assert forget(kept) == []


def test_the_newest_good_one_stays_behind_those_with_problems(kept):
    finished(kept, day(60))
    finished(kept, day(50))
    finished(kept, day(40), problems=1)
    finished(kept, day(0), problems=1)
    assert forget(kept) == [day(60), day(40)]


def test_what_another_backup_needs_stays_in_the_pool(kept, old_objects):
    finished(kept, day(40), "aa01", "bb02")
    finished(kept, day(0), "bb02")
    old_objects()
    forget(kept)
    assert {path for path in lying_at(kept) if path.startswith("files/")} == {"files/bb/bb02"}
    assert not (kept.top / "files" / "aa").exists()


def test_what_was_sent_just_now_stays_for_whoever_still_makes_a_backup(kept):
    finished(kept, day(40), "aa01")
    finished(kept, day(0))
    for path in (kept.top / "files").rglob("aa01"):
        os.utime(path, (0, (NOW - timedelta(days=1)).timestamp()))
    forget(kept)
    assert "files/aa/aa01" in lying_at(kept)


def test_while_a_manifest_is_damaged_the_pool_stays(kept, old_objects):
    finished(kept, day(40), "aa01")
    finished(kept, day(10), "bb02")
    finished(kept, day(0))
    (kept.top / day(10) / "manifest.json").write_bytes(b"{")
    old_objects()
    assert forget(kept) == [day(40)]
    assert {"files/aa/aa01", "files/bb/bb02", f"{day(10)}/manifest.json"} <= lying_at(kept)


@pytest.mark.parametrize(("ago", "stays"), [(1.9, True), (2.1, False)])
def test_what_is_left_of_a_killed_one_goes_after_two_days(kept, ago, stays):
    finished(kept, day(ago))
    (kept.top / day(ago) / "manifest.json").unlink()
    finished(kept, day(0))
    assert forget(kept) == []
    assert (f"{day(ago)}/database.sqlite3.gz" in lying_at(kept)) is stays


def test_nothing_else_at_the_place_is_touched(kept, old_objects):
    finished(kept, day(0))
    (kept.top / "notes.txt").write_bytes(b"of the operator")
    (kept.top / "2026").mkdir()
    (kept.top / "2026" / "manifest.json").write_bytes(b"{}")
    forget(kept, NOW + timedelta(days=1_000))
    assert (kept.top / "notes.txt").is_file()
    assert (kept.top / "2026" / "manifest.json").is_file()
