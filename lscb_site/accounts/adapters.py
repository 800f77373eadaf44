"""What allauth leaves to a site: its words, its letters, when a fresh proof is asked for, how secrets are kept."""

import base64
import hashlib
from functools import cached_property
from secrets import token_hex

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.shortcuts import redirect
from django.urls import reverse

from lscb_site.accounts import letters, second_factor
from lscb_site.accounts.models import Letter
from lscb_site.web.network_addresses import address_of

# allauth's letters that somebody is written; of the others our own views write.
LETTERS = {
    "account/email/password_changed": Letter.Kind.PASSWORD_CHANGED,
    "mfa/email/recovery_codes_generated": Letter.Kind.CODES_MADE,
    "mfa/email/totp_activated": Letter.Kind.FACTOR_ADDED,
    "mfa/email/webauthn_added": Letter.Kind.FACTOR_ADDED,
    "mfa/email/totp_deactivated": Letter.Kind.FACTOR_REMOVED,
    "mfa/email/webauthn_removed": Letter.Kind.FACTOR_REMOVED,
}
NO_MATCH = (
    "That user name and password do not belong together. Capital letters count. If you have forgotten the password, "
    "use the link below."
)


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": NO_MATCH,
        "incorrect_password": "That is not your password. Type it again.",
        "enter_current_password": "That is not your present password. Type it again.",
        "too_many_login_attempts": "Too many wrong codes. Wait five minutes, then type the code that is shown then.",
        "rate_limited": "Too many tries. Wait a minute, then try again.",
    }

    def is_open_for_signup(self, request):
        return False

    def get_client_ip(self, request):
        return address_of(request)

    def pre_authenticate(self, request, **credentials):
        """allauth would lock a name for everybody. django-axes counts here."""

    def respond_user_inactive(self, request, user):
        return redirect("account_login")

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        if kind := LETTERS.get(template_prefix):
            letters.write(kind, user)

    def get_password_change_redirect_url(self, request):
        return reverse("mfa_index")

    def is_reauthentication_required(self, *, app, **kwargs):
        """Whoever has just signed in has proven it."""
        request = context.request
        since = second_factor.seconds_signed_in(request)
        is_recent = since is not None and since < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        if is_recent and (second_factor.is_shown(request) or not second_factor.has_one(request.user)):
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def get_reauthentication_methods(self, user):
        """By the second factor, where there is one: a password may have been seen."""
        methods = super().get_reauthentication_methods(user)
        return [method for method in methods if method["id"] != "reauthenticate"] or methods


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "That code is wrong or has run out. Type the one that is shown now.",
        "cannot_delete_authenticator": (
            "Without it you could not sign in any more. Add another way first, then remove this one."
        ),
    }

    @cached_property
    def cipher(self):
        keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
        return MultiFernet([Fernet(base64.urlsafe_b64encode(hashlib.sha256(key.encode()).digest())) for key in keys])

    def encrypt(self, text):
        return self.cipher.encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        try:
            return self.cipher.decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            # The site's key was changed without keeping the old one: no code is right until it is set up again.
            return base64.b32encode(token_hex(10).encode()).decode()

    def can_delete_authenticator(self, authenticator):
        """The last way to sign in stays, where one is required."""
        if not second_factor.is_required() or authenticator.type not in second_factor.FACTORS:
            return True
        ways = type(authenticator).objects.filter(user=authenticator.user_id, type__in=second_factor.FACTORS)
        return ways.exclude(pk=authenticator.pk).exists()

    def generate_authenticator_name(self, user, type):
        return "Passkey"

    def get_totp_issuer(self):
        return settings.SITE_SHORT_NAME
