"""The screens on which an account is closed and opened again, and what its person leaves is handed to somebody."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path

from lscb_site.accounts.admin import PersonAdmin
from lscb_site.accounts.roles import Role
from lscb_site.accounts.standing import close_account, hold_administrators, open_account, why_not_closed
from lscb_site.desk.leaving import Belongings, successors
from lscb_site.editing.marks import shown
from lscb_site.editing.people import name_of
from lscb_site.editing.seen import FIELD as SEEN
from lscb_site.editing.seen import look_again
from lscb_site.web.addresses import admin_address

NOBODY = "nobody"
CHOOSE = "Choose a person, or “Nobody yet”."


class TakesOver(forms.Form):
    """One answer for all that somebody leaves; none is given beforehand."""

    to = forms.ChoiceField(
        label="Who takes it over",
        help_text="“Nobody yet” leaves it where it is: the desk then says that nobody has it.",
        error_messages={"required": CHOOSE, "invalid_choice": f"This person cannot take it over any more. {CHOOSE}"},
    )

    def __init__(self, data, person):
        super().__init__(data, label_suffix="")
        self.people = {str(each.pk): each for each in successors(person)}
        named = [(key, f"{name_of(each)}{in_brackets(each)}") for key, each in self.people.items()]
        self.fields["to"].choices = [("", "Choose a person"), *named, (NOBODY, "Nobody yet")]

    @property
    def chosen(self):
        return self.people.get(self.cleaned_data["to"])


def in_brackets(person) -> str:
    roles = [group.name for group in person.groups.all() if group.name in list(Role)]
    return f" ({roles[0]})" if roles else ""


class PersonOnDesk(PersonAdmin):
    change_form_template = "admin/desk/person_form.html"

    def get_urls(self):
        screens = [("close", self.close_view), ("reopen", self.reopen_view)]
        own = [
            path(f"<path:object_id>/{name}/", self.admin_site.admin_view(view), name=f"auth_user_{name}")
            for name, view in screens
        ]
        return [*own, *super().get_urls()]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj:
            context |= {"why_not_closed": why_not_closed(obj, request.user), "is_own": obj == request.user}
        return super().render_change_form(request, context, add, change, form_url, obj)

    def close_view(self, request, object_id):
        """Closes an account and hands over; of one that is closed, hands over what was left with nobody."""
        if request.method == "POST":
            with transaction.atomic():
                hold_administrators()
                person = self.person_or_404(request, object_id, is_held=True)
                return self._closed(request, person) or self._closing(request, person, request.POST)
        return self._closing(request, self.person_or_404(request, object_id))

    def _closed(self, request, person):
        """Does what was pressed; None where the screen is to be shown again."""
        belongings, was_open = Belongings(person), person.is_active
        if was_open and (reason := why_not_closed(person, request.user)):
            self.message_user(request, reason, messages.ERROR)
            return HttpResponseRedirect(admin_address(person))
        if request.POST.get(SEEN) != belongings.seen:
            self.message_user(request, look_again(request, "done"), messages.WARNING)
            return None
        to = None
        if belongings.parts:
            form = TakesOver(request.POST, person)
            if not form.is_valid():
                return None
            to = form.chosen
        said = [self._close(request, person, belongings)] if was_open else []
        if to:
            belongings.hand_to(to, request.user)
        if belongings.parts:
            said.append(f"{to_whom(to)} what {name_of(person)} looked after and had begun.")
        self.log_change(request, person, " ".join(said) or "Nothing was left to hand over.")
        self.message_user(request, f"{name_of(person)}: {' '.join(said)}", messages.SUCCESS)
        return HttpResponseRedirect(admin_address(person))

    def _close(self, request, person, belongings) -> str:
        close_account(person, request.user)
        belongings.stop_links(request.user)
        return "Account closed."

    def _closing(self, request, person, data=None):
        belongings = Belongings(person)
        is_sent = data is not None and "to" in data
        form = TakesOver(data if is_sent else None, person) if belongings.parts else None
        title = f"Close the account of {name_of(person)}" if person.is_active else f"What {name_of(person)} left"
        context = self._screen(request, person, title) | {
            "belongings": belongings,
            "form": form,
            "seen": belongings.seen,
            "why_not_closed": why_not_closed(person, request.user) if person.is_active else "",
        }
        return TemplateResponse(request, "admin/desk/close_account.html", context)

    def reopen_view(self, request, object_id):
        if request.method == "POST":
            with transaction.atomic():
                person = self.person_or_404(request, object_id, is_held=True)
                if not person.is_active:
                    open_account(person, request.user)
                    self.log_change(request, person, "Account opened again.")
            self.message_user(request, f"{name_of(person)}: the account is open.", messages.SUCCESS)
            return HttpResponseRedirect(admin_address(person))
        person = self.person_or_404(request, object_id)
        context = self._screen(request, person, f"Open the account of {name_of(person)} again")
        return TemplateResponse(request, "admin/desk/open_account.html", context)

    def _screen(self, request, person, title) -> dict:
        return self.admin_site.each_context(request) | {
            "title": title,
            "opts": self.opts,
            "original": person,
            "named": name_of(person),
            "shown": shown(request),
            "back": admin_address(person),
        }

    def person_or_404(self, request, object_id, *, is_held=False):
        """Held, nobody else changes the account before the transaction ends."""
        person = self.locked(request, object_id) if is_held else self.get_object(request, unquote(object_id))
        if person is None:
            raise Http404("There is no such person.")
        if not self.has_change_permission(request, person):
            raise PermissionDenied
        return person


def to_whom(person) -> str:
    return f"{name_of(person)} takes over" if person else "Nobody has yet"


admin.site.unregister(User)
admin.site.register(User, PersonOnDesk)
