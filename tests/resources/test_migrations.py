from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps

from lscb_site.files.content_store import content_store
from tests.factories import EditionFileFactory

pytestmark = pytest.mark.django_db


def test_pictures_get_the_name_of_their_own_bytes_and_a_stump_keeps_its_own(subtests):
    migration = import_module("resources.migrations.0003_pictures_by_their_digest")
    for kind, whole in (("whole", True), ("stump", False), ("missing", False)):
        with subtests.test(kind):
            file = EditionFileFactory(content=kind.encode(), pictured=True)
            old = f"{file.sha256[:2]}/{file.sha256}.webp"  # as it was named for its file
            place = Path(content_store().path(old))
            Path(file.picture.path).replace(place)
            type(file).objects.filter(pk=file.pk).update(picture=old)
            if kind == "stump":
                place.write_bytes(b"RIFF")
            elif kind == "missing":
                place.unlink()
            migration.rename(apps, None)
            file.refresh_from_db()
            assert (file.picture.name != old) == whole
            assert (content_store().fault_of(file.picture.name) is None) == whole
