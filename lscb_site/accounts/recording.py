"""What the audit record holds of signing in: receivers of what Django and allauth tell. Of what an Administrator does,
and of each second factor, the function that does it records it.
"""

from allauth.account.signals import password_changed, user_logged_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_used
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_out, user_login_failed

from lscb_site.accounts.backends import user_name_of
from lscb_site.audit.acts import Act
from lscb_site.audit.recording import record

IN_WORDS = {
    Authenticator.Type.TOTP: "an app",
    Authenticator.Type.WEBAUTHN: "a passkey",
    Authenticator.Type.RECOVERY_CODES: "recovery codes",
}


def signed_in(sender, user, **kwargs):
    record(Act.SIGNED_IN, person=user)


def failed(sender, credentials, **kwargs):
    """The name that was tried is kept nowhere: it may be a password, or a reader's."""
    person = User.objects.filter(username=user_name_of(credentials.get("username")) or "").first()
    record(Act.SIGN_IN_FAILED, about=person)


def signed_out(sender, user, **kwargs):
    if user:
        record(Act.SIGNED_OUT, person=user)


def changed_password(sender, user, **kwargs):
    record(Act.PASSWORD_CHANGED, person=user)


def used(sender, user, authenticator, **kwargs):
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        record(Act.RECOVERY_CODE_USED, person=user)


def connect():
    for signal, receiver in (
        (user_logged_in, signed_in),
        (user_login_failed, failed),
        (user_logged_out, signed_out),
        (password_changed, changed_password),
        (authenticator_used, used),
    ):
        signal.connect(receiver, dispatch_uid=f"accounts.recording.{receiver.__name__}")
