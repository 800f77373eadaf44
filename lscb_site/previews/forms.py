"""How a preview is looked at, and for whom a link to it is made."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from lscb_site.previews.models import PreviewLink
from lscb_site.web.date_fields import MomentField

WIDTHS = [("phone", "Phone"), ("tablet", "Tablet"), ("full", "Full width")]
DAYS = [(1, "1 day"), (3, "3 days"), (7, "7 days"), (14, "14 days")]


class LookForm(forms.Form):
    """In the query string: all of it may be left out, and is now and as wide as the screen."""

    width = forms.ChoiceField(choices=WIDTHS, required=False, widget=forms.HiddenInput)
    at = MomentField(
        label="As on",
        required=False,
        help_text="A day and a time, such as 1 December 2026 and 9am. Leave both empty for now.",
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data, label_suffix="")
        for part, name in zip(self.fields["at"].widget.widgets, ("Date", "Time"), strict=True):
            part.attrs["aria-label"] = name
        self.is_valid()

    @property
    def chosen_width(self) -> str:
        return self.cleaned_data.get("width") or "full"

    @property
    def chosen_moment(self) -> datetime | None:
        """None for now, also where what was typed names no moment."""
        moment: datetime | None = self.cleaned_data.get("at")
        return moment

    @property
    def moment(self) -> datetime:
        return self.chosen_moment or timezone.now()


class LinkForm(forms.Form):
    for_whom = forms.CharField(
        label="Who is it for?",
        max_length=PreviewLink.for_whom.field.max_length,
        help_text="For you and the other editors, such as “Head of communications, Camden”. They do not see it.",
    )
    days = forms.TypedChoiceField(
        label="How long does it work?",
        choices=DAYS,
        coerce=int,
        initial=3,
        help_text="It ends earlier when this goes live or is withdrawn, or when somebody stops it.",
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="")

    @property
    def lasts(self) -> timedelta:
        return timedelta(days=self.cleaned_data["days"])
