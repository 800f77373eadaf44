"""The one cleaner of text, wherever it comes from: nothing impossible, nothing invisible, one form of each letter.

What it takes away nobody sees. What somebody sees it keeps: the sign � for a letter that was lost stays, because only
a person can say what stood there.
"""

import re
import unicodedata

LINE_ENDS = re.compile("\r\n?")
# What looks like a space: of every width, and signs whose picture is empty. So do the ends of lines that a browser does
# not break at: vertical tab (Word's line break), form feed, NEL, Unicode's own two separators.
SPACES = re.compile("[\x0b\x0c\x85\u2028\u2029\xa0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000\u3164\uffa0\u115f\u1160]")
# What no reader sees and no database, feed or screen wants: control characters; soft hyphens and zero width signs; the
# order of letters turned round (“Trojan source”); fillers and invisible operators; interlinear marks; what is no
# character in any plane, which XML forbids; private use, which symbol fonts leave behind; halves of characters.
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufff0-\ufffc\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000f0000-\U0010ffff"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 15))
    + "]"
)
# Joiners, selectors of a picture and tags do something after some signs (Persian letters, pictures of families and
# flags), and are invisible after all others, a Latin letter above all.
JOINERS = re.compile("(?<![\u0590-\u1fff\u2190-\u2bff\u3030\ufe0e\ufe0f\U0001f000-\U0001faff])[\u200c\u200d]")
SELECTORS = re.compile("(?<![#*0-9©®\u203c-\u3299\U0001f000-\U0001faff])[\ufe0e\ufe0f]|[\ufe00-\ufe0d]")
IDEOGRAPHIC_SELECTORS = re.compile("(?<![\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])[\U000e0100-\U000e01ef]")
TAGS = re.compile("(\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f)|[\U000e0000-\U000e007f]")
LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
BULLETS = str.maketrans(dict.fromkeys("\uf0b7\uf0a7\uf0d8\uf0fc\uf076", "•"))  # of Word's fonts Symbol and Wingdings
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"))


def clean_text(text: str) -> str:
    """A text of several lines, which end in a line feed. Tabs and runs of spaces stay: they may be meant.

    In composed form (NFC). Ligatures of Latin letters become letters, so that a word is found as it is read.
    """
    if text.isascii() and text.isprintable():
        return text
    text = SPACES.sub(" ", LINE_ENDS.sub("\n", text))
    if text.isascii():
        return INVISIBLE.sub("", text)
    text = TAGS.sub(r"\1", INVISIBLE.sub("", text.translate(BULLETS).translate(LIGATURES)))
    text = IDEOGRAPHIC_SELECTORS.sub("", SELECTORS.sub("", JOINERS.sub("", text)))
    return unicodedata.normalize("NFC", text)


def clean_line(text: str) -> str:
    """One line with single spaces and none around it."""
    return " ".join(clean_text(text).split())


def plain_signs(text: str) -> str:
    """One line for codes and numbers, in the signs of an English keyboard: full-width letters and figures as the usual
    ones, every dash as -. It changes what a reader sees: not for texts."""
    return clean_line(unicodedata.normalize("NFKC", clean_text(text))).translate(DASHES)
