"""`python -m tests.operations.backups.busy_site DOCUMENTS`: fills the empty site of the environment with so many
documents of different bytes, and makes a backup of it while two editors write; with `--quiet`, while nobody does."""

import argparse
import hashlib
import os
import random
import threading
from datetime import timedelta

import django

ENDING = threading.Event()


def main(documents: int, size: int, *, is_quiet: bool):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lscb_site.settings")
    django.setup()
    from django.core.management import call_command

    # Where the suite makes its tables without migrations, they are those of the migrations all the same.
    call_command("migrate", fake=True, verbosity=0)
    fill(documents, size)
    editors = [threading.Thread(target=write, args=[number]) for number in range(0 if is_quiet else 2)]
    for editor in editors:
        editor.start()
    try:
        call_command("backup")
    finally:
        ENDING.set()
        for editor in editors:
            editor.join()


def fill(documents: int, size: int):
    from django.contrib.auth.models import User
    from django.core.files.base import ContentFile
    from django.core.files.storage import storages
    from django.utils import timezone
    from filer.models import File

    from lscb_site.accounts.models import Invitation
    from resources.models import Document, Edition, EditionFile

    chance = random.Random(documents)
    made = Document.objects.bulk_create(
        Document(slug=f"document-{number}", title=f"Document {number} \N{SNOWMAN}", kind="protocol")
        for number in range(documents)
    )
    editions = Edition.objects.bulk_create(Edition(document=document, number=1) for document in made)
    EditionFile.objects.bulk_create(file_of(edition, chance.randbytes(size + edition.pk % 9)) for edition in editions)
    for name in ("uploads/Ann ‘Other’ \N{SNOWMAN}.png", "uploads/empty.png"):
        storages["default"].save(name, ContentFile(b"" if "empty" in name else b"a picture"))
        File.objects.bulk_create([File(file=name)])
    User.objects.create_user("anna", "anna@example.org", "an old passphrase of hers", is_staff=True)
    Invitation.objects.create(email="b@example.org", role="Editor", expires_at=timezone.now() + timedelta(days=2))


def file_of(edition, content: bytes):
    """As an upload: the bytes first, then a row that names them."""
    from django.core.files.base import ContentFile

    from lscb_site.files.content_store import content_store
    from resources.models import EditionFile

    return EditionFile(
        edition=edition,
        title="Made up",
        file=content_store().save("made-up.pdf", ContentFile(content)),
        name="made-up.pdf",
        kind="pdf",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        reading=EditionFile.Reading.DONE,
    )


def write(number: int):
    """What an editor does all the time: a document with its file, its audit, and now and then one goes."""
    from django.core.files.base import ContentFile
    from django.core.files.storage import storages
    from django.db import connection, transaction
    from filer.models import File

    from lscb_site.files.content_store import content_store
    from resources.models import Document, Edition, EditionFile

    turn = 0
    while not ENDING.is_set():
        turn += 1
        content = f"%PDF-1.7 {number} {turn}".encode()
        place = content_store().save("later.pdf", ContentFile(content))
        with transaction.atomic():
            document = Document.objects.create(slug=f"later-{number}-{turn}", title=f"Later {turn}", kind="protocol")
            edition = Edition.objects.create(document=document, number=1)
            EditionFile.objects.create(
                edition=edition,
                title="Later",
                file=place,
                name="later.pdf",
                kind="pdf",
                size=len(content),
                sha256=hashlib.sha256(content).hexdigest(),
            )
        name = storages["default"].save(f"later/{number}-{turn}.png", ContentFile(content))
        picture = File.objects.create(file=name)
        if turn % 3 == 0:
            picture.delete()
        ENDING.wait(0.1)
    connection.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.operations.backups.busy_site", description=__doc__)
    parser.add_argument("documents", type=int)
    parser.add_argument("--size", type=int, default=400, help="of a document, in bytes, about")
    parser.add_argument("--quiet", action="store_true")
    asked = parser.parse_args()
    main(asked.documents, asked.size, is_quiet=asked.quiet)
