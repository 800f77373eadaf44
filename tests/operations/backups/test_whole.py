"""A site of 2,000 documents is copied while editors write, destroyed, and brought back: every row and every byte."""

import hashlib
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path, PurePath

import pytest
from django.conf import settings
from django.db import connection

from tests.databases import is_postgresql, on_server
from tests.operations.backups.keys import new_key
from tests.running_site import TOP
from tests.upgrades.schemas import OnPostgreSQL, OnSQLite, rows
from tests.upgrades.test_upgrade import url_of

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
DOCUMENTS = 2_000
# What a restore changes: who is signed in and invited, what is derived, and what it says of itself.
CHANGED = re.compile(
    "accounts_invitation|caching_contentversion|django_session|django_tasks|operations_backup|search_|usersessions_"
)


class Site:
    """A database and a folder, to which processes of their own are started."""

    def __init__(self, folder: Path):
        self.folder, self.data = folder, folder / "data"
        self.name = f"test_lscb_backups_{os.getpid()}"
        self.url = url_of(self.name) if is_postgresql() else f"sqlite:///{folder}/site.sqlite3"
        self.environment = os.environ | {
            "DATABASE_URL": self.url,
            "DATA_DIR": str(self.data),
            "STATIC_ROOT": str(settings.STATIC_ROOT),
        }

    def start(self):
        """With the empty tables of this test."""
        self.data.mkdir()
        if is_postgresql():
            tests = connection.settings_dict["NAME"]
            connection.close()
            on_server(f'CREATE DATABASE "{self.name}" TEMPLATE "{tests}"')
            return
        connection.ensure_connection()
        with closing(sqlite3.connect(self.folder / "site.sqlite3")) as copy:
            connection.connection.backup(copy)

    def destroy(self):
        shutil.rmtree(self.data)
        self.data.mkdir()
        if is_postgresql():
            on_server(f'DROP DATABASE "{self.name}" WITH (FORCE)', f'CREATE DATABASE "{self.name}"')
        for path in self.folder.glob("site.sqlite3*"):
            path.unlink()

    def run(self, *words: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, *words], cwd=TOP, env=self.environment, capture_output=True, text=True, check=False
        )

    def must_run(self, *words: str) -> str:
        done = self.run(*words)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def database(self) -> OnSQLite | OnPostgreSQL:
        return OnPostgreSQL(self.name, self.url) if is_postgresql() else OnSQLite(self.folder / "site.sqlite3")

    def all_rows(self) -> dict[str, set]:
        database = self.database()
        tables = [table for table in database.tables() if not CHANGED.match(table)]
        return {table: rows(database, table, database.columns(table)) for table in tables}

    def files(self) -> dict[str, str]:
        """The digests of all stored files, by their name."""
        found = [path for path in self.data.rglob("*") if path.is_file()]
        names = {path.relative_to(self.data).as_posix(): path for path in found}
        return {
            name: hashlib.sha256(path.read_bytes()).hexdigest()
            for name, path in names.items()
            if not name.startswith(("documents/waiting/", "documents/incoming/"))
        }


@pytest.fixture
def site(tmp_path):
    site = Site(tmp_path)
    site.start()
    yield site
    if is_postgresql():
        on_server(f'DROP DATABASE IF EXISTS "{site.name}" WITH (FORCE)')


def test_what_was_copied_while_editors_wrote_comes_back_as_one_moment(site):
    site.environment["BACKUP_PLACE"] = str(site.folder / "kept")
    site.must_run("-m", "tests.operations.backups.busy_site", str(DOCUMENTS))
    site.destroy()
    site.must_run("manage.py", "restore")
    is_of_one_moment(site)


def test_files_and_encrypted_backups_in_a_bucket_come_back_to_the_byte(site, s3_server, bucket, s3_client, credentials):
    identity, public = new_key(site.folder)
    site.environment |= credentials | {
        "BACKUP_PLACE": f"s3://{bucket}/backups",
        "BACKUP_S3_ENDPOINT": s3_server,
        "BACKUP_PUBLIC_KEY": public,
        "FILES_BUCKET": f"s3://{bucket}/files",
        "FILES_S3_ENDPOINT": s3_server,
    }
    site.must_run("-m", "tests.operations.backups.busy_site", "30", "--quiet")
    before, files = site.all_rows(), in_the_bucket(s3_client, bucket)
    assert len(before["resources_document"]) == 30
    assert len([name for name in files if name.startswith("files/documents/")]) == 30
    assert set(site.files()) <= {"alone.lock"}
    refused = site.run("manage.py", "restore", "--identity", str(identity))
    assert "The database is not empty" in refused.stderr
    site.destroy()
    refused = site.run("manage.py", "restore", "--identity", str(identity))
    assert refused.returncode == 1
    assert f"s3://{bucket}/files/documents is not empty" in refused.stderr
    for name in files:
        s3_client.delete_object(Bucket=bucket, Key=name)
    said = site.must_run("manage.py", "restore", "--identity", str(identity))
    assert in_the_bucket(s3_client, bucket) == files
    after = site.all_rows()
    (restored,) = after["audit_entry"] - before["audit_entry"]
    assert "'restored'" in restored
    assert after | {"audit_entry": before["audit_entry"]} == before
    assert "Ended: 0 sessions, 1 invitations, 0 links" in said
    assert "Active accounts: 1." in said
    again = site.run("manage.py", "restore", "--identity", str(identity))
    assert again.returncode == 1
    assert "The database is not empty" in again.stderr


def in_the_bucket(client, bucket: str) -> dict[str, str]:
    """The digests of the site's files there, by their key."""
    found = client.list_objects_v2(Bucket=bucket, Prefix="files/").get("Contents", ())
    keys = [each["Key"] for each in found if "/waiting/" not in each["Key"]]
    return {key: hashlib.sha256(client.get_object(Bucket=bucket, Key=key)["Body"].read()).hexdigest() for key in keys}


def is_of_one_moment(site: Site):
    """Each editor wrote one document after the other, each with its file: of each there are the first, without a gap,
    and whatever a row names has the bytes that it says."""
    database, files = site.database(), site.files()
    slugs = [slug for (slug,) in database.ask("SELECT slug FROM resources_document WHERE slug LIKE 'later-%'")]
    for editor in ("0", "1"):
        turns = sorted(int(slug.rpartition("-")[2]) for slug in slugs if slug.startswith(f"later-{editor}-"))
        assert turns == list(range(1, len(turns) + 1))
    named = database.ask("SELECT file, sha256 FROM resources_editionfile WHERE file <> ''")
    assert len(named) == DOCUMENTS + len(slugs)
    assert len({digest for _, digest in named}) == len(named)
    assert all(files[f"documents/{name}"] == digest == PurePath(name).stem for name, digest in named)
    assert all(f"media/{name}" in files for (name,) in database.ask("SELECT file FROM filer_file"))
