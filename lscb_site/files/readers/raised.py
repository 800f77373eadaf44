"""Raised and lowered letters: note marks, powers, “1st”, “H2O”.

While lines are put together they travel inside the string, between signs that no clean text holds. In HTML they
become ``sup`` and ``sub``. In the plain text, which is searched and compared, a raised figure must never join the
number before it: search takes “²” and “2” for the same sign, so “999²” would be found, and read out, as 9992. Hence
“999 [2]”; a power of ten is “10^5”. After a letter nothing can be misread, so “m2” and “H2O” stay as people type them,
and a note mark after a whole word stands apart: “child [2]”.
"""

import re

from lxml import etree

RAISED, LOWERED, LEVEL = "\x0e", "\x0f", "\x11"  # each part begins with one of the first two and ends with the third
TAGS = {RAISED: "sup", LOWERED: "sub"}
PART = re.compile("([\x0e\x0f])([^\x0e\x0f\x11]*)\x11")
FIGURES = "⁰¹²³⁴⁵⁶⁷⁸⁹"
FIGURES_AFTER_A_FIGURE = re.compile(f"(?<=\\d)[{FIGURES}]+")
PLAIN_FIGURES = str.maketrans(FIGURES, "0123456789")
ORDINAL = re.compile(r"(st|nd|rd|th)", re.IGNORECASE)
# What may stand in front of a power: units of length, and one letter of a formula.
TAKES_A_POWER = re.compile(r"(?:^|[\s\d(/])(?:[kcmd]?m|ft|in|yd|mi|s|[a-zA-Z])$")
TEN = re.compile(r"(?:^|[\s×x·(])10$")
NUMBER = re.compile(r"[\d.,]*\d")


def marked(text: str, sign: str) -> str:
    """``text`` as a part that stands higher (:data:`RAISED`) or lower (:data:`LOWERED`) than its line."""
    return f"{sign}{text}{LEVEL}" if text else ""


def element_of(tag: str, text: str) -> etree._Element:
    """A new element with this text, its raised and lowered parts in elements of their own."""
    made = etree.Element(tag)
    append(made, text)
    return made


def append(to: etree._Element, text: str) -> None:
    """Puts the text after what the element holds, its raised and lowered parts in elements of their own."""
    parts = PART.split(text)
    if len(to):
        to[-1].tail = (to[-1].tail or "") + parts[0] or None
    else:
        to.text = (to.text or "") + parts[0] or None
    for sign, inner, after in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        child = etree.SubElement(to, TAGS[sign])
        child.text, child.tail = inner, after or None


def plain(text: str) -> str:
    """The text with its marked parts as search and comparison have them."""
    if RAISED not in text and LOWERED not in text:
        return text
    parts = PART.split(text)
    made = parts[0]
    for sign, inner, after in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        made = appended(made, inner, sign) + after
    return made


def appended(before: str, part: str, sign: str) -> str:
    """``before`` and the raised or lowered ``part`` that follows it, in plain text."""
    part = part.strip()
    if not part or not before or before[-1].isspace():
        return before + (f"[{part}]" if NUMBER.fullmatch(part) and sign == RAISED else part)
    if before[-1].isdigit():
        if sign == RAISED and ORDINAL.fullmatch(part):
            return before + part
        if sign == RAISED and TEN.search(before) and NUMBER.fullmatch(part):
            return f"{before}^{part}"
        return f"{before} [{part.strip('[]()')}]"
    if sign == LOWERED or TAKES_A_POWER.search(before) or (len(part) > 1 and not NUMBER.fullmatch(part)):
        return before + part
    return f"{before} [{part}]"


def set_off(text: str) -> str:
    """Unicode's raised figures after a figure, apart from it: “999²” as “999 [2]”."""
    if text.isascii():
        return text

    def apart(match: re.Match[str]) -> str:
        figures = match[0].translate(PLAIN_FIGURES)
        return f"^{figures}" if TEN.search(text[: match.start()]) else f" [{figures}]"

    return FIGURES_AFTER_A_FIGURE.sub(apart, text)
