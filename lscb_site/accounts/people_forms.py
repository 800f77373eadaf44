"""The forms in which an Administrator looks after people: names that nobody mixes up, and always somebody in charge."""

import re

from django import forms
from django.contrib.auth.forms import UsernameField
from django.contrib.auth.models import Group, User

from lscb_site.accounts.roles import IN_WORDS, Role
from lscb_site.accounts.standing import NOBODY_LEFT, is_last_in_charge
from lscb_site.text.characters import clean_line

# Letters of other alphabets look like these and are others.
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9.@+_-]*")

NO_ROLE = "Choose a role. To end somebody’s access, close the account."


class RolesInWords(forms.RadioSelect):
    """Below each role stands what it may do, and is read out with it."""

    option_template_name = "admin/accounts/role_option.html"

    class Media:
        css = {"all": ["css/people.css"]}

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        role = getattr(value, "instance", None)
        option["may"] = IN_WORDS[Role(role.name)] if role else "Cannot sign in here."
        option["attrs"]["aria-describedby"] = f"{option['attrs']['id']}_may"
        return option


class RoleField(forms.ModelChoiceField):
    def __init__(self):
        super().__init__(
            Group.objects.filter(name__in=list(Role)).order_by("pk"),
            required=False,
            empty_label="No role",
            widget=RolesInWords,
            help_text="A person has one role. What each may do is the same for everybody who has it.",
        )


class AboutAPerson(forms.ModelForm):
    """What a form asks of a name and an e-mail address. What was stored before and is not changed stays."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].label, self.fields["email"].label = "User name", "E-mail address"
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


class PersonForm(AboutAPerson):
    """Without a password, which nobody sets but the person, and without closing the account, which is a screen."""

    role = RoleField()
    by = None  # who fills it in

    class Meta:
        model = User
        fields = ["username", "first_name", "last_name", "email"]
        field_classes = {"username": UsernameField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        has = self.instance.groups.filter(name__in=list(Role)).first() if self.instance.pk else None
        if has:
            # Who is to come in no more has their account closed: that hands over what they look after.
            self.initial["role"] = has
            self.fields["role"].empty_label = None
            self.fields["role"].required = True
            self.fields["role"].error_messages["required"] = NO_ROLE

    def clean(self):
        facts = super().clean()
        role = facts.get("role")
        if "role" not in self.changed_data or "role" in self.errors:
            return facts
        if self.by == self.instance and not self.instance.is_superuser:
            self.add_error("role", "You cannot change your own role. Ask another Administrator.")
        elif role.name != Role.ADMINISTRATOR and is_last_in_charge(self.instance):
            self.add_error("role", NOBODY_LEFT)
        return facts
