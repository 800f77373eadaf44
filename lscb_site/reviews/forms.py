"""The forms in which somebody says who looks after a thing, or after several at once."""

from datetime import date
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models
from django.http import QueryDict
from django.utils import timezone

from lscb_site.editing.people import name_of
from lscb_site.publishing.force import last_check_after
from lscb_site.reviews.checking import day, usual_check
from lscb_site.reviews.kinds import Check
from lscb_site.reviews.models import Review
from lscb_site.reviews.things import Thing
from lscb_site.web.date_fields import DayField

if TYPE_CHECKING:
    ModelChoiceField = forms.ModelChoiceField[User]
    ModelForm = forms.ModelForm[Review]
else:
    ModelChoiceField, ModelForm = forms.ModelChoiceField, forms.ModelForm

SOMEBODY_ELSE = "The deputy is somebody else: choose another person, or nobody."


class PersonField(ModelChoiceField):
    """Of those who can sign in."""

    def __init__(self, of: str, **kwargs: Any) -> None:
        about = cast("models.Field[Any, Any]", Review._meta.get_field(of))
        people = User.objects.filter(is_active=True, is_staff=True).order_by("first_name", "last_name", "username")
        label = str(about.verbose_name).capitalize()
        super().__init__(people, label=label, help_text=about.help_text, empty_label="Nobody", **kwargs)

    def label_from_instance(self, person: User) -> str:
        return name_of(person)


def check_day(**kwargs: Any) -> DayField:
    day_input = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return DayField(required=False, widget=day_input, **kwargs)


def refuse_out_of_reach(chosen: date | None, checked_on: date | None = None) -> None:
    today = timezone.localdate()
    if chosen and chosen < today:
        raise ValidationError("This day is over. Choose today or a later day.")
    if chosen and chosen > (last := last_check_after(today)):
        raise ValidationError(f"That is too far away: choose a day up to {day(last)}.")
    if chosen and checked_on and chosen <= checked_on:
        raise ValidationError(f"It was checked on {day(checked_on)}: choose a later day.")


class TwoPeople(forms.BaseForm):
    """For a form that asks for both."""

    def clean_deputy(self) -> User | None:
        deputy: User | None = self.cleaned_data["deputy"]
        if deputy and deputy == self.cleaned_data.get("owner"):
            raise ValidationError(SOMEBODY_ELSE)
        return deputy


class ReviewForm(TwoPeople, ModelForm):
    """Of one thing. What its own statement or its confirmations say is not asked for."""

    owner = PersonField("owner", required=False)
    deputy = PersonField("deputy", required=False)
    next_check = check_day()

    class Meta:
        model = Review
        fields = ["owner", "deputy", "months", "next_check"]

    def __init__(self, data: QueryDict | None, thing: Thing) -> None:
        super().__init__(data, instance=thing.review, label_suffix="")
        self.thing = thing
        usual = f"every {thing.facts.months} months" if thing.facts.months else "never"
        self.fields["months"].label = "Check it every so many months"
        self.fields["months"].help_text = f"1 to 36. Leave it empty for what is usual for its kind: {usual}."
        self.fields["next_check"].label = "Next check"
        self.fields["next_check"].help_text = "Leave it empty for the usual time from today."
        if thing.facts.check != Check.HERE:
            del self.fields["months"]
        if thing.facts.check == Check.FORCE:
            self.fields["next_check"].label = "First check"
            self.fields[
                "next_check"
            ].help_text = "Counts while nobody has said that it is in force. After that the check named there counts."
        if thing.facts.check == Check.CONFIRMATIONS:
            del self.fields["next_check"]

    def clean_next_check(self) -> date | None:
        """A day that stands there already may be over: then it is due, and stays so."""
        chosen: date | None = self.cleaned_data["next_check"]
        if "next_check" in self.changed_data:
            refuse_out_of_reach(chosen, self.instance.checked_on)
        return chosen

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("owner") and "next_check" in given and not given["next_check"] and not self.thing.next_check:
            given["next_check"] = usual_check(self.thing)
        return given


class LookAfterForm(TwoPeople, forms.Form):
    """Of several at once."""

    owner = PersonField("owner", required=True, error_messages={"required": "Choose who looks after them."})
    deputy = PersonField("deputy", required=False)
    first_check = check_day(
        label="First check",
        help_text="Leave it empty, and each keeps the day that it has; what has none is checked after the usual time.",
    )

    def clean_first_check(self) -> date | None:
        chosen: date | None = self.cleaned_data["first_check"]
        refuse_out_of_reach(chosen)
        return chosen
