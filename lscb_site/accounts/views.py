"""The screens of signing in and of one's own account: allauth's views, in the frame of the admin."""

from allauth.account.views import LoginView, PasswordChangeView, ReauthenticateView
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import views as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.usersessions.models import UserSession
from allauth.usersessions.views import ListUserSessionsView
from axes.handlers.proxy import AxesProxyHandler
from django.contrib import admin
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from lscb_site.accounts import guessing, second_factor, sessions
from lscb_site.accounts.recording import IN_WORDS
from lscb_site.audit.acts import Act
from lscb_site.audit.recording import record
from lscb_site.editing.replaying import kept_page
from lscb_site.editing.written import Written


class OnDesk:
    """In the frame of the admin."""

    title = ""

    def get_context_data(self, **kwargs):
        return admin.site.each_context(self.request) | {"title": self.title} | super().get_context_data(**kwargs)


class SignIn(OnDesk, LoginView):
    title = "Sign in"

    def form_invalid(self, form):
        """Locked, where that was one attempt too many. The middleware of django-axes sees only what it refused."""
        credentials = {"username": guessing.name_of(self.request)}
        if AxesProxyHandler.is_allowed(self.request, credentials):
            return super().form_invalid(form)
        return guessing.refuse(self.request, credentials=credentials)

    def get_authenticated_redirect_url(self):
        """Whoever is half signed in goes on to what is missing."""
        then = super().get_authenticated_redirect_url()
        if second_factor.is_owed(self.request):
            return f"{reverse('accounts:protect')}?{urlencode({'next': then})}"
        return then


class SecondStep(OnDesk, mfa.AuthenticateView):
    title = "Show that it is you"

    def post(self, request, *args, **kwargs):
        credentials = {"username": self.stage.login.user.get_username()}
        if AxesProxyHandler.is_allowed(request, credentials):
            answer = super().post(request, *args, **kwargs)
            if AxesProxyHandler.is_allowed(request, credentials):
                return answer
        return guessing.refuse(request, credentials=credentials)


class SignInByPasskey(webauthn.LoginWebAuthnView):
    pass


class PasswordAgain(OnDesk, ReauthenticateView):
    title = "Show that it is still you"


class CodeAgain(OnDesk, mfa.ReauthenticateView):
    title = "Show that it is still you"


class PasskeyAgain(OnDesk, webauthn.ReauthenticateWebAuthnView):
    title = "Show that it is still you"


class ChangePassword(OnDesk, PasswordChangeView):
    title = "Change your password"


@method_decorator(never_cache, name="dispatch")
class YourAccount(OnDesk, mfa.IndexView):
    """How one signs in, and where one is signed in."""

    title = "Your account"

    def get_context_data(self, **kwargs):
        rows = UserSession.objects.purge_and_list(self.request.user)
        current = self.request.session.session_key
        found = [(sessions.device_of(row), row, row.session_key == current) for row in rows]
        found.sort(key=lambda each: (not each[2], -each[1].last_seen_at.timestamp()))
        facts = {"sessions": found, "others": sum(not is_this for _, _, is_this in found)}
        return super().get_context_data(**kwargs) | facts | {"is_required": second_factor.is_required()}


class SignOutOthers(ListUserSessionsView):
    """Its list stands on “Your account”."""

    success_url = reverse_lazy("mfa_index")
    http_method_names = ["post"]

    def form_valid(self, form):
        answer = super().form_valid(form)
        record(Act.SESSIONS_ENDED, person=self.request.user)
        return answer

    def form_invalid(self, form):
        return HttpResponseRedirect(self.success_url)


class Records:
    """Writes into the audit record what a form did."""

    act = factor = None

    def form_valid(self, form):
        with transaction.atomic():
            answer = super().form_valid(form)
            record(self.act, person=self.request.user, detail=IN_WORDS.get(self.factor, ""))
        return answer


class Protects(Records):
    """After the first way was added all other sessions end, which had shown none."""

    act = Act.SECOND_FACTOR_ADDED

    def form_valid(self, form):
        had_one = second_factor.has_one(self.request.user)
        answer = super().form_valid(form)
        second_factor.note_shown(self.request, self.request.user)
        if not had_one:
            sessions.end_sessions(self.request.user, except_of=self.request)
        return answer


class AddApp(Protects, OnDesk, totp.ActivateTOTPView):
    title = "Use an app that shows codes"
    factor = Authenticator.Type.TOTP


class RemoveApp(Records, OnDesk, totp.DeactivateTOTPView):
    title = "Remove the app"
    act, factor = Act.SECOND_FACTOR_REMOVED, Authenticator.Type.TOTP


class AddPasskey(Protects, OnDesk, webauthn.AddWebAuthnView):
    title = "Add a passkey"
    factor = Authenticator.Type.WEBAUTHN


class RenamePasskey(OnDesk, webauthn.EditWebAuthnView):
    title = "Rename a passkey"


class RemovePasskey(Records, OnDesk, webauthn.RemoveWebAuthnView):
    title = "Remove a passkey"
    act, factor = Act.SECOND_FACTOR_REMOVED, Authenticator.Type.WEBAUTHN

    def post(self, request, *args, **kwargs):
        return self.get(request, *args, **kwargs) if self.is_last_way() else super().post(request, *args, **kwargs)

    def is_last_way(self):
        return not get_adapter().can_delete_authenticator(self.get_object())

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"is_last_way": self.is_last_way()}


class RecoveryCodes(OnDesk, codes.ViewRecoveryCodesView):
    title = "Your recovery codes"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"has_kept_text": Written.kept(self.request) is not None}


class NewRecoveryCodes(Records, OnDesk, codes.GenerateRecoveryCodesView):
    title = "Make new recovery codes"
    act = Act.RECOVERY_CODES_MADE


class DownloadRecoveryCodes(codes.DownloadRecoveryCodesView):
    pass


@method_decorator([login_required, never_cache], name="dispatch")
class Protect(OnDesk, TemplateView):
    """For whoever has no second factor yet: which there are, and what each needs."""

    title = "Protect your account"
    template_name = "accounts/protect.html"

    def get(self, request, *args, **kwargs):
        if not second_factor.has_one(request.user):
            return super().get(request, *args, **kwargs)
        if second_factor.is_owed(request):  # a session of before it was added
            then = request.GET.get("next") or reverse("admin:index")
            return HttpResponseRedirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': then})}")
        return HttpResponseRedirect(reverse("mfa_index"))

    def get_context_data(self, **kwargs):
        is_address = self.request.get_host().partition(":")[0].replace(".", "").isdecimal()
        facts = {"is_required": second_factor.is_required(), "no_passkeys_here": is_address}
        return super().get_context_data(**kwargs) | facts


@require_safe
@never_cache
def go_on(request):
    """After a sign-in: what was typed before it, or the desk where nothing was."""
    if not admin.site.has_permission(request):
        return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode({'next': request.path})}")
    return kept_page(request, admin.site) or HttpResponseRedirect(reverse("admin:index"))


def too_often(request, seconds):
    answer = render(request, "accounts/too_often.html", admin.site.each_context(request), status=429)
    answer.headers["Retry-After"] = str(seconds)
    return answer
