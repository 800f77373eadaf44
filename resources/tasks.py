"""Background work of the library. The rows say what is to be done; a task only wakes a worker to look at them."""

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from resources import reading, stored_files
from resources.comparison import editions as edition_comparison
from resources.models import Comparison, EditionFile


@task()
def read_waiting_file():
    """Read one waiting file, and leave the next to a task of its own, so that a worker can stop between two."""
    if reading.read_next():
        wake_reader()
        wake_comparer()


def wake_reader():
    """Enqueue the reading of a file when one waits."""
    if EditionFile.objects.waiting_to_be_read(timezone.now()).exists():
        read_waiting_file.enqueue()


@task()
def compare_waiting_editions():
    """Compare the editions of one waiting comparison, and leave the next to a task of its own."""
    if edition_comparison.compare_next():
        wake_comparer()


def wake_comparer():
    """Enqueue the comparing of two editions when a comparison waits."""
    if Comparison.objects.waiting_to_be_compared().exists():
        compare_waiting_editions.enqueue()


@task()
def check_faulty_files():
    """See whether what was found missing or damaged is there again."""
    stored_files.check_faulty()


def wake_checker():
    """Enqueue it while a file is known to be missing or damaged."""
    if EditionFile.objects.faulty().exists():
        check_faulty_files.enqueue()


def file_saved(instance, **kwargs):
    """Wakes a worker as soon as a new file is stored for good."""
    if instance.file and instance.reading == EditionFile.Reading.PENDING and instance.read_after is None:
        transaction.on_commit(wake_reader)


def comparison_saved(instance, **kwargs):
    """Wakes a worker as soon as a comparison is stored for good."""
    transaction.on_commit(wake_comparer)
