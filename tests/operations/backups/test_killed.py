"""Whatever moment a backup is killed at, the place holds no more than whole ones."""

import os
import signal
import warnings

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection

from lscb_site.operations.backups import places
from lscb_site.operations.backups.archive import Archive
from lscb_site.operations.backups.comparing import compare
from lscb_site.operations.backups.making import make
from lscb_site.operations.backups.manifest import backups_at, names_at
from lscb_site.operations.models import Backup
from tests.operations.backups.small_site import watched

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
WRITES = 5  # of the second backup: the database, one file that is new, settings, contents, and the manifest


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    """A temporary folder of its own."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


@pytest.fixture
def site(tmp_path, monkeypatch):
    for name in ("default", "documents", "renditions"):
        monkeypatch.setitem(vars(storages[name]), "location", str(tmp_path / "data" / name))
    storages["default"].save("a.png", ContentFile(b"a picture"))


def killed_at(place, write: int, when: str) -> int:
    """The exit status of a process that makes a backup, and is killed by force at one of its writes."""
    connection.close()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of threads: a server's, which the child does not need
        child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    replace, done = os.replace, []

    def mortal(*paths):
        done.append(paths)
        if (len(done), when) == (write, "before"):
            os.kill(os.getpid(), signal.SIGKILL)
        replace(*paths)
        if len(done) == write:
            os.kill(os.getpid(), signal.SIGKILL)

    places.os.replace = mortal
    try:
        make(place, watched)
    finally:
        os._exit(1)


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_killed_backup_looks_whole_only_when_it_is(kept, site, temporary, when):
    first = make(kept, watched).manifest.name
    storages["default"].save("b.png", ContentFile(b"another picture"))
    for write in range(1, WRITES + 1):
        assert killed_at(kept, write, when) == -signal.SIGKILL
        finished = [name for name, manifest in backups_at(kept) if manifest]
        is_whole = (write, when) == (WRITES, "after")
        assert len(finished) == 1 + is_whole
        assert finished[0] == first
        Archive.at(kept, None, None).check(watched)
    assert len(names_at(kept)) > 2
    assert make(kept, watched).problems == []
    compare(Archive.at(kept, None, None), watched)
    assert Backup.objects.count() == 2
    assert list(temporary.iterdir()) == []
