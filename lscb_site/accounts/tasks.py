"""Background work of accounts. The rows say what is to be done; a task only wakes a worker to look at them."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from lscb_site.accounts import letters, passwords
from lscb_site.accounts.forgetting import forget_sign_ins
from lscb_site.accounts.models import PasswordRequest


@task()
def send_letters():
    """Answer one request for a new password, send one letter, and leave the next to a task of its own."""
    asked, sent = passwords.answer_next(), letters.send_next(timezone.now())
    if asked or sent:
        wake_postman()


def wake_postman():
    """Enqueue it when somebody waits for a letter."""
    waits = letters.waiting(timezone.now()).exists() or PasswordRequest.objects.exclude(typed="").exists()
    if waits:
        send_letters.enqueue()


def wake_when_written(sender, created, **kwargs):
    """Whoever waits for a letter waits for no beat of the clock."""
    if created:
        send_letters.enqueue()


def forget_what_is_over():
    """Once a day: letters that were sent, who asked for passwords, and where people signed in."""
    letters.forget_old()
    forget_sign_ins()
    PasswordRequest.objects.filter(asked_at__lt=timezone.now() - timedelta(days=1)).delete()
