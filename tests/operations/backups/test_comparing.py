"""What is damaged, of another program or not empty is found before anything is touched."""

import json

import pytest
from django.core.management import CommandError

from lscb_site.operations.backups.archive import Archive
from lscb_site.operations.backups.comparing import compare
from lscb_site.operations.backups.database import site_database
from lscb_site.operations.backups.restoring import check_that_it_fits, check_that_it_is_empty
from lscb_site.operations.backups.trouble import BackupTrouble
from lscb_site.operations.models import Backup
from tests.operations.backups.small_site import backup, make, place, watched

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("small_site"),
]


def test_one_flipped_bit_is_found(kept):
    archive = Archive.at(place(), make().manifest.name, None)
    for path in (
        next(file.path for file in archive.contents.files if file.size),
        archive.manifest.database,
        archive.manifest.contents,
        f"{archive.manifest.name}/settings.json",
        f"{archive.manifest.name}/manifest.json",
    ):
        whole = (kept.top / path).read_bytes()
        damaged = bytearray(whole)
        damaged[len(damaged) // 2] ^= 1
        (kept.top / path).write_bytes(damaged)
        with pytest.raises(CommandError, match=r"damaged|not as written"):
            backup(verify=True)
        (kept.top / path).write_bytes(whole)
    assert Backup.objects.get().verified_at is None
    assert "brings everything back" in backup(verify=True)


def test_a_row_that_differs_is_found():
    archive = Archive.at(place(), make().manifest.name, None)
    table = next(name for name in archive.contents.tables if name.endswith("resources_editionfile"))
    archive.contents.tables[table][1] = "0" * 64
    with pytest.raises(BackupTrouble, match="resources_editionfile"):
        compare(archive, watched)


def test_a_place_that_holds_anything_is_refused():
    archive = Archive.at(place(), make().manifest.name, None)
    check_that_it_fits(archive, site_database())
    with pytest.raises(BackupTrouble, match=r"not empty: it has \d+ tables"):
        check_that_it_is_empty(site_database())
    with site_database().scratch() as empty, pytest.raises(BackupTrouble, match="DATA_DIR/documents is not empty"):
        check_that_it_is_empty(empty)


def test_a_backup_of_a_newer_program_or_another_engine_is_refused(kept):
    archive = Archive.at(place(), make().manifest.name, None)
    path = kept.top / archive.manifest.name / "settings.json"
    facts = json.loads(path.read_text())
    path.write_text(json.dumps(facts | {"migrations": ["operations.9999_from_the_future"]}))
    with pytest.raises(BackupTrouble, match=r"newer program than this one.*9999_from_the_future"):
        check_that_it_fits(archive, site_database())
    archive.manifest.engine = "another"
    with pytest.raises(BackupTrouble, match="The backup is of another"):
        check_that_it_fits(archive, site_database())
