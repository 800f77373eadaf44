"""The figures of a telephone number, the same however it is written: what numbers are compared and found by."""

import re

from lscb_site.text.characters import plain_signs

# The country's code with or without its 0: +44 (0)20, 0044 20, and 44 20 where a spreadsheet has eaten the plus sign.
OF_THIS_COUNTRY = re.compile(r"(?:00)?440?(?=[1-9]\d{8,9}\Z)")
# Signs that people put between the figures, and nothing else.
BETWEEN = r"[\s().\-/·•_\[\]]"


def figures_in(text: str) -> str:
    """The figures of a text as 0 to 9, whatever script they are in."""
    return "".join(str(int(sign)) for sign in plain_signs(text) if sign.isdecimal())


def digits_of(number: str) -> str:
    """The figures as they are dialled in this country: 02079460000 of +44 (0)20 7946 0000."""
    return OF_THIS_COUNTRY.sub("0", figures_in(number))
