"""A site of a few files, which this process backs up, compares and damages."""

from io import StringIO

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import call_command
from filer.models import File

from lscb_site.operations.backups import making
from lscb_site.operations.backups.archive import Archive
from lscb_site.operations.backups.manifest import Contents
from lscb_site.operations.backups.places import place_at
from tests.factories import EditionFileFactory

ODD = "uploads/odd \N{SNOWMAN} ‘Ann’.png"
NO_TEXT = "uploads/odd \udce9.png"  # no database takes it, and yet a disk may have it


def watched(things, what):
    """Nobody looks."""
    return things


def fill():
    """A document, pictures of odd names, and one of no byte."""
    EditionFileFactory(content=b"%PDF-1.7 of a child")
    storages["default"].save(ODD, ContentFile(b"a picture"))
    storages["default"].save(NO_TEXT, ContentFile(b"of no row"))
    storages["default"].save("empty.png", ContentFile(b""))
    storages["renditions"].save("1-480.webp", ContentFile(b"made again"))
    File.objects.bulk_create([File(file=ODD), File(file="empty.png")])


def place():
    return place_at(settings.BACKUPS.place, to_write=True)


def make():
    return making.make(place(), watched)


def contents(identity=None) -> Contents:
    return Archive.at(place(), None, identity).contents


def backup(**options) -> str:
    said = StringIO()
    call_command("backup", stdout=said, stderr=StringIO(), **options)
    return said.getvalue()
