"""The figures of a telephone number, the same however it is written: what numbers are compared and found by."""

import re

from lscb_site.text.characters import plain_signs

# The country's code with or without its 0: +44 (0)20, 0044 20, and 44 20 where a spreadsheet has eaten the plus sign.
OF_THIS_COUNTRY = re.compile(r"\A(?:00)?440?(?=[1-9]\d{8,9}\Z)")
# Signs that people put between the figures, and nothing else.
BETWEEN = r"[\s().\-/·•_\[\]]"
FROM_ABROAD = re.compile(r"\A00(?=[1-9]\d{6,}\Z)")  # what is dialled for a plus sign
NUMBER = re.compile(rf"(?<!\w)(?:\(?\+{BETWEEN}*|\()?\d(?:{BETWEEN}|\d)*(?!\w)")
GROUPS: dict[int, list[tuple[int, ...]]] = {
    11: [(3, 4, 4), (4, 3, 4), (5, 6), (5, 3, 3), (4, 7)],
    10: [(4, 6), (5, 5)],
    8: [(4, 4), (4, 2, 2)],
    6: [(3, 3)],
}
NOUGHTS = re.compile(r"(?<!\w)[0-9oO]*[0-9][0-9oO]*(?!\w)")
EXTENSION = re.compile(r"[\s,]*\b(?:ext(?:ension)?|x|option)[.: ]*\d{1,5}\Z", re.IGNORECASE)  # who is asked for there
SHORTEST, LONGEST = 3, 15  # digits: 999, and the longest of any country


def figures_in(text: str) -> str:
    """The figures of a text as 0 to 9, whatever script they are in."""
    return "".join(str(int(sign)) for sign in plain_signs(text) if sign.isdecimal())


def digits_of(number: str) -> str:
    """The figures as they are dialled in this country: 02079460000 of +44 (0)20 7946 0000."""
    return FROM_ABROAD.sub("", OF_THIS_COUNTRY.sub("0", figures_in(number)))


def numbers_in(text: str) -> list[str]:
    """The digits of each run in a text that could be a telephone number, as they are dialled in this country."""
    found = (digits_of(run) for run in NUMBER.findall(plain_signs(text)))
    return [digits for digits in found if SHORTEST <= len(digits) <= LONGEST]


def with_noughts(text: str) -> str:
    """“O2O 7946 0000” with figures for the letters."""
    return NOUGHTS.sub(lambda match: re.sub("[oO]", "0", match[0]), plain_signs(text))


def number_of(text: str) -> str:
    """The digits of a text that is nothing but a telephone number or a part of one; empty of any other."""
    text = re.sub(r"^(?:tel(?:ephone)?|phone)\b[.: ]*", "", with_noughts(text).strip(), flags=re.IGNORECASE)
    text = EXTENSION.sub("", text)
    return next(iter(numbers_in(text)), "") if NUMBER.fullmatch(text) else ""


def as_read(digits: str) -> str:
    """A number as people of this country read it out: 020 7946 0000, 0808 800 5000, 01923 727 000."""
    ways = as_written(digits)
    of_city = digits.startswith(("02", "0808")) or len(digits) != max(GROUPS)
    if digits.startswith(("03", "08", "011")) and len(digits) == max(GROUPS):
        return ways[3]
    return ways[min(len(ways) - 1, 1 if of_city else 5)]


def as_written(digits: str) -> list[str]:
    """The ways in which a number of this country stands in texts, its groups apart; with the country's code too."""
    found = [digits]
    for lengths in GROUPS.get(len(digits), []):
        starts = [sum(lengths[:number]) for number in range(len(lengths))]
        groups = " ".join(digits[start : start + length] for start, length in zip(starts, lengths, strict=True))
        found += [groups, f"44 {groups[1:]}"] if digits.startswith("0") else [groups]
    return found
