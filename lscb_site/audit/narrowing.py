"""What the list is narrowed to: a person, a kind of act, days, a thing."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from lscb_site.audit.acts import Act
from lscb_site.audit.models import Entry
from lscb_site.editing.people import name_of
from lscb_site.text.days import EXAMPLE
from lscb_site.web.date_fields import DayField
from lscb_site.web.dates import midnight_after


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's class takes no argument when it runs
    def label_from_instance(self, person: Any) -> str:
        return name_of(person)


class NarrowingForm(forms.Form):
    person = PersonField(
        queryset=None,
        required=False,
        label="Who",
        empty_label="Anybody",
        help_text="What they did, and what was done to them.",
    )
    act = forms.ChoiceField(
        choices=[("", "Everything"), *Act.choices], required=False, label="What", help_text="One kind of act."
    )
    since = DayField(required=False, label="From", help_text=f"The first day. {EXAMPLE}")
    until = DayField(required=False, label="To", help_text=f"The last day. {EXAMPLE}")
    thing = forms.RegexField(r"^[a-z_]+\.[a-z_]+:[0-9]{1,18}$", required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        did, was = Entry.objects.filter(person=OuterRef("pk")), Entry.objects.filter(about=OuterRef("pk"))
        people = get_user_model().objects.filter(Exists(did) | Exists(was))
        self.fields["person"].queryset = people.order_by("first_name", "last_name", "username")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or {}
        since, until = facts.get("since"), facts.get("until")
        if since and until and until < since:
            self.add_error("until", ValidationError("The last day comes before the first. Change one of them."))
        return facts

    def chosen(self) -> QuerySet[Entry]:
        """With their people, newest first; none while something that was chosen is wrong."""
        entries = Entry.objects.select_related("person", "about")
        if not self.is_valid():
            return entries.none()
        facts = self.cleaned_data
        if facts["person"]:
            entries = entries.about_person(facts["person"])
        if facts["act"]:
            entries = entries.filter(act=facts["act"])
        if facts["since"]:
            entries = entries.filter(at__gte=timezone.make_aware(datetime.combine(facts["since"], time.min)))
        if facts["until"]:
            entries = entries.filter(at__lt=midnight_after(facts["until"]))
        if facts["thing"]:
            label, _, key = facts["thing"].partition(":")
            entries = entries.about_thing(label, int(key))
        return entries

    @property
    def is_narrowed(self) -> bool:
        return any(self.data.get(name) for name in self.fields)
