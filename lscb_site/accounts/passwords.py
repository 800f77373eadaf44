"""Forgotten passwords: who asks, how often, and what they are sent.

The answer is the same whether or not the address is known, and takes the same time: a worker finds out.
"""

from datetime import timedelta

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from lscb_site.accounts import letters
from lscb_site.accounts.models import Letter, PasswordRequest
from lscb_site.web.network_addresses import address_of

WITHIN = timedelta(hours=1)
FROM_ONE_PLACE = 10  # requests
TO_ONE_PERSON = 3  # letters


def sender_of(request):
    """A digest of the address from which somebody asks."""
    return salted_hmac("lscb_site.accounts.passwords", address_of(request), algorithm="sha256").hexdigest()


def asks_too_often(request):
    recent = PasswordRequest.objects.filter(sender=sender_of(request), asked_at__gt=timezone.now() - WITHIN)
    return recent.count() >= FROM_ONE_PLACE


def ask(request, typed):
    PasswordRequest.objects.create(sender=sender_of(request), typed=typed)


def answer_next():
    """Look at one request. False when none is left."""
    asked = PasswordRequest.objects.exclude(typed="").order_by("pk").first()
    if asked is None:
        return False
    if PasswordRequest.objects.filter(pk=asked.pk, typed=asked.typed).update(typed=""):
        people = User.objects.filter(is_active=True, is_staff=True).exclude(email="")
        # Somebody whose account is being set up again has a letter with another link.
        people = [each for each in people.filter(meant_by(asked.typed)) if each.has_usable_password()]
        for person in people[:1]:
            if not was_written_often(person):
                letters.write(Letter.Kind.FORGOTTEN, person)
    return True


def meant_by(typed):
    return Q(username__iexact=typed) | Q(email__iexact=typed)


def was_written_often(person):
    written = Letter.objects.filter(person=person, kind=Letter.Kind.FORGOTTEN, written_at__gt=timezone.now() - WITHIN)
    return written.count() >= TO_ONE_PERSON
