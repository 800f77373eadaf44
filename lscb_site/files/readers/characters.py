"""Makes text out of a file fit to store, search and compare."""

import re

from lscb_site.text.characters import clean_line

LOST = "\ufffd"  # a letter that the file does not say: nobody can be asked
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def clean(text: str) -> str:
    """One line of text with single spaces, as `lscb_site.text` has it."""
    return clean_line(text.replace(LOST, ""))


def has_right_to_left(text: str) -> bool:
    """Whether any letter belongs to a script written from right to left."""
    return not text.isascii() and RIGHT_TO_LEFT.search(text) is not None
