"""What an authority fills in on the page of its link."""

from django import forms
from django.forms import BaseModelFormSet, modelformset_factory

from lscb_contacts.confirming.replies import Correction
from lscb_contacts.confirming.values import Field, hours_of, stored_value
from lscb_contacts.models import Authority, ContactPoint
from lscb_site.text.job_roles import refuse_a_name
from lscb_site.web.incoming_text import clean_stored_text

LONGEST_HOURS = ContactPoint._meta.get_field("hours_note").max_length


class RoleField(forms.CharField):
    def __init__(self):
        super().__init__(
            label="Your role",
            max_length=120,
            validators=[refuse_a_name],
            help_text="Such as “MASH manager”. Not your name: readers see it.",
            widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
        )


class ConfirmForm(forms.Form):
    role = RoleField()
    seen = forms.CharField(max_length=32, widget=forms.HiddenInput)


class CorrectForm(forms.Form):
    role = RoleField()
    others_are_right = forms.BooleanField(
        label="I have checked what I left as it was: it is right", required=False, initial=False
    )
    remarks = forms.CharField(
        label="Anything else, such as a number we do not list",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    seen = forms.CharField(max_length=32, widget=forms.HiddenInput)


class WhichAuthorityForm(forms.Form):
    """For somebody whose link is damaged: it no longer says whose it was."""

    authority = forms.ModelChoiceField(Authority.objects, label="Your authority", to_field_name="slug")


class PointForm(forms.ModelForm):
    """What we hold of one contact point, to be put right. It is never saved: its changes are proposals."""

    web = forms.URLField(label=Field.WEB.label, required=False)
    hours = forms.CharField(label=Field.HOURS.label, required=False)

    class Meta:
        model = ContactPoint
        fields = ["name", "phone", "phone_note", "email", "web"]
        labels = {field.value: field.label for field in Field}
        help_texts = dict.fromkeys(["name", "phone", "phone_note"], "")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Somebody may send the key of a point that is not theirs: the formset refuses it, and here it has no hours.
        self.initial["hours"] = self.before = hours_of(self.instance) if self.instance.pk else ""

    def clean_hours(self):
        hours = self.cleaned_data["hours"]
        # The lines that we hold already may be longer in words than what fits the note.
        if hours != self.before and len(hours) > LONGEST_HOURS:
            raise forms.ValidationError(f"Use at most {LONGEST_HOURS} characters.")
        return hours

    def corrections(self, point: ContactPoint) -> list[Correction]:
        """One for each field that differs from the stored `point`, as it would be stored."""
        clean_stored_text(ContactPoint, self.instance)
        after = {Field(name): stored_value(self.instance, name) for name in self._meta.fields}
        after[Field.HOURS] = self.cleaned_data["hours"]
        return [
            Correction(point, field, value) for field, value in after.items() if value != stored_value(point, field)
        ]


class PointFormSet(BaseModelFormSet):
    """As many forms as we hold points, whatever number was sent: each form costs a reader's request some time."""

    def total_form_count(self):
        return min(super().total_form_count(), len(self.get_queryset()))

    def initial_form_count(self):
        return min(super().initial_form_count(), len(self.get_queryset()))

    def corrections(self, points: list[ContactPoint]) -> list[Correction]:
        stored = {point.pk: point for point in points}
        return [
            correction
            for form in self.initial_forms
            if form.instance.pk in stored
            for correction in form.corrections(stored[form.instance.pk])
        ]


PointForms = modelformset_factory(ContactPoint, form=PointForm, formset=PointFormSet, extra=0, edit_only=True)
