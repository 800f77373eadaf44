"""Telephone numbers: stored as E.164 or as a short number, refused with a reason, and what a call costs."""

from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from phonenumber_field import formfields, modelfields
from phonenumbers import PhoneNumberType

from lscb_contacts.models.telephone_reading import FREE, SHORT_NUMBERS, STANDARD, UNITED_KINGDOM, Telephone

# Ofcom's numbering plan: 0800 and 0808 are free from every telephone; 03 costs what 01 and 02 cost.
CHARGES = {
    PhoneNumberType.TOLL_FREE: FREE,
    PhoneNumberType.FIXED_LINE: STANDARD,
    PhoneNumberType.UAN: STANDARD,
    PhoneNumberType.MOBILE: "It counts as a call to a mobile",
    PhoneNumberType.SHARED_COST: "It may cost more than a call to a 01 or 02 number",
    PhoneNumberType.PREMIUM_RATE: "It costs more than a call to a 01 or 02 number",
}


def refuse_impossible(number: Telephone | None) -> None:
    """Raise a ValidationError that says what is wrong with a number that nobody can call."""
    # Read again: the number of a row is taken as it is stored.
    if number and (fault := number.fault or Telephone.of(number.as_e164).fault):
        raise ValidationError(fault, code="impossible")


def charge(number: Telephone | None) -> str:
    """What calling `number` costs, in a few words; empty where the numbering plan does not say."""
    if not number or number.country_code != UNITED_KINGDOM:
        return ""
    return SHORT_NUMBERS.get(number.short) or CHARGES.get(phonenumbers.number_type(number), "")


class TelephoneInput(forms.TextInput):
    """Shows a stored number as people read it out, and what was typed as it was typed."""

    input_type = "tel"

    def format_value(self, value: Any) -> Any:
        return super().format_value(value.as_national if isinstance(value, Telephone) else value)


class TelephoneFormField(formfields.PhoneNumberField):  # type: ignore[misc]  # the library has no types
    default_validators = [refuse_impossible]
    widget = TelephoneInput

    def to_python(self, value: Any) -> Any:
        return Telephone.of(forms.CharField.to_python(self, value))


class TelephoneDescriptor(modelfields.PhoneNumberDescriptor):  # type: ignore[misc]  # the library has no types
    """Reads whatever is assigned, so that a row in hand holds a number as the database gives it back."""

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.name] = Telephone.of(value)


class TelephoneField(modelfields.PhoneNumberField):  # type: ignore[misc]  # the library has no types
    default_validators = [refuse_impossible]
    descriptor_class = TelephoneDescriptor

    def to_python(self, value: Any) -> Any:
        return Telephone.of(value)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return Telephone.stored(value)

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": TelephoneFormField, **kwargs})
