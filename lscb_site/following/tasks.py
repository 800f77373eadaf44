"""Background work of following. The rows say what is to be done; a task only wakes a worker to look at them."""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from lscb_site.following.gathering import gather
from lscb_site.following.models import Change, Letter
from lscb_site.following.sending import forget_sent, send_some
from lscb_site.following.subscribing import forget_unconfirmed
from lscb_site.web import mail


@task()
def tell_followers() -> None:
    """Write the letters of what is due, send some, and leave the rest to a task of its own: other work has its turn."""
    gather()
    if mail.is_sent():
        send_some()
    wake_teller()


@task()
def send_test_letter(person: int, *key: Any) -> None:
    """One letter to an editor who wants to see it in a mailbox. `person` is the key of their account, `key` that of a
    change or the label of a model and the key of an item that is not published yet. Tried once: they can ask again."""
    # Of the screen, which enqueues this.
    from lscb_site.following.letter_screen import letter_of

    letter = letter_of(*key)
    address = User.objects.filter(pk=person).values_list("email", flat=True).first()
    if letter and address:
        letter.to, letter.subject = [address], f"Test: {letter.subject}"
        letter.send()


def wake_teller() -> None:
    """Enqueue it when something is to be gathered or sent now."""
    now = timezone.now()
    waits = Change.objects.due(now).exists() or (mail.is_sent() and Letter.objects.due(now).exists())
    if waits:
        tell_followers.enqueue()


def written(instance: Change | Letter, created: bool, **kwargs: Any) -> None:
    """Somebody may be waiting: a worker looks as soon as it is stored for good."""
    if created:
        transaction.on_commit(wake_teller)


def forget_what_is_over() -> None:
    """Once a day."""
    forget_unconfirmed()
    forget_sent()
