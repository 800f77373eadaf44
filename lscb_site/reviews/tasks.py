"""Background work of reviews. The rows say what is to be done; a task only wakes a worker to look at them."""

from django.utils import timezone
from django_tasks import task

from lscb_site.reviews import letters
from lscb_site.web import mail


@task()
def remind() -> None:
    """Write the reminders that are due, send one letter, and leave the next to a task of its own."""
    moment = timezone.now()
    letters.write_reminders(moment)
    if letters.send_next(moment):
        wake_reminder()


def wake_reminder() -> None:
    """Enqueue it when somebody is to be told."""
    moment = timezone.now()
    if mail.is_set_up() and (letters.waiting(moment).exists() or letters.due(moment)):
        remind.enqueue()
