"""Reads a time of day as people write it: 9am, 9.30, 9:30 pm, noon, 0930."""

import re
from datetime import time

from lscb_site.text.characters import plain_signs

EXAMPLE = "Write a time like 9:30am or 14:30."
LONGEST = 40  # characters
NOON, MIDNIGHT = time(12), time(0)
NAMED = {
    **dict.fromkeys(["noon", "midday", "12 noon", "12noon", "12 midday"], NOON),
    **dict.fromkeys(["midnight", "12 midnight", "12midnight"], MIDNIGHT),
}
HALF = r"(?: ?(?P<half>[ap])\.? ?m\.?)?"
SHAPES = [
    re.compile(rf"(?P<hour>\d{{1,2}}) ?[:.h] ?(?P<minute>\d\d)(?:[:.](?P<second>\d\d)(?:\.0+)?)?{HALF}"),
    re.compile(rf"(?P<hour>\d{{1,2}})(?P<minute>\d\d){HALF}(?: ?h(?:ou)?rs)?"),
    re.compile(rf"(?P<hour>\d{{1,2}})(?: ?o'clock)?{HALF}"),
]


def read_time(typed: str) -> time:
    """The time that somebody wrote. Raises ValueError with a sentence that says what to write instead."""
    text = plain_signs(typed[: LONGEST + 1]).lower().replace("’", "'").strip(" ,'\"")
    text = re.sub(r"^(?:at|@) ?", "", text)
    if text in NAMED:
        return NAMED[text]
    found = next(filter(None, (shape.fullmatch(text) for shape in SHAPES)), None)
    if found is None or len(text) > LONGEST:
        raise ValueError(f"This is not a time that we can read. {EXAMPLE}")
    parts = found.groupdict()
    hour, minute, second = (int(parts.get(name) or 0) for name in ("hour", "minute", "second"))
    half = parts["half"]
    if hour == 24 and not minute and not second:
        raise ValueError("A day ends with 23:59. Its midnight is 00:00, and begins the next day.")
    if hour > 23 or minute > 59 or second > 59:
        raise ValueError(f"A day has hours from 0 to 23, and an hour has minutes from 0 to 59. {EXAMPLE}")
    if half is None and parts.get("minute") is None and 1 <= hour <= 12:
        raise ValueError(f"Say whether it is {hour}am or {hour}pm. {EXAMPLE}")
    if half == "a" and hour > 12:
        raise ValueError(f"{hour} is after noon, and “am” before it. {EXAMPLE}")
    if half == "p" and not hour:
        raise ValueError(f"0 is before noon, and “pm” after it. {EXAMPLE}")
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute, second)
