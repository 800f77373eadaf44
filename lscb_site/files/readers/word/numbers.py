"""The numbers of a Word document's paragraphs as they are printed: 1.1, (a), iv. (ECMA-376 part 1, 17.9)."""

from dataclasses import dataclass, field

from lscb_site.files.readers.package_parts import Element, child, name_of, value_of
from lscb_site.files.readers.word.styles import WordStyles, is_on, whole_number

LEVELS = 9
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
ROMAN_UNITS = ((9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
HIGHEST = 3_999  # that Roman figures and repeated letters are written for
NO_NUMBER = ("bullet", "none", "")
LISTS = "list "  # the beginning of the names of Word's own styles for lists


@dataclass
class _Level:
    start: int = 1
    kind: str = "decimal"
    text: str = ""
    is_legal: bool = False
    restarts: bool = True
    is_hidden: bool = False
    style: str = ""


@dataclass
class _List:
    """One ``w:num``: levels, and where it counts: lists of one kind count on together."""

    kind: str
    levels: dict[int, _Level]
    starts: dict[int, int] = field(default_factory=dict)
    is_begun: bool = False


class WordNumbers:
    """Counts through the paragraphs of one document, in their order."""

    def __init__(self, numbering: Element | None, styles: WordStyles) -> None:
        self._styles = styles
        self._kinds = (
            {}
            if numbering is None
            else {value_of(each, "abstractNumId"): each for each in numbering.iterchildren("{*}abstractNum")}
        )
        self._nums = (
            {} if numbering is None else {value_of(each, "numId"): each for each in numbering.iterchildren("{*}num")}
        )
        self._lists: dict[str, _List | None] = {}
        self._counts: dict[str, list[int | None]] = {}

    def label(self, paragraph: Element) -> str:
        """What is printed before a paragraph, or an empty string. Every paragraph is asked once."""
        identifier, at = self._named(paragraph)
        if identifier not in self._lists:
            self._lists[identifier] = self._list(identifier)
        numbered = self._lists[identifier]
        if numbered is None or at not in numbered.levels:
            return ""
        self._count(numbered, at)
        level, counts = numbered.levels[at], self._counts[numbered.kind]
        if level.kind in NO_NUMBER or level.is_hidden:
            return ""
        text = level.text
        for each in range(LEVELS):
            if f"%{each + 1}" in text:
                other = numbered.levels.get(each, _Level())
                kind = "decimal" if level.is_legal else other.kind
                text = text.replace(f"%{each + 1}", written_number(counts[each] or other.start, kind))
        return text.strip()

    def _count(self, numbered: _List, at: int) -> None:
        counts = self._counts.setdefault(numbered.kind, [None] * LEVELS)
        if not numbered.is_begun:
            numbered.is_begun = True
            for level in numbered.starts:
                counts[level] = None
        start = numbered.starts.get(at, numbered.levels[at].start)
        before = counts[at]
        counts[at] = start if before is None else before + 1
        for level in range(at):
            if counts[level] is None:
                counts[level] = numbered.starts.get(level, numbered.levels.get(level, _Level()).start)
        for level in range(at + 1, LEVELS):
            if numbered.levels.get(level, _Level()).restarts:
                counts[level] = None

    def _named(self, paragraph: Element) -> tuple[str, int]:
        """The list and level that a paragraph names, itself or by its style."""
        properties = child(paragraph, "pPr")
        own = child(properties, "numPr")
        identifier, level = value_of(child(own, "numId")), value_of(child(own, "ilvl"))
        style_id = value_of(child(properties, "pStyle"))
        if not identifier:
            for style in self._styles.chain(style_id):
                stated = child(style, "pPr", "numPr")
                identifier = value_of(child(stated, "numId"))
                level = level or value_of(child(stated, "ilvl"))
                if identifier:
                    level = level or self._level_of_style(identifier, value_of(style, "styleId"))
                    break
        return identifier, whole_number(level) or 0

    def _level_of_style(self, identifier: str, style_id: str) -> str:
        if identifier not in self._lists:
            self._lists[identifier] = self._list(identifier)
        numbered = self._lists[identifier]
        levels = {} if numbered is None else numbered.levels
        return next((str(at) for at, level in levels.items() if level.style == style_id), "")

    def _list(self, identifier: str) -> _List | None:
        num = self._nums.get(identifier)
        kind = value_of(child(num, "abstractNumId"))
        abstract = self._kinds.get(kind)
        link = value_of(child(abstract, "numStyleLink"))
        if link:  # the list of a style: that one's own
            style = next(iter(self._styles.chain(link)), None)
            linked = self._nums.get(value_of(child(style, "pPr", "numPr", "numId")))
            kind = value_of(child(linked, "abstractNumId")) or kind
            abstract = self._kinds.get(kind)
        if num is None or abstract is None:
            return None
        levels = {whole_number(value_of(each, "ilvl")) or 0: _level(each) for each in abstract.iterchildren("{*}lvl")}
        starts = {}
        for override in num.iterchildren("{*}lvlOverride"):
            at = whole_number(value_of(override, "ilvl")) or 0
            own, start = child(override, "lvl"), whole_number(value_of(child(override, "startOverride")))
            if own is not None:
                levels[at] = _level(own)
            if start is not None:
                starts[at] = start
        return _List(kind, {at: level for at, level in levels.items() if 0 <= at < LEVELS}, starts)


def _level(element: Element) -> _Level:
    start = whole_number(value_of(child(element, "start")))
    return _Level(
        start=1 if start is None else start,
        kind=value_of(child(element, "numFmt")) or "decimal",
        text=value_of(child(element, "lvlText")),
        is_legal=bool(is_on(child(element, "isLgl"))),
        restarts=value_of(child(element, "lvlRestart")) != "0",
        is_hidden=bool(is_on(child(element, "rPr", "vanish"))),
        style=value_of(child(element, "pStyle")),
    )


def written_number(number: int, kind: str) -> str:
    if kind in ("lowerLetter", "upperLetter") and 0 < number <= HIGHEST:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if kind == "upperLetter" else letter
    if kind in ("lowerRoman", "upperRoman") and 0 < number <= HIGHEST:
        roman = ""
        for value, letters in (*ROMAN, *ROMAN_UNITS):
            roman += letters * (number // value)
            number %= value
        return roman.upper() if kind == "upperRoman" else roman
    if kind == "decimalZero":
        return f"{number:02}"
    if kind == "ordinal":
        ending = "th" if number // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        return f"{number}{ending}"
    return "" if kind in NO_NUMBER else str(number)


def print_numbers(root: Element, numbers: WordNumbers, styles: WordStyles, unseen: set[Element]) -> None:
    """Writes its number before each paragraph and makes it no list any more: a list counts anew where the document
    counts on. ``unseen`` are paragraphs all of whose words are hidden: they are not counted."""
    for paragraph in list(root.iter("{*}p")):
        label = "" if paragraph in unseen else numbers.label(paragraph)
        if not label:
            continue
        space = str(paragraph.tag)[:-1]
        properties = child(paragraph, "pPr")
        if properties is None:
            continue
        own = child(properties, "numPr")
        if own is None:
            own = properties.makeelement(f"{space}numPr")
            properties.append(own)
        for each in list(own):
            own.remove(each)
        for name in ("ilvl", "numId"):
            own.append(own.makeelement(f"{space}{name}", {f"{space}val": "0"}))
        style = child(properties, "pStyle")
        if style is not None and styles.name(value_of(style)).casefold().startswith(LISTS):
            properties.remove(style)
        run, text = paragraph.makeelement(f"{space}r"), paragraph.makeelement(f"{space}t")
        text.text = f"{label} "
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.append(text)
        paragraph.insert(1 if name_of(paragraph[0]) == "pPr" else 0, run)
