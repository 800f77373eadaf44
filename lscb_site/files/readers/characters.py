"""Makes text out of a file fit to store, search and compare: whole characters, single spaces, nothing invisible."""

import re
import unicodedata

# Control, format and unassigned code points that no database or screen wants; lone surrogates; private use, which is
# what symbol fonts leave behind. Characters that separate words stay, and joiners, which several scripts need.
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufff0-\ufffb\ufffd-\uffff]"
)
LIGATURE = re.compile("[ﬀ-ﬆ]")
LETTERS = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def clean(text: str) -> str:
    """One line of text with single spaces, in composed form (NFC). Ligatures of Latin letters become letters."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    if LIGATURE.search(text):
        text = text.translate(LETTERS)
    return unicodedata.normalize("NFC", " ".join(INVISIBLE.sub("", text).split()))


def has_right_to_left(text: str) -> bool:
    """Whether any letter belongs to a script written from right to left."""
    return not text.isascii() and RIGHT_TO_LEFT.search(text) is not None
