"""Followers, and the letters that they get."""

from datetime import timedelta

from django.core import mail
from django.utils import timezone

from lscb_site.following import sealing
from lscb_site.following.gathering import gather
from lscb_site.following.models import Change, Follow, Follower
from lscb_site.following.sending import send_some


def follower_of(*things, rhythm="at_once", address="reader@example.org"):
    """Somebody who confirmed it yesterday, as far as the changes of a test are concerned."""
    follower, _ = Follower.objects.get_or_create(
        digest=sealing.digest(address), defaults={"sealed_address": sealing.seal(address)}
    )
    for thing in things:
        since = timezone.now() - timedelta(days=1)
        Follow.objects.create(follower=follower, thing=thing, rhythm=rhythm, since=since)
    return follower


def letters(moment=None):
    """What leaves the house now; what is held can wait no longer."""
    mail.outbox.clear()
    hold_no_longer()
    gather(moment)
    send_some(moment)
    return list(mail.outbox)


def hold_no_longer():
    Change.objects.open().filter(kind__in=Change.HELD).update(tell_from=timezone.now())
