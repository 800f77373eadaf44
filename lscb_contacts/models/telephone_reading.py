"""Reads a telephone number as people write it. What is stored has the digits that were typed, or nothing is stored.

The library behind the field reads generously: it makes 6666 of the letters OOOO, drops what follows a number, and takes
an extension off. So it is only asked whether a number exists; which digits it has is read here.
"""

import re
from typing import Any

import phonenumbers
from phonenumber_field.phonenumber import PhoneNumber
from phonenumbers import NumberParseException, PhoneNumberFormat, ValidationResult

from lscb_site.text.characters import clean_line, plain_signs
from lscb_site.text.telephone_digits import BETWEEN, digits_of, figures_in

UNITED_KINGDOM = 44
FREE, STANDARD = "Free to call", "Standard rate: it counts as a call to a 01 or 02 number"
# Numbers without an area code, as they are dialled, with what a call costs. From Ofcom's National Telephone Numbering
# Plan (Type A access codes; the harmonised European numbers of social value, 116); 101 has been free since April 2020,
# and 159 is Stop Scams UK's. The metadata of the library lacks 116 006 and 116 117, and has many that nobody can call.
SHORT_NUMBERS = {
    **dict.fromkeys(["999", "112", "101", "105", "111", "119"], FREE),
    "159": STANDARD,
    **dict.fromkeys(["116000", "116006", "116111", "116117", "116123"], FREE),
    "18000": FREE,  # 999 for the deaf, by textphone
}

EXAMPLE = "Write it like 020 7946 0000."
SHORTEST = 9  # digits after the first 0 of nearly every number in the United Kingdom
WITHOUT_ITS_NOUGHT = 10  # digits of a number of which a spreadsheet has eaten the first 0
WHOLE = 7  # digits that can be a number by themselves
CHILDLINE = "08001111"  # the only one of its length that this directory is sure to hold
TWO = range(18, 26)  # digits of two numbers side by side
REASONS = {
    ValidationResult.TOO_SHORT: "This number is too short.",
    ValidationResult.TOO_LONG: "This number is too long.",
    ValidationResult.INVALID_LENGTH: "This number has too few or too many digits.",
    ValidationResult.IS_POSSIBLE_LOCAL_ONLY: "This number is too short.",
}
NO_NUMBER = "This is not a telephone number."
ONLY_LETTERS = "This is not a telephone number: there are letters in it and no digits."
UNREADABLE = {
    NumberParseException.INVALID_COUNTRY_CODE: "No country has this code.",
    NumberParseException.TOO_LONG: REASONS[ValidationResult.TOO_LONG],
}
LACKS_ITS_BEGINNING = "This number lacks its area code, such as 020, or its first 0."
NOTE = "Give the number alone here; the rest belongs in the note on it, such as “option 2”."
ONE_ONLY = "Here stands more than one number. Give one; another one gets an entry of its own."

# What people write around a number, which changes none of its digits.
BEFORE = re.compile(
    r"""["'“”‘’<(\s]*(?:(?:tele)?phone|tel|call|t|ph)?\b(?: ?(?:no|number)\b)?[.:/\s]*(?=[+(\d])""", re.IGNORECASE
)
AFTER = re.compile(r"""["'“”‘’>.,;\s]+\Z""")
NOUGHT_ABROAD = re.compile(rf"(?<=\d){BETWEEN}*\(0\)")  # +49 (0)30: nobody dials it after a country's code
NUMBER = re.compile(rf"\(?\+?{BETWEEN}*\d(?:{BETWEEN}|\d)*")
IN_BRACKETS = re.compile(r"(?<=\d)\s*[(/][\d\s.\-]*\Z")  # "(24 hours)" and "/1" behind a number
PARTING = re.compile(r"[/,;|&]|\b(?:or|and)\b", re.IGNORECASE)
STORED = re.compile(r"\+(?!440)[0-9]+")  # as the database has it

OURS = re.compile(r"\+44[1-9][0-9]+")


