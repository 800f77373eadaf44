"""Lists of tagged pages. A bullet is what makes an item, so it is not said again; a number is said as it is printed."""

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from lscb_site.files.readers.elements import BLOCKS
from lscb_site.files.readers.raised import append

BULLET = re.compile(r"[•●○■▪▫◦‣∙·➢➤►▶❖◆⁃–—*oOv§-]?")
# Signs that are nothing but bullets, and signs that are bullets where every item begins with one.
ONLY_BULLET = re.compile(r"\s*[•●○■▪▫◦‣∙·➢➤►▶❖◆⁃]\s*")
MAYBE_BULLET = re.compile(r"\s*[–—*oOv§-]\s+")
NUMBER = re.compile(
    r"\s*(?:\(?(?:\d{1,3}|[a-z]|[ivxlc]{1,7})[.)]|\d{1,3}(?:\.\d{1,3}){1,4}[.)]?)(?=\s|$)", re.IGNORECASE
)
BARE_NUMBER = re.compile(r"\s*(\d{1,3})\s")


def listed(items: Sequence[etree._Element]) -> Iterator[etree._Element]:
    """These ``li`` as one list without their bullets, or as paragraphs where each has its number."""
    said = [_own_words(item) for item in items]
    if all(map(NUMBER.match, said)) or _count_up(said):
        for item in items:
            yield from _paragraphs(item)
        return
    are_bullets = len(said) > 1 and all(map(MAYBE_BULLET.match, said))
    for item, words in zip(items, said, strict=True):
        sign = ONLY_BULLET.match(words) or (MAYBE_BULLET.match(words) if are_bullets else None)
        if sign:
            _take_away(item, len(sign[0]))
    made = etree.Element("ul")
    made.extend(items)
    yield made


def _count_up(said: Sequence[str]) -> bool:
    """Whether items begin with bare numbers, each one more than the last: “3 children” and “5 schools” do not."""
    numbers = [int(match[1]) for match in map(BARE_NUMBER.match, said) if match]
    return 1 < len(numbers) == len(said) and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _own_words(item: etree._Element) -> str:
    """Up to its first block that is no paragraph."""
    words = item.text or ""
    for child in item:
        if child.tag in BLOCKS:
            return words if words.strip() or child.tag != "p" else "".join(map(str, child.itertext()))
        words += "".join(map(str, child.itertext())) + (child.tail or "")
    return words


def _take_away(element: etree._Element, length: int) -> int:
    """The first letters of an element; how many of them it did not have."""
    text = element.text or ""
    element.text, left = text[length:], max(0, length - len(text))
    for child in element:
        if not left:
            break
        left = _take_away(child, left)
        tail = child.tail or ""
        child.tail, left = tail[left:], max(0, left - len(tail))
    return left


def _paragraphs(item: etree._Element) -> Iterator[etree._Element]:
    """The item's own words as a paragraph, then its blocks."""
    own = etree.Element("p")
    if item.get("lang"):
        own.set("lang", item.get("lang", ""))
    append(own, item.text or "")
    blocks: list[etree._Element] = []
    for child in item:
        if child.tag in BLOCKS:
            blocks.append(child)
        else:
            own.append(child)
    if len(own) or own.text:
        yield own
    yield from blocks
