"""Background work of publishing. The rows say what is to be done; a task only wakes a worker to look at them."""

from django.utils import timezone
from django_tasks import task

from lscb_site.publishing import letters


@task()
def tell_of_submissions() -> None:
    """Tell of one submission, and leave the next to a task of its own."""
    if letters.send_next(timezone.now()):
        wake_messenger()


def wake_messenger() -> None:
    """Enqueue it when somebody is to be told."""
    if letters.untold(timezone.now()).exists():
        tell_of_submissions.enqueue()
