"""Whether whoever is signed in has shown a second factor, and who has one at all.

The session remembers for whom it was shown. Where a second factor is required, a session without one is nobody's: see
`middleware`.
"""

from allauth.account.signals import authentication_step_completed, user_logged_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed
from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.signals import user_login_failed
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from lscb_site.accounts import letters

SHOWN_BY = "second_factor_shown_by"  # the key of the person, in their session
SIGNED_IN_AT = "signed_in_at"  # seconds since 1970
CODES_ARE_RIGHT_FOR = 5 * 60  # seconds at most: 30, and as much before and after
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]  # recovery codes alone are none


def is_required():
    return settings.SECOND_FACTOR == "required"


def has_one(person):
    return Authenticator.objects.filter(user=person, type__in=FACTORS).exists()


def is_shown(request):
    shown_by = request.session.get(SHOWN_BY)
    return shown_by is not None and shown_by == request.session.get(SESSION_KEY)


def is_owed(request):
    """Whether somebody is signed in who has yet to show a second factor, or to set one up."""
    return is_required() and SESSION_KEY in request.session and not is_shown(request)


def note_shown(request, person):
    request.session[SHOWN_BY] = str(person.pk)


def use_up(app, code):
    """Whether a right code of an app is used for the first time. allauth remembers used ones in the memory of each
    process; the row knows them for all, as digests."""
    digest = salted_hmac("lscb_site.accounts.second_factor", code, algorithm="sha256").hexdigest()
    now = timezone.now().timestamp()
    with transaction.atomic():
        row = Authenticator.objects.select_for_update().get(pk=app.pk)
        used = {each: at for each, at in row.data.get("used", {}).items() if now - at < CODES_ARE_RIGHT_FOR}
        if digest in used:
            return False
        row.data["used"] = used | {digest: now}
        row.save(update_fields=["data"])
    return True


def seconds_signed_in(request):
    """None for a session that began before its beginning was noted."""
    began = request.session.get(SIGNED_IN_AT)
    return None if began is None else timezone.now().timestamp() - began


def note_step(sender, request, user, method, **kwargs):
    """Of signing in, or of proving anew: allauth tells of each."""
    if method == "mfa":
        note_shown(request, user)


def note_sign_in(sender, request, **kwargs):
    request.session[SIGNED_IN_AT] = timezone.now().timestamp()


def note_wrong_code(sender, request, user, **kwargs):
    """Counted with wrong passwords. Whoever types codes knows the password, so its owner is told."""
    credentials = {"username": user.get_username()}
    user_login_failed.send(sender=__name__, credentials=credentials, request=request)
    if not AxesProxyHandler.is_allowed(request, credentials):
        letters.write(letters.Kind.WRONG_CODES, user)


def connect():
    authentication_failed.connect(note_wrong_code, dispatch_uid="accounts.second_factor.wrong_code")
    authentication_step_completed.connect(note_step, dispatch_uid="accounts.second_factor.step")
    user_logged_in.connect(note_sign_in, dispatch_uid="accounts.second_factor.sign_in")
