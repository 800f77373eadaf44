"""The forms of signing in, in the site's words. What allauth and Django ask stays theirs."""

from allauth.account.forms import ChangePasswordForm, LoginForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.contrib.auth import password_validation
from django.contrib.auth.forms import SetPasswordForm

from lscb_site.accounts import second_factor

HOW_TO_CHOOSE = (
    "At least 12 characters, such as three or four words. Not your name, and none of the passwords that everybody uses."
)


class SignInForm(LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label = "User name or e-mail address"
        # Passkeys are offered as one begins to type.
        login.widget = forms.TextInput(
            {"autocomplete": "username webauthn", "autocapitalize": "none", "autofocus": True}
        )
        login.max_length = 254
        password.label, password.help_text = "Password", ""
        password.widget = forms.PasswordInput({"autocomplete": "current-password"})


class Coded:
    """A code of six figures from an app, or one of the recovery codes."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label = "Code"
        field.widget = forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": None})

    def clean_code(self):
        # As apps and people write them.
        self.cleaned_data["code"] = "".join(self.cleaned_data["code"].split()).replace("-", "")
        return super().clean_code()


class OnceEach:
    def clean_code(self):
        code = super().clean_code()
        if self.authenticator.type == Authenticator.Type.TOTP and not second_factor.use_up(self.authenticator, code):
            raise get_adapter().validation_error("incorrect_code")
        return code


class CodeForm(Coded, OnceEach, AuthenticateForm):
    pass


class CodeAgainForm(Coded, OnceEach, ReauthenticateForm):
    pass


class FirstCodeForm(Coded, ActivateTOTPForm):
    pass


class PasskeyForm(AddWebAuthnForm):
    """Each passkey signs in by itself, so whoever uses it must be known to the device: by a finger, a face or a PIN."""

    passwordless = forms.BooleanField(initial=True, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name = self.fields["name"]
        name.label, name.max_length = "What to call it", 60
        name.help_text = "So that you know it again, such as “My telephone”."
        name.widget = forms.TextInput({"autocomplete": "off", "maxlength": 60})
        name.validators.append(forms.CharField(max_length=60).validators[0])


class NewPassword(ChangePasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        labels = {"oldpassword": "Present password", "password1": "New password", "password2": "New password again"}
        for name, label in labels.items():
            field = self.fields[name]
            field.label, field.help_text = label, HOW_TO_CHOOSE if name == "password1" else ""
            field.widget.attrs.pop("placeholder", None)


class ForgottenForm(forms.Form):
    typed = forms.CharField(
        label="Your e-mail address or user name",
        max_length=254,
        widget=forms.TextInput({"autocomplete": "username", "autocapitalize": "none"}),
    )


class ChosenPassword(SetPasswordForm):
    """Of somebody who is known by a link that they were sent."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].label, self.fields["new_password2"].label = "New password", "New password again"
        self.fields["new_password1"].help_text = HOW_TO_CHOOSE


class JoinForm(forms.Form):
    """What somebody who was invited says of themselves."""

    first_name = forms.CharField(
        label="First name", max_length=150, widget=forms.TextInput({"autocomplete": "given-name"})
    )
    last_name = forms.CharField(
        label="Last name", max_length=150, widget=forms.TextInput({"autocomplete": "family-name"})
    )
    password1 = forms.CharField(
        label="Password",
        help_text=HOW_TO_CHOOSE,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label="Password again", strip=False, widget=forms.PasswordInput({"autocomplete": "new-password"})
    )

    def __init__(self, *args, person, **kwargs):
        """`person` is whose account is set up, unsaved where they join."""
        super().__init__(*args, **kwargs)
        self.person = person
        if person.pk:
            del self.fields["first_name"], self.fields["last_name"]

    def clean(self):
        facts = super().clean()
        for name in ("first_name", "last_name"):
            if name in facts:
                setattr(self.person, name, facts[name])
        password, again = facts.get("password1"), facts.get("password2")
        if password and again and password != again:
            self.add_error("password2", "The two passwords are not the same. Type both again.")
        elif password:
            try:
                password_validation.validate_password(password, self.person)
            except forms.ValidationError as problem:
                self.add_error("password1", problem)
        return facts
