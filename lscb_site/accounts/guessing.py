"""Who guesses passwords is stopped, and nobody else with them.

Three limits within an hour: five failures for a name from an address lock that pair; thirty from an address, whatever
the names, lock the address (an office may share one); ten for a name, from wherever, let strange places try it only
now and then. A place from which that name has signed in before does not wait for the last: a stranger who guesses
keeps nobody from their own desk.
"""

from datetime import timedelta
from math import ceil

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt, AccessLog
from django.conf import settings
from django.db.models import Max, Sum
from django.shortcuts import render
from django.utils import timezone

from lscb_site.accounts.backends import user_name_of
from lscb_site.editing.typed import typed_in
from lscb_site.editing.written import Written
from lscb_site.web.network_addresses import address_of

WITHIN = timedelta(hours=settings.AXES_COOLOFF_TIME)
ADDRESS_LIMIT = 30  # failures from one address
NAME_LIMIT = 10  # failures for one name, after which strange places wait between two tries
BETWEEN = timedelta(seconds=30)
LONGEST_NAME = AccessAttempt._meta.get_field("username").max_length


class GuessingHandler(AxesDatabaseHandler):
    """django-axes keeps the limit for a name and an address together; here stand the other two."""

    def is_locked(self, request, credentials=None):
        return (
            super().is_locked(request, credentials)
            or address_is_locked(request)
            or name_waits(request, credentials) > 0
        )


def name_of(request, credentials=None) -> str:
    """The user name that was meant, as far as it can be kept: nobody's is longer."""
    return user_name_of((credentials or {}).get("username") or request.POST.get("login", ""))[:LONGEST_NAME]


def address_is_locked(request) -> bool:
    failures = recent().filter(ip_address=address_of(request)).aggregate(sum=Sum("failures_since_start"))
    return (failures["sum"] or 0) >= ADDRESS_LIMIT


def name_waits(request, credentials=None) -> int:
    """For how many seconds nobody may try the name from this place, which is strange to it; 0 while they may.

    The form has made one of the ways to write a name (blanks around it, other forms of its letters): `credentials`.
    """
    name = name_of(request, credentials)
    found = recent().filter(username=name).aggregate(sum=Sum("failures_since_start"), last=Max("attempt_time"))
    if (found["sum"] or 0) < NAME_LIMIT:
        return 0
    if AccessLog.objects.filter(username=name, ip_address=address_of(request)).exists():
        return 0
    return max(0, ceil((found["last"] + BETWEEN - timezone.now()).total_seconds()))


def recent():
    return AccessAttempt.objects.filter(attempt_time__gt=timezone.now() - WITHIN)


def refuse(request, original_response=None, credentials=None):
    """The answer to whoever is locked out: 429, why, and how long to wait."""
    whole_address = address_is_locked(request)
    wait = 0 if whole_address else name_waits(request, credentials)
    facts = {"wait": wait, "whole_address": whole_address, "failure_limit": settings.AXES_FAILURE_LIMIT}
    # Somebody was signed out while writing: what they typed is not locked away with them.
    if kept := Written.kept(request):
        facts |= {"typed": typed_in(request, kept[0].data)}
    answer = render(request, "admin/locked.html", facts, status=429)
    answer.headers["Retry-After"] = str(wait or int(WITHIN.total_seconds()))
    return answer
