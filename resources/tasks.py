"""Background work of the library. The rows say what is to be done; a task only wakes a worker to look at them."""

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from resources import reading
from resources.models import EditionFile


@task()
def read_waiting_file():
    """Read one waiting file, and leave the next to a task of its own, so that a worker can stop between two."""
    if reading.read_next():
        wake_reader()


def wake_reader():
    """Enqueue the reading of a file when one waits."""
    if EditionFile.objects.waiting_to_be_read(timezone.now()).exists():
        read_waiting_file.enqueue()


def file_saved(instance, **kwargs):
    """Wakes a worker as soon as a new file is stored for good."""
    if instance.file and instance.reading == EditionFile.Reading.PENDING and instance.read_after is None:
        transaction.on_commit(wake_reader)
