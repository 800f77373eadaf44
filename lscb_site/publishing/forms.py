"""The forms by which editors publish and withdraw."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone

from lscb_site.publishing.destinations import DestinationField, DestinationInput
from lscb_site.publishing.models import LEADS_NOWHERE, Publishable
from lscb_site.publishing.states import State

if TYPE_CHECKING:
    Base = forms.ModelForm[Publishable]
else:
    Base = forms.ModelForm


class PublishableForm(Base):
    """A form of the admin that knows whether its button was "Publish", and answers beside the two moments."""

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        starts, ends = cleaned.get("publish_from"), cleaned.get("publish_until")
        if "_publish" in self.data:
            starts = starts or timezone.now()
        elif self.instance.state == State.PUBLISHED and not starts and "publish_from" in self.fields:
            self.add_error("publish_from", "It is published, so it needs the moment from which it is live.")
        if starts and ends and ends <= starts:
            self.add_error("publish_until", "It must stop being live after it goes live.")
        return cleaned


class DestinationForm(forms.Form):
    """Where readers of what is withdrawn go, and whether they are told or led there."""

    instead = DestinationField(
        label="Where should they go instead?",
        required=False,
        max_length=300,
        widget=DestinationInput(attrs={"size": 60}),
        help_text="Type a part of the title of a page, a document, a news item or a board, and choose it from the "
        "list; or give an address of another site, starting with https://. Leave it empty if there is nowhere.",
    )
    leads_on = forms.BooleanField(
        label="Lead readers straight there",
        required=False,
        help_text="Without it, the old address says that this was withdrawn, why, and where to go. With it, it says so "
        "only once there is nothing left to read there.",
    )

    def clean(self) -> dict[str, Any]:
        super().clean()
        if self.cleaned_data.get("leads_on") and self.cleaned_data.get("instead") == "":
            self.add_error("instead", LEADS_NOWHERE)
        return self.cleaned_data


class WithdrawalForm(DestinationForm):
    """Why something is withdrawn, and where its readers go."""

    reason = forms.CharField(
        label="Why is it withdrawn?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60, "autofocus": True}),
        help_text="One sentence. Visitors to the old address read it.",
    )
    field_order = ("reason", "instead", "leads_on")
