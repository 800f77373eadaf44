"""The forms in which an Administrator looks after people: names that nobody mixes up, and always somebody in charge."""

import re

from django import forms
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group, User

from lscb_site.accounts.roles import Role
from lscb_site.text.characters import clean_line

WHAT_ROLES_DO = (
    "An Editor writes drafts. A Publisher also publishes and withdraws. An Administrator also looks after people, "
    "helplines and old addresses. Without a role a person cannot sign in here."
)
# Letters of other alphabets look like these and are others.
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9.@+_-]*")


class RoleField(forms.ModelChoiceField):
    def __init__(self):
        super().__init__(
            Group.objects.filter(name__in=list(Role)).order_by("pk"),
            required=False,
            empty_label="No role",
            widget=forms.RadioSelect,
            help_text=WHAT_ROLES_DO,
        )


class AboutAPerson(forms.ModelForm):
    """What both forms ask of a name and an e-mail address. What was stored before and is not changed stays."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].help_text = "With which the person signs in, such as pat.smith or pat@example.org."

    def clean_username(self):
        name = self.cleaned_data["username"]
        if "username" not in self.changed_data:
            return name
        if not NAME.fullmatch(name):
            raise forms.ValidationError(
                "Use English letters, figures and . @ + - _ without spaces, such as pat.smith or pat@example.org."
            )
        if self.others().filter(username__iexact=name).exists():
            raise forms.ValidationError("Somebody has this user name already. Add a figure or a second name.")
        return name

    def clean_email(self):
        address = clean_line(self.cleaned_data["email"])
        if address and "email" in self.changed_data and self.others().filter(email__iexact=address).exists():
            raise forms.ValidationError("Somebody else has this e-mail address already. Each person needs their own.")
        return address

    def others(self):
        return User.objects.exclude(pk=self.instance.pk)


class PersonCreationForm(AboutAPerson, AdminUserCreationForm):
    usable_password = None
    role = RoleField()
    email = forms.EmailField(label="E-mail address", max_length=254)


class PersonForm(AboutAPerson, UserChangeForm):
    role = RoleField()
    by = None  # who fills it in

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["role"] = self.instance.groups.filter(name__in=list(Role)).first()

    def clean(self):
        facts = super().clean()
        role, is_active = facts.get("role"), facts.get("is_active", True)
        if self.by == self.instance and not self.instance.is_superuser:
            if not is_active:
                self.add_error("is_active", "You cannot close your own account. Ask another Administrator.")
            if "role" in self.changed_data:
                self.add_error("role", "You cannot change your own role. Ask another Administrator.")
        elif not (is_active and role and role.name == Role.ADMINISTRATOR) and self.is_last_in_charge():
            self.add_error(None, "Nobody else could look after people then. Make somebody an Administrator first.")
        return facts

    def is_last_in_charge(self):
        """Of the Administrators who can sign in."""
        in_charge = User.objects.filter(is_active=True, groups__name=Role.ADMINISTRATOR).values_list("pk", flat=True)
        return list(in_charge) == [self.instance.pk]
