"""What is opened by a link that somebody was sent: an invitation, or a new password."""

from allauth.account.utils import perform_login
from django.contrib import admin
from django.contrib.auth.views import PasswordResetConfirmView
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe
from django.views.generic import FormView

from lscb_site.accounts import letters, passwords, second_factor
from lscb_site.accounts.forms import ChosenPassword, ForgottenForm, JoinForm
from lscb_site.accounts.invitations import TakenUp, newcomer, take_up
from lscb_site.accounts.models import Invitation, Letter
from lscb_site.accounts.sessions import end_sessions
from lscb_site.accounts.views import OnDesk, too_often
from lscb_site.audit.acts import Act
from lscb_site.audit.recording import record
from lscb_site.web import mail

INVITED = "invited_by_token"  # in the session


@require_safe
@never_cache
def invited(request, token):
    """From the letter. The key goes from the address into the session, and nothing is used up: programs that read mail
    for somebody open every link."""
    invitation = Invitation.objects.with_token(token)
    if invitation is None or not invitation.is_open:
        return no_such_link(request)
    request.session[INVITED] = token
    return HttpResponseRedirect(reverse("accounts:join"))


@method_decorator([sensitive_post_parameters("password1", "password2"), never_cache], name="dispatch")
class Join(OnDesk, FormView):
    template_name = "accounts/join.html"
    form_class = JoinForm
    success_url = reverse_lazy("accounts:protect")

    def dispatch(self, request):
        self.invitation = Invitation.objects.with_token(request.session.get(INVITED, ""))
        if self.invitation is None or not self.invitation.is_open:
            return no_such_link(request)
        self.person = newcomer(self.invitation)
        self.title = "Set up your account again" if self.invitation.person_id else "Set up your account"
        return super().dispatch(request)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"person": self.person}

    def form_valid(self, form):
        try:
            person = take_up(self.invitation, self.person, form.cleaned_data["password1"])
        except TakenUp:
            return no_such_link(self.request)
        del self.request.session[INVITED]
        perform_login(self.request, person, email_verification="none")
        return super().form_valid(form)

    def get_context_data(self, **kwargs):
        facts = {"invitation": self.invitation, "user_name": self.person.get_username()}
        return super().get_context_data(**kwargs) | facts | {"is_required": second_factor.is_required()}


def no_such_link(request):
    context = admin.site.each_context(request) | {"title": "This link does not work"}
    return render(request, "accounts/no_such_link.html", context, status=404)


@method_decorator(never_cache, name="dispatch")
class Forgotten(OnDesk, FormView):
    title = "Forgotten your password?"
    template_name = "accounts/forgotten.html"
    form_class = ForgottenForm
    success_url = reverse_lazy("accounts:asked")

    def post(self, request, *args, **kwargs):
        return super().post(request, *args, **kwargs) if mail.is_set_up() else self.get(request, *args, **kwargs)

    def form_valid(self, form):
        if passwords.asks_too_often(self.request):
            return too_often(self.request, int(passwords.WITHIN.total_seconds()))
        passwords.ask(self.request, form.cleaned_data["typed"])
        return super().form_valid(form)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"can_write_letters": mail.is_set_up()}


@require_safe
def asked(request):
    context = admin.site.each_context(request) | {"title": "Look into your e-mail"}
    return render(request, "accounts/asked.html", context)


class ChoosePassword(OnDesk, PasswordResetConfirmView):
    """Django's: the key goes from the address into the session at once, and works once and for an hour."""

    title = "Choose a new password"
    template_name = "accounts/choose_password.html"
    form_class = ChosenPassword
    success_url = reverse_lazy("account_login")

    def render_to_response(self, context, **kwargs):
        return super().render_to_response(context, status=200 if self.validlink else 404, **kwargs)

    def form_valid(self, form):
        answer = super().form_valid(form)
        end_sessions(self.user)
        record(Act.PASSWORD_RESET, person=self.user)
        letters.write(Letter.Kind.PASSWORD_CHANGED, self.user)
        return answer
