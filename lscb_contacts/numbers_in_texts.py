"""Telephone numbers in texts of the directory. There nobody confirms them, and a reader calls them all the same."""

import re
import unicodedata
from collections.abc import Mapping

from phonenumbers import Leniency, PhoneNumberMatcher

from lscb_contacts.models.telephone_reading import SHORT_NUMBERS
from lscb_site.text.telephone_digits import digits_of

LOOKS = "This looks like a telephone number ({}). Numbers belong in the telephone field, where they are confirmed."
TAKE_OUT = f"{LOOKS} Take it out of this text."

NOT_CALLED = re.compile(
    r"https?://\S+|(?<!\S)\S+@\S+|\b\d{1,2}([/.-])\d{1,2}\1\d{4}\b"
)  # addresses, dates as 18/03/2015
# Nine digits or more that start with 0 or +, whatever stands between them; or a London number without its 020. Also
# what no telephone can call: a digit that is wrong or missing makes it no less of a number to whoever reads it.
LOOKS_LIKE_ONE = re.compile(r"(?<!\d)(?:\(?0|\+\s?\d)(?:[\s().•·*_/‐-―-]*\d){8,}|(?<!\d)[378]\d{3}[\s.-]\d{4}(?!\d)")

# 116 000 and its kind; 999 and 101 are known to everybody, and a text may name them.
SHORT_ONE = re.compile(rf"(?<!\d)(?:{'|'.join(f'{n[:3]}[ -]?{n[3:]}' for n in SHORT_NUMBERS if len(n) == 6)})(?!\d)")


def numbers_in(text: str) -> list[str]:
    """What looks like a telephone number in a text, as it is written there."""
    text = NOT_CALLED.sub(" | ", unicodedata.normalize("NFKC", text))
    found = {match.start(): match.group() for like in (SHORT_ONE, LOOKS_LIKE_ONE) for match in like.finditer(text)}
    # Short ones, such as 0800 1111.
    found |= {match.start: match.raw_string for match in PhoneNumberMatcher(text, "GB", Leniency.VALID)}
    return [found[place].strip() for place in sorted(found)]


def newly_typed(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, list[str]]:
    """The numbers in each text of `after` that do not stand in the same text of `before`, by the text's name."""
    found = {}
    for name, text in after.items():
        known = {digits_of(number) for number in numbers_in(before.get(name, ""))}
        if new := [number for number in numbers_in(text) if digits_of(number) not in known]:
            found[name] = new
    return found