class Telephone(PhoneNumber):  # type: ignore[misc]  # the library has no types
    """A number that can be called, or what was typed in its place: `is_valid` tells, `fault` says why it is not."""

    fault = ""
    short = ""  # the digits of a number without an area code, such as 116000

    @classmethod
    def of(cls, value: Any) -> Any:
        """The number of a text. Nothing stays nothing; what is no number keeps the text as its `raw_input`."""
        if not value or isinstance(value, cls):
            return value
        if isinstance(value, PhoneNumber):
            value = str(value)
        number = cls()
        number.raw_input = value
        try:
            number.take(value if STORED.fullmatch(value) else dialled(value))
        except ValueError as fault:
            number.fault = str(fault)
        return number

    @classmethod
    def stored(cls, value: Any) -> Any:
        """The number of a row. It was read when it came in: a page shows a hundred, and none is parsed again."""
        if not (value and OURS.fullmatch(value)):
            return cls.of(value)
        number = cls(UNITED_KINGDOM, int(value[3:]))
        number.raw_input = value
        return number

    def take(self, digits: str) -> None:
        """Become the number with these digits, E.164 or short. Raises ValueError with what is wrong."""
        if digits in SHORT_NUMBERS:
            self.short = digits
            self.country_code, self.national_number = UNITED_KINGDOM, int(digits)
            return
        try:
            phonenumbers.parse(digits, numobj=self)
        except NumberParseException as error:
            reason = UNREADABLE.get(error.error_type, NO_NUMBER)
            raise ValueError(f"{reason} {EXAMPLE}") from error
        if not phonenumbers.is_valid_number(self):
            possible = phonenumbers.is_possible_number_with_reason(self)
            if possible == ValidationResult.IS_POSSIBLE and (
                len(str(self.national_number)) < SHORTEST or exists(f"{digits}0")
            ):
                possible = ValidationResult.TOO_SHORT
            raise ValueError(f"{REASONS.get(possible, 'No number in use starts with these digits.')} {EXAMPLE}")
        if self.as_e164 != digits:
            raise ValueError(f"Do you mean {self.as_international}? Write it like that: no digit is left out here.")

    def is_valid(self) -> bool:
        return not self.fault

    def format_as(self, form: int) -> str:
        """A short number is the same everywhere; one of another country has its code wherever it stands."""
        if not self.is_valid():
            return clean_line(str(self.raw_input))  # in one line: it stands in vCards too
        if self.short:
            as_read = f"{self.short[:3]} {self.short[3:]}" if len(self.short) == 6 else self.short
            forms = {PhoneNumberFormat.E164: self.short, PhoneNumberFormat.RFC3966: f"tel:{self.short}"}
            return forms.get(form, as_read)
        if form == PhoneNumberFormat.NATIONAL and self.country_code != UNITED_KINGDOM:
            form = PhoneNumberFormat.INTERNATIONAL
        return str(phonenumbers.format_number(self, form))

    def __eq__(self, other: object) -> bool:
        return bool(super().__eq__(Telephone.of(other) if isinstance(other, str) else other))

    __hash__ = PhoneNumber.__hash__


def dialled(typed: str) -> str:
    """The digits of what was typed: E.164, or those of a short number. Raises ValueError with what is wrong."""
    text = AFTER.sub("", BEFORE.sub("", plain_signs(typed), count=1))
    if not figures_in(text):
        raise ValueError(f"{NO_NUMBER if not any(map(str.isalpha, text)) else ONLY_LETTERS} {EXAMPLE}")
    # Signs that are no digits, so that every digit that is left was typed in its place.
    text = "".join(str(int(sign)) if sign.isdecimal() else sign for sign in text)
    refuse_more_than_a_number(text)
    is_abroad = text.startswith(("+", "(+")) or figures_in(text).startswith("00")
    text = NOUGHT_ABROAD.sub("", text) if is_abroad else text
    digits, local = figures_in(text), digits_of(text)
    if digits in SHORT_NUMBERS and not is_abroad:
        return digits
    if local.startswith("0") and not (is_abroad and local == digits):
        return f"+{UNITED_KINGDOM}{local[1:]}"
    if is_abroad:
        return f"+{digits.removeprefix('00')}"
    if len(digits) == WITHOUT_ITS_NOUGHT and exists(f"+{UNITED_KINGDOM}{digits}"):
        return f"+{UNITED_KINGDOM}{digits}"
    raise ValueError(f"{LACKS_ITS_BEGINNING} {EXAMPLE}")


def exists(digits: str) -> bool:
    return bool(phonenumbers.is_valid_number(phonenumbers.parse(digits)))


def refuse_more_than_a_number(text: str) -> None:
    """Raise ValueError where a text holds what a number has not: letters, a second number, an extension, a pause."""
    parts = [part for part in PARTING.split(text) if len(figures_in(part)) >= WHOLE]
    if len(parts) > 1 or len(figures_in(text)) in TWO:
        raise ValueError(ONE_ONLY)
    beginning = NUMBER.match(text)
    number = IN_BRACKETS.sub("", beginning[0]) if beginning else ""
    rest = text[len(number) :].strip()
    if not rest:
        return
    if len(figures_in(number)) > SHORTEST or figures_in(number) in {*SHORT_NUMBERS, CHILDLINE}:
        raise ValueError(f"After the number stands “{rest}”. {NOTE}")
    if any(sign.isalpha() for sign in text):
        raise ValueError(f"There are letters in this number. {EXAMPLE} The letter O is not the digit 0.")
    if rest.startswith("+"):
        raise ValueError(f"A + can only stand in front of a number. {EXAMPLE}")
    raise ValueError(f"The sign “{rest[0]}” is no part of a telephone number. {EXAMPLE}")
