"""What a worker does once a day with everything that is written."""

from django_tasks import task

from lscb_site.linter.keeping import read_all


@task()
def read_everything() -> None:
    """Read what is live and every draft; the list of what to look at is true afterwards."""
    read_all()


def wake_linter() -> None:
    read_everything.enqueue()
