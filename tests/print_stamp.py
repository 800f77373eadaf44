"""The one line of a page that changes by itself: the minute in which it was made, for paper."""

import re

_STAMP = re.compile("This page was made on [^<]+")


def without_stamp(text: str) -> str:
    """The page, whenever it was made: two that are compared may lie on two sides of a minute."""
    return _STAMP.sub("", text)
