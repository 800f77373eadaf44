"""Where somebody is signed in: on which device, since when, when last used. allauth keeps a row of each."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.utils import timezone
from ua_parser import parse

from lscb_site.web.network_addresses import address_of

NOTED_EVERY = timedelta(minutes=5)  # by each process: a request in between writes nothing


def end_sessions(person, except_of=None):
    """Sign somebody out everywhere, but for the session of a request of theirs. What they typed is given back."""
    kept = except_of.session.session_key if except_of else None
    for session in UserSession.objects.filter(user=person).exclude(session_key=kept):
        session.end()


def note_use(request):
    key = request.session.session_key
    if cache.add(f"session-used-{key}", 1, NOTED_EVERY.total_seconds()):
        facts = {"last_seen_at": timezone.now(), "ip": address_of(request)}
        UserSession.objects.filter(session_key=key).update(**facts)


def device_of(session):
    """In words: “Firefox on Windows”. What no table knows is “A browser”."""
    seen = parse(session.user_agent)
    browser = seen.user_agent.family if seen.user_agent else ""
    system = seen.os.family if seen.os else ""
    return f"{browser or 'A browser'} on {system}" if system else browser or "A browser"
