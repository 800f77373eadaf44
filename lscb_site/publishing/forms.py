"""The forms by which editors publish and withdraw."""

from django import forms
from django.forms.utils import flatatt
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from lscb_site.publishing.states import State


class PublishableForm(forms.ModelForm):
    """A form of the admin that knows whether its button was "Publish", and answers beside the two moments."""

    def clean(self):
        cleaned = super().clean()
        starts, ends = cleaned.get("publish_from"), cleaned.get("publish_until")
        if "_publish" in self.data:
            starts = starts or timezone.now()
        elif self.instance.state == State.PUBLISHED and not starts and "publish_from" in self.fields:
            self.add_error("publish_from", "It is published, so it needs the moment from which it is live.")
        if starts and ends and ends <= starts:
            self.add_error("publish_until", "It must stop being live after it goes live.")
        return cleaned


class WithdrawalForm(forms.Form):
    """Why something is withdrawn and where its readers go instead. Both are shown at its old address."""

    reason = forms.CharField(
        label="Why is it withdrawn?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60, "autofocus": True}),
        help_text="One sentence. Visitors to the old address read it.",
    )
    instead = forms.CharField(
        label="Where should they go instead?",
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"size": 60}),
        help_text="An address of this site, such as /resources/, or of another, starting with https://. "
        "Leave it empty if there is nowhere.",
    )


class ListSelect(forms.Select):
    """A select without Django's templates, of which there are two for each option: sixty options took 5 ms."""

    def render(self, name, value, attrs=None, renderer=None):
        chosen = self.format_value(value)
        options = format_html_join(
            "\n  ",
            '<option value="{}"{}>{}</option>',
            (
                (option, mark_safe(" selected") if str(option) in chosen else "", words)
                for option, words in self.choices
            ),
        )
        outer = flatatt({"name": name} | self.build_attrs(self.attrs, attrs))
        return format_html("<select{}>\n  {}\n</select>", outer, options)
