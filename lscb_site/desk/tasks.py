"""What a worker does once a day with the stored files."""

from django_tasks import task

from lscb_site.desk.leftover_files import tidy_stores
from resources.erasing import forget_again
from resources.models import EditionFile
from resources.stored_files import check_all


@task()
def look_after_files():
    """Destroy again what was erased and came back with a backup; read every stored file and record which are missing or
    damaged; then delete what nothing names."""
    forget_again()
    for _ in check_all():
        pass
    tidy_stores()


def wake_caretaker():
    """Enqueue it where there are files."""
    if EditionFile.objects.exclude(file="").exists():
        look_after_files.enqueue()
