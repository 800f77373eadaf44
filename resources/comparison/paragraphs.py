"""Paragraphs out of the sections of a file, made comparable: whole over page breaks, without contents pages."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

# Shapes of one sign that programs exchange for one another; no change of the text.
FOLDED = str.maketrans("‘’‚‛“”„‟‐‑–—−\u00a0", "'" * 4 + '"' * 4 + "-" * 5 + " ")
CONTENTS_LINE = re.compile(r"(\s?\.){4,}\s*[\divxlc]*$")
ENDS_SENTENCE = re.compile(r"[.!?:;][\"'”’)\]]*$")
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=\S)")
PAGE = "page-"
# Words after which a paragraph that was never divided is divided at a sentence, or anywhere.
MAX_WORDS = 300
# How many paragraphs of one edition may be one in the other.
MAX_RUN = 4


class Section(Protocol):
    """A page, slide, sheet or part under a heading; ``text`` has a paragraph a line, without running heads and feet."""

    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``key`` is equal for texts that differ in the shape of quotation marks, dashes and spaces alone."""

    anchor: str
    text: str
    key: str


def paragraphs(sections: Iterable[Section]) -> list[Paragraph]:
    found: list[tuple[str, str]] = []
    for section in sections:
        lines = [line for raw in section.text.splitlines() if (line := " ".join(raw.split()))]
        lines = [line for line in lines if not CONTENTS_LINE.search(line)]
        if found and lines and section.anchor.startswith(PAGE) and _goes_on(found[-1][1], lines[0]):
            anchor, before = found.pop()
            found.append((anchor, f"{before} {lines.pop(0)}"))
        found += [(section.anchor, line) for line in lines]
    return [_paragraph(anchor, part) for anchor, text in found for part in _divided(text)]


def alike_divided(old: list[Paragraph], new: list[Paragraph]) -> tuple[list[Paragraph], list[Paragraph]]:
    """Both lists with the same divisions, where one edition has in one paragraph what the other has in several."""
    return _joined(old, new), _joined(new, old)


def _goes_on(before: str, after: str) -> bool:
    return after[0].islower() and not ENDS_SENTENCE.search(before)


def _paragraph(anchor: str, text: str) -> Paragraph:
    return Paragraph(anchor, text, text.translate(FOLDED))


def _divided(text: str) -> Iterator[str]:
    if text.count(" ") < MAX_WORDS:
        yield text
        return
    held: list[str] = []
    for sentence in SENTENCE.split(text):
        words = sentence.split(" ")
        if held and len(held) + len(words) > MAX_WORDS:
            yield " ".join(held)
            held = []
        held += words
        while len(held) > MAX_WORDS:
            yield " ".join(held[:MAX_WORDS])
            held = held[MAX_WORDS:]
    if held:
        yield " ".join(held)


def _joined(these: list[Paragraph], others: list[Paragraph]) -> list[Paragraph]:
    """Runs of ``these`` that are one paragraph among ``others`` and not among ``these``, made one."""
    wanted = {other.key for other in others} - {this.key for this in these}
    result, at = [], 0
    while at < len(these):
        size = _run(these, at, wanted)
        run = these[at : at + size]
        result.append(run[0] if size == 1 else _paragraph(run[0].anchor, " ".join(each.text for each in run)))
        at += size
    return result


def _run(these: list[Paragraph], at: int, wanted: set[str]) -> int:
    keys = [each.key for each in these[at : at + MAX_RUN]]
    return next((size for size in range(len(keys), 1, -1) if " ".join(keys[:size]) in wanted), 1)
