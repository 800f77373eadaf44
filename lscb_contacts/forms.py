from django import forms

from lscb_contacts.finding.locating import PostcodeAnswer, locate
from lscb_contacts.finding.postcode_parsing import EXAMPLE, NotAPostcode, PostcodeReading, read_postcode
from lscb_contacts.models import Authority
from lscb_site.text.characters import clean_line
from lscb_site.text.postcodes import whole_in

MOST = 100  # characters of what was typed that are shown again


class AuthorityFilter(forms.Form):
    """Finds an authority by its name, its board's name or the name of its front door."""

    q = forms.CharField(label="Borough, board or front door", required=False, max_length=100)

    def apply(self, authorities):
        self.is_valid()
        text = self.cleaned_data.get("q", "").strip()
        if not text:
            return authorities
        matching = set(Authority.objects.matching(text).order_by().values_list("pk", flat=True))
        return [authority for authority in authorities if authority.pk in matching]


class TypedPostcode(forms.TextInput):
    def format_value(self, value):
        # A NUL has no place in HTML, and nobody means ten thousand characters.
        return super().format_value((value or "").replace("\0", "")[:MOST])


class PostcodeField(forms.Field):
    """Cleans to what was typed can mean, likeliest first."""

    widget = TypedPostcode
    default_error_messages = {
        "required": f"Enter a postcode, such as {EXAMPLE}.",
        "several": "You typed more than one postcode: {}. Give the one where the child lives.",
        "invalid": f"That is not a postcode. Write it like {EXAMPLE}, or its first half, {EXAMPLE.split()[0]}.",
    }

    def to_python(self, value) -> list[PostcodeReading]:
        if not clean_line(value or ""):
            return []
        try:
            return read_postcode(value)
        except NotAPostcode as error:
            several = [f"{halves.first} {halves.second}" for halves in whole_in(value)]
            code = "several" if len(several) > 1 else "invalid"
            raise forms.ValidationError(self.error_messages[code].format(" and ".join(several)), code=code) from error


class PostcodeForm(forms.Form):
    """Finds the authorities that a postcode may lie in: `cleaned_data["postcode"]` is a `PostcodeAnswer`."""

    postcode = PostcodeField(
        label="Postcode",
        widget=TypedPostcode(
            attrs={"class": "field__input field__input--joined", "autocomplete": "off", "spellcheck": "false"}
        ),
    )

    def clean_postcode(self) -> PostcodeAnswer:
        answer = locate(self.cleaned_data["postcode"])
        if answer is None:
            raise forms.ValidationError(
                "We do not know this postcode. Check it, or find the borough by its name.", code="unknown"
            )
        return answer


def answer_to(typed: str) -> PostcodeAnswer | None:
    """Where a postcode that somebody typed lies; None where it is none, or none that we know."""
    form = PostcodeForm({"postcode": typed})
    return form.cleaned_data["postcode"] if form.is_valid() else None
