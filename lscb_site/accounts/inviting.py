"""An Administrator's screens: invite somebody, withdraw an invitation, let a colleague set up their account again."""

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from lscb_site.accounts.invitations import invite, people_with, set_up_again, withdraw
from lscb_site.accounts.models import Invitation
from lscb_site.accounts.people_forms import RoleField
from lscb_site.editing.marks import shown
from lscb_site.editing.people import name_of
from lscb_site.editing.seen import look_again
from lscb_site.editing.written import replay_of
from lscb_site.text.characters import clean_line
from lscb_site.web import mail
from lscb_site.web.addresses import admin_address


class InvitationForm(forms.Form):
    email = forms.EmailField(
        label="E-mail address",
        max_length=150,  # it becomes the user name
        widget=forms.EmailInput({"class": "vTextField", "autocomplete": "off", "autofocus": True}),
        help_text="Their own, at work: they sign in with it. The invitation is for this address alone.",
    )
    role = RoleField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        role = self.fields["role"]
        role.required, role.empty_label = True, None
        role.error_messages["required"] = "Choose what they may do."

    def clean_email(self):
        address = clean_line(self.cleaned_data["email"])
        if people_with(address).exists():
            raise forms.ValidationError(
                "Somebody has an account with this address already. Look in the list of people."
            )
        return address


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Why?",
        max_length=200,
        widget=forms.TextInput({"class": "vTextField"}),
        help_text="Such as “Telephone lost, spoke to her on 3 March”. It is in the letter to them, and recorded.",
    )


class InvitesPeople:
    """For the admin of people, before Django's among its bases. Nobody sets a password for somebody else."""

    def get_urls(self):
        own = {
            "set_up_again": ("<path:object_id>/set-up-again/", self.set_up_again_view),
            "withdraw_invitation": ("invitations/<int:key>/withdraw/", self.withdraw_invitation_view),
        }
        found = [
            path(route, self.admin_site.admin_view(view), name=f"auth_user_{name}")
            for name, (route, view) in own.items()
        ]
        return [*found, *super().get_urls()]

    def add_view(self, request, form_url="", extra_context=None):
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = InvitationForm(request.POST if request.method == "POST" else None)
        invitation = None
        if self.is_pressed(request) and form.is_valid():
            facts = form.cleaned_data
            invitation = invite(facts["email"], facts["role"].name, by=request.user)
            if mail.is_set_up():
                self.message_user(request, f"An invitation is on its way to {invitation.email}.", messages.SUCCESS)
                return HttpResponseRedirect(admin_address(self.model, "add"))
            form = InvitationForm()
        waiting = Invitation.objects.filter(used_at=None, withdrawn_at=None, person=None).select_related("made_by")
        context = self.on_screen(request, "Invite somebody", form) | {"invitation": invitation, "waiting": waiting[:50]}
        return TemplateResponse(request, "admin/accounts/invite.html", context)

    def withdraw_invitation_view(self, request, key):
        if not self.has_add_permission(request):
            raise PermissionDenied
        invitation = Invitation.objects.filter(pk=key, person=None).first()
        if invitation is None:
            raise Http404("There is no such invitation.")
        if request.method == "POST":
            if withdraw(invitation, by=request.user):
                said, level = f"The invitation for {invitation.email} works no more.", messages.SUCCESS
            else:
                said, level = (
                    f"{invitation.email} had taken it up already, or somebody has withdrawn it.",
                    messages.WARNING,
                )
            self.message_user(request, said, level)
        return HttpResponseRedirect(admin_address(self.model, "add"))

    def set_up_again_view(self, request, object_id):
        person = self.get_object(request, unquote(object_id))
        if person is None:
            raise Http404("There is no such person.")
        if not self.has_change_permission(request, person):
            raise PermissionDenied
        why_not = self.why_not_again(request, person)
        form = ReasonForm(request.POST if request.method == "POST" else None)
        invitation = None
        if self.is_pressed(request) and not why_not and form.is_valid():
            invitation = set_up_again(person, form.cleaned_data["reason"], by=request.user)
            self.log_change(request, person, "How they sign in was reset.")
            if mail.is_set_up() and person.email:
                said = (
                    f"A letter with a link is on its way to {name_of(person)}. Until they use it, they cannot sign in."
                )
                self.message_user(request, said, messages.SUCCESS)
                return HttpResponseRedirect(admin_address(person))
        title = f"Let {name_of(person)} set up their account again"
        context = self.on_screen(request, title, form) | {
            "person": person,
            "why_not": why_not,
            "invitation": invitation,
            "back": admin_address(person),
        }
        return TemplateResponse(request, "admin/accounts/set_up_again.html", context)

    def is_pressed(self, request):
        """Not where the form comes back after a sign-in or a proof: it is pressed once more."""
        if request.method == "POST" and replay_of(request):
            self.message_user(request, look_again(request, "done"), messages.WARNING)
            return False
        return request.method == "POST"

    def why_not_again(self, request, person):
        if person == request.user:
            return (
                "This is your own account. Change how you sign in under “Your account”, or ask another Administrator."
            )
        return "" if person.is_active else "This account is closed. Open it first."

    def on_screen(self, request, title, form):
        return self.admin_site.each_context(request) | {
            "title": title,
            "opts": self.opts,
            "form": form,
            "shown": shown(request),
            "can_write_letters": mail.is_set_up(),
            "list_address": reverse("admin:auth_user_changelist"),
        }
