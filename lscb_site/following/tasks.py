"""Background work of following. The rows say what is to be done; a task only wakes a worker to look at them."""

from typing import Any

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
