"""Signals about how well a file will serve readers, for the editor who uploads it.

They say what was found, never that a file is accessible or compliant: no program can know.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from lscb_site.files.kinds import FileKind

if TYPE_CHECKING:
    from lscb_site.files.reading import Facts, Section

# From this many pages on, a reader needs a list of contents to move by.
LONG = 10
# What programs write into a title when nobody gave one.
NO_TITLE = re.compile(
    r"(microsoft (word|powerpoint|excel) - .*|untitled.*|document ?\d*|presentation ?\d*|powerpoint presentation"
    r"|slide \d+|.*\.(docx?|pptx?|xlsx?|odt|pdf|indd|pub))",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_]{3,}")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
FILLING = {"and", "the", "for", "with", "from", "final", "draft", "version", "copy"}


class Severity(StrEnum):
    GOOD = "good"
    ATTENTION = "attention"


@dataclass(frozen=True)
class Signal:
    """``key`` is stable; ``sentence`` is plain text for editors and may quote the file."""

    key: str
    severity: Severity
    sentence: str


def line_for_readers(kind: FileKind | None, tagged: bool | None) -> str:
    """The one thing readers are told before they open a file; empty where there is nothing to say."""
    return "This PDF is not tagged for screen readers." if kind is FileKind.PDF and tagged is False else ""


def signals(
    kind: FileKind, facts: "Facts", sections: "Sequence[Section]", *, name: str = "", is_complete: bool = True
) -> list[Signal]:
    """Everything worth telling, in one fixed order."""
    found = [
        text_signal(kind, sections),
        _tags(facts),
        _title(facts),
        _language(facts),
        _bookmarks(facts),
        _name(facts, name),
        None if is_complete else _attention("length", "This file is so long that only its first part can be searched."),
    ]
    return [signal for signal in found if signal]


def _good(key: str, sentence: str) -> Signal:
    return Signal(key, Severity.GOOD, sentence)


def _attention(key: str, sentence: str) -> Signal:
    return Signal(key, Severity.ATTENTION, sentence)


def text_signal(kind: FileKind, sections: "Sequence[Section]") -> Signal:
    """Whether it can be searched and read aloud."""
    if kind is FileKind.DOC:
        return _attention("text", "The text of an old Word file cannot be searched here. Save it as .docx.")
    if read := [section.read_by_machine for section in sections if section.read_by_machine is not None]:
        return _attention(
            "text",
            f"{_pages_of(len(read), len(sections))}. A machine has read {'it' if len(read) == 1 else 'them'} for "
            f"searching, and is {round(sum(read) / len(read))} % sure of it. Ask for a copy made from the original "
            "document.",
        )
    pictures = sum(section.is_picture_only for section in sections)
    if not pictures:
        if any(section.text for section in sections):
            return _good("text", "Its text can be searched and read aloud.")
        return _attention("text", "No text was found in this file, so it cannot be searched or read aloud.")
    word, all_of = "slide" if kind is FileKind.PPTX else "page", len(sections)
    which = _pages_of(pictures, all_of, word)
    advice = "Ask for a copy made from the original document" + (
        ", or run text recognition on this one." if kind is FileKind.PDF else ", or describe the pictures."
    )
    return _attention("text", f"{which} without text, which nobody can search or hear read aloud. {advice}")


def _pages_of(pictures: int, all_of: int, word: str = "page") -> str:
    if pictures == 1:
        return f"Its only {word} is a picture" if all_of == 1 else f"1 of {all_of} {word}s is a picture"
    return f"{f'All {all_of}' if pictures == all_of else f'{pictures} of {all_of}'} {word}s are pictures"


def _tags(facts: "Facts") -> Signal | None:
    if facts.tagged is None:
        return None
    if facts.tagged:
        return _good("tags", "It is tagged, so screen readers can follow its structure.")
    return _attention(
        "tags",
        "It is not tagged for screen readers. Export it again: in Word, Save As, PDF, Options, with “Document "
        "structure tags for accessibility”; in LibreOffice, Export as PDF, with “Tagged PDF”.",
    )


def _title(facts: "Facts") -> Signal:
    if not facts.title:
        return _attention("title", "Its properties have no title. Add one, so that people know what they have opened.")
    if NO_TITLE.fullmatch(facts.title):
        return _attention("title", f"Its title is “{facts.title}”, which a program wrote. Give it a title of its own.")
    return _good("title", f"Its title is “{facts.title}”.")


def _language(facts: "Facts") -> Signal:
    if facts.language:
        return _good("language", f"It states its language ({facts.language}).")
    return _attention("language", "It does not state its language, which screen readers need. Set it and save again.")


def _bookmarks(facts: "Facts") -> Signal | None:
    if facts.bookmarked is None or (facts.pages or 0) <= LONG:
        return None
    if facts.bookmarked:
        return _good("bookmarks", "It has bookmarks to move by.")
    return _attention(
        "bookmarks",
        f"It has {facts.pages} pages and no bookmarks. Export it again with bookmarks made from its headings.",
    )


def _name(facts: "Facts", name: str) -> Signal | None:
    """A name and a title that have no word in common, or different years, suggest the wrong file."""
    stem = name.rpartition(".")[0] or name
    if not stem or not facts.title or NO_TITLE.fullmatch(facts.title):
        return None
    named, titled = _telling(stem), _telling(facts.title)
    years, title_years = set(YEAR.findall(stem)), set(YEAR.findall(facts.title))
    if (named and titled and not _share(named, titled)) or (years and title_years and years.isdisjoint(title_years)):
        return _attention(
            "name", f"It is called “{name}” but its title is “{facts.title}”. Check that it is the right file."
        )

    return _good("name", "Its name and its title agree.")


def _telling(text: str) -> set[str]:
    return set(WORD.findall(text.casefold())) - FILLING


def _share(named: set[str], titled: set[str]) -> bool:
    initials = "".join(sorted(word[0] for word in titled))
    return not named.isdisjoint(titled) or any(not set(word) - set(initials) for word in named if len(word) <= 5)
