"""Background work of the directory. The rows say what is to be done; a task only wakes a worker to look at them."""

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from lscb_contacts.confirming import letters, requests
from lscb_contacts.confirming.coverage import count_today
from lscb_contacts.models import CoverageDay


@task()
def ask_and_remind():
    """Make the requests and the reminders that are due, send one letter, and leave the next to a task of its own."""
    moment = timezone.now()
    requests.ask_by_clock(moment)
    letters.write_reminders(moment)
    if letters.send_next(moment):
        wake_asker()


def wake_asker():
    """Enqueue the asking when an authority is to be asked or reminded, or when a letter waits."""
    moment = timezone.now()
    is_due = (
        requests.authorities_to_ask(moment).exists()
        or any(letters.unanswered(kind, moment).exists() for kind in letters.REMIND_AFTER)
        or letters.waiting(moment).exists()
    )
    if is_due:
        ask_and_remind.enqueue()


@task()
def count_confirmed():
    """Once a day, for the desk's chart."""
    count_today()


def wake_counter():
    """Enqueue the counting, unless it was done today."""
    if not CoverageDay.objects.filter(day=timezone.localdate()).exists():
        count_confirmed.enqueue()


def letter_written(instance, created, **kwargs):
    """Wakes a worker as soon as a letter is stored for good: somebody may be waiting for a new link."""
    if created:
        transaction.on_commit(wake_asker)
