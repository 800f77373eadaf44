"""Pictures of first pages were named for the digest of their file; from now on every stored name is that of its own bytes.

A picture that is missing or was cut short keeps its old name, under which `check_files` finds that it is not right and
lets it be made again.
"""

from django.core.files.base import ContentFile
from django.db import migrations

from lscb_site.files.content_store import content_store
from lscb_site.files.webp import HEADER, is_whole


def rename(apps, schema_editor):
    store = content_store()
    for file in apps.get_model("resources", "EditionFile").objects.exclude(picture="").only("picture"):
        before = str(file.picture)
        try:
            with store.open(before) as stored:
                webp = stored.read()
            if is_whole(webp[:HEADER], len(webp)):
                file.picture = store.save("first-page.webp", ContentFile(webp))
                file.save(update_fields=["picture"])
                store.note(before)
        except OSError:
            continue


class Migration(migrations.Migration):
    dependencies = [("resources", "0002_file_faults")]

    operations = [migrations.RunPython(rename, migrations.RunPython.noop, elidable=True)]
