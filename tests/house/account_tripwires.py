"""Tripwires for what signing in leans on: allauth's views and rows, and the counting of django-axes."""

from tests.house.tripwires import parameters


def views_of_accounts():
    from allauth.account.views import LoginView, PasswordChangeView, ReauthenticateView
    from allauth.usersessions.views import ListUserSessionsView

    assert "get_authenticated_redirect_url" in dir(LoginView)
    for view in (LoginView, PasswordChangeView, ReauthenticateView, ListUserSessionsView):
        assert {"form_valid", "get_context_data", "template_name"} <= set(dir(view))


def views_of_second_factors():
    from allauth.mfa.base.views import AuthenticateView, IndexView, ReauthenticateView

    assert "stage" in AuthenticateView._build_forms.__code__.co_names
    assert parameters(AuthenticateView.post)[:2] == ["self", "request"]
    assert "authenticators" in IndexView.get_context_data.__code__.co_consts
    assert "form_valid" in dir(ReauthenticateView)


def views_of_apps():
    from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView

    assert {"totp_svg_data_uri"} <= names_in(ActivateTOTPView.get_context_data)
    assert "form_valid" in dir(DeactivateTOTPView)


def views_of_passkeys():
    from allauth.mfa.webauthn import views

    assert {"js_data"} <= names_in(views.AddWebAuthnView.get_context_data)
    assert {"js_data"} <= names_in(views.ReauthenticateWebAuthnView.get_context_data)
    assert {"request_options"} <= names_in(views.LoginWebAuthnView.get)
    assert "get_object" in dir(views.RemoveWebAuthnView)
    assert "form_class" in dir(views.EditWebAuthnView)


def views_of_recovery_codes():
    from allauth.mfa.recovery_codes import views

    assert {"unused_codes", "total_count"} <= names_in(views.ViewRecoveryCodesView.get_context_data)
    assert {"unused_code_count"} <= names_in(views.GenerateRecoveryCodesView.get_context_data)
    assert views.DownloadRecoveryCodesView.template_name == "mfa/recovery_codes/download.txt"


def names_in(function) -> set:
    """What it names: in Python 3.11 the keys of a dictionary may lie in a tuple of their own."""
    found = set()
    for each in function.__code__.co_consts:
        found |= set(each) if isinstance(each, tuple) else {each}
    return found


def signing_in_for_somebody():
    from allauth.account.utils import perform_login

    assert parameters(perform_login)[:4] == ["request", "user", "email_verification", "redirect_url"]


def proof():
    from allauth.account.decorators import reauthentication_required
    from allauth.core.exceptions import ReauthenticationRequired

    assert issubclass(ReauthenticationRequired, Exception)
    assert "app" in parameters(reauthentication_required)


def request_at_hand():
    from allauth.core import context

    assert hasattr(context, "request_context")


def rows_of_second_factors():
    from allauth.mfa.models import Authenticator

    assert {"TOTP", "WEBAUTHN", "RECOVERY_CODES"} == set(Authenticator.Type.names)
    assert {"user", "type", "data"} <= {field.name for field in Authenticator._meta.fields}


def lists_of_the_library():
    from allauth.account.models import EmailConfirmation

    assert EmailConfirmation._meta.app_label == "account"


def counting():
    from axes.admin import AccessAttemptAdmin
    from axes.handlers.database import AxesDatabaseHandler

    assert parameters(AxesDatabaseHandler.is_locked) == ["self", "request", "credentials"]
    assert hasattr(AccessAttemptAdmin, "actions")


ACCOUNT_TRIPWIRES = {
    **dict.fromkeys(
        ("LoginView", "PasswordChangeView", "ReauthenticateView", "ListUserSessionsView"), views_of_accounts
    ),
    **dict.fromkeys(("AuthenticateView", "mfa.IndexView", "mfa.ReauthenticateView"), views_of_second_factors),
    **dict.fromkeys(("ActivateTOTPView", "DeactivateTOTPView"), views_of_apps),
    **dict.fromkeys(
        (
            "AddWebAuthnView",
            "EditWebAuthnView",
            "RemoveWebAuthnView",
            "LoginWebAuthnView",
            "ReauthenticateWebAuthnView",
        ),
        views_of_passkeys,
    ),
    **dict.fromkeys(
        ("ViewRecoveryCodesView", "GenerateRecoveryCodesView", "DownloadRecoveryCodesView"), views_of_recovery_codes
    ),
    "perform_login": signing_in_for_somebody,
    "ReauthenticationRequired": proof,
    "allauth.core.context": request_at_hand,
    "Authenticator": rows_of_second_factors,
    "EmailConfirmation": lists_of_the_library,
    "AccessAttemptAdmin": counting,
    "AxesDatabaseHandler": counting,
}
