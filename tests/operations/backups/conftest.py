"""A place for backups, and a small site to be saved."""

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


@pytest.fixture
def small_site(kept, tmp_path, monkeypatch):
    """A site of a few files, with stores of its own."""
    for name in ("default", "documents", "renditions"):
        folder = {"documents": "documents", "renditions": "media/renditions"}.get(name, "media")
        monkeypatch.setitem(vars(storages[name]), "location", str(tmp_path / "data" / folder))
    fill()
