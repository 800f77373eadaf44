"""Telephone numbers: stored as E.164, refused with a reason, and what a call costs."""

from typing import Any

import phonenumbers
from django.core.exceptions import ValidationError
from phonenumber_field import formfields, modelfields
from phonenumber_field.phonenumber import PhoneNumber
from phonenumbers import PhoneNumberType, ValidationResult

EXAMPLE = "Write it like 020 7946 0000."
SHORTEST = 9  # digits after the first 0 of nearly every number in the United Kingdom
REASONS = {
    ValidationResult.TOO_SHORT: "This number is too short.",
    ValidationResult.TOO_LONG: "This number is too long.",
    ValidationResult.INVALID_LENGTH: "This number has too few or too many digits.",
    ValidationResult.IS_POSSIBLE_LOCAL_ONLY: "This number lacks its area code, such as 020.",
    ValidationResult.INVALID_COUNTRY_CODE: "No country has this code.",
}

# Ofcom's numbering plan: 0800 and 0808 are free from every telephone; 03 costs what 01 and 02 cost.
STANDARD = "Standard rate: it counts as a call to a 01 or 02 number"
CHARGES = {
    PhoneNumberType.TOLL_FREE: "Free to call",
    PhoneNumberType.FIXED_LINE: STANDARD,
    PhoneNumberType.UAN: STANDARD,
    PhoneNumberType.MOBILE: "It counts as a call to a mobile",
    PhoneNumberType.SHARED_COST: "It may cost more than a call to a 01 or 02 number",
    PhoneNumberType.PREMIUM_RATE: "It costs more than a call to a 01 or 02 number",
}


def refuse_impossible(number: PhoneNumber | str | None) -> None:
    """Raise a ValidationError that says what is wrong with a number that nobody can call."""
    if not isinstance(number, PhoneNumber) or number.is_valid():
        return
    if number.country_code is None:
        raise ValidationError(f"This is not a telephone number. {EXAMPLE}", code="no_number")
    possible = phonenumbers.is_possible_number_with_reason(number)
    if possible == ValidationResult.IS_POSSIBLE and len(str(number.national_number)) < SHORTEST:
        possible = ValidationResult.TOO_SHORT  # a few short numbers exist, and this is not one of them
    reason = REASONS.get(possible, "No number in use starts with these digits.")
    raise ValidationError(f"{reason} {EXAMPLE}", code="impossible")


def charge(number: phonenumbers.PhoneNumber | None) -> str:
    """What calling `number` costs, in a few words; empty where the numbering plan does not say."""
    return CHARGES.get(phonenumbers.number_type(number), "") if number else ""


class TelephoneFormField(formfields.PhoneNumberField):  # type: ignore[misc]  # the library has no types
    default_validators = [refuse_impossible]


class TelephoneField(modelfields.PhoneNumberField):  # type: ignore[misc]  # the library has no types
    default_validators = [refuse_impossible]

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": TelephoneFormField, **kwargs})
