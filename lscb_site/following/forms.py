"""What a reader fills in to be told, and what a follower changes."""

from typing import Any

from django import forms
from django.core.validators import EmailValidator

from lscb_site.following.models import Follow, Follower, Rhythm

LONGEST = 254  # characters of an address that a mail server takes (RFC 5321)
HOW_SOON = {
    Rhythm.AT_ONCE: "at once",
    Rhythm.DAILY: "once a day, at about 7 in the morning",
    Rhythm.WEEKLY: "once a week, on Monday morning",
}


def rhythms() -> list[tuple[str, str]]:
    return [(rhythm.value, f"{words[0].upper()}{words[1:]}") for rhythm, words in HOW_SOON.items()]


class AddressField(forms.EmailField):
    """One address, as mail servers take it. An address on the mail server's own machine is nobody's here."""

    default_validators = [EmailValidator(allowlist=[])]

    def __init__(self) -> None:
        super().__init__(
            label="Your e-mail address",
            max_length=LONGEST,
            help_text="For these e-mails and nothing else.",
            error_messages={
                "required": "Write your e-mail address.",
                "invalid": "Write one e-mail address, such as name@example.org.",
                "max_length": f"An e-mail address has at most {LONGEST} characters.",
            },
            widget=forms.EmailInput(attrs={"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"}),
        )

    def clean(self, value: Any) -> str:
        """A domain in letters of another language as the same in ASCII, which is how it travels."""
        name, _, domain = str(super().clean(value)).rpartition("@")
        try:
            if domain.startswith("["):  # of a machine, and no domain
                raise forms.ValidationError(self.error_messages["invalid"])
            address = f"{name}@{domain.encode('idna').decode().lower()}"
        except UnicodeError as problem:
            raise forms.ValidationError(self.error_messages["invalid"]) from problem
        if len(address) > LONGEST:
            raise forms.ValidationError(self.error_messages["max_length"])
        return address


class AddressForm(forms.Form):
    """For whoever wants the link to what they follow."""

    email = AddressField()


class FollowForm(AddressForm):
    rhythm = forms.ChoiceField(
        label="How soon",
        choices=rhythms,
        initial=Rhythm.AT_ONCE,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(["required", "invalid_choice"], "Choose how soon."),
    )


class ActForm(forms.Form):
    """What a follower does on the page of what they follow: one of the page's buttons."""

    CHANGE, STOP, FORGET = "change", "stop", "forget"

    act = forms.ChoiceField(choices=[(act, act) for act in (CHANGE, STOP, FORGET)])
    follow = forms.ModelChoiceField(Follow.objects.none(), required=False)
    rhythm = forms.ChoiceField(choices=rhythms, required=False)

    def __init__(self, follower: Follower, data: Any) -> None:
        super().__init__(data)
        self.fields["follow"].queryset = follower.follows.all()  # type: ignore[attr-defined]  # as the field above has

    def clean(self) -> dict[str, Any]:
        """Without what the button is for it is none of the page's."""
        found = super().clean() or self.cleaned_data
        if found.get("act") != self.FORGET and not found.get("follow"):
            raise forms.ValidationError("It is not followed.")
        if found.get("act") == self.CHANGE and not found.get("rhythm"):
            raise forms.ValidationError("It does not say how soon.")
        return found
