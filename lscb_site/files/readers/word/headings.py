"""Which paragraphs of a Word document are headings: by their style, by what that is based on, or by how they look."""

import re
from collections import Counter

from lscb_site.files.readers.package_parts import Element, child, value_of
from lscb_site.files.readers.word.hidden import words_of
from lscb_site.files.readers.word.styles import WordStyles, is_on, look_of_letters, whole_number

HEADING = re.compile(r"heading ([1-6])", re.IGNORECASE)
CONTENTS = re.compile(r"toc |table of |index ", re.IGNORECASE)
USUAL_SIZE = 22  # half points, where nothing states one
LARGER = 1.15  # times the size of the text
MOST_LETTERS = 120
# Of the paragraphs that hold words, at most this share are headings; more is a way to write a text.
MOST_HEADINGS = 0.34
ENDS_OF_SENTENCES = (".", ",", ";", ":", "…")
DEEPEST_GUESS = 3


def mark_headings(root: Element, styles: WordStyles) -> None:
    """Gives every heading the style that stands for its level. Guesses only where no paragraph has one."""
    marked = False
    for paragraph in root.iter("{*}p"):
        level = _stated_level(paragraph, styles)
        if level and words_of(paragraph).strip():
            _mark(paragraph, level)
            marked = True
    if not marked:
        for paragraph, level in _guessed(root, styles):
            _mark(paragraph, level)


def _stated_level(paragraph: Element, styles: WordStyles) -> int:
    """1 to 6, or 0."""
    properties = child(paragraph, "pPr")
    if properties is None:
        return 0
    outline = child(properties, "outlineLvl")
    for style in styles.chain(value_of(child(properties, "pStyle"))):
        name = value_of(child(style, "name"))
        if CONTENTS.match(name):
            return 0
        if name.casefold() == "title":
            return 1
        stated = HEADING.fullmatch(name)
        if stated:
            return int(stated[1])
        outline = outline if outline is not None else child(style, "pPr", "outlineLvl")
    at = whole_number(value_of(outline))
    return at + 1 if at is not None and at < 6 else 0


def _is_of_contents(paragraph: Element, styles: WordStyles) -> bool:
    chain = styles.chain(value_of(child(paragraph, "pPr", "pStyle")))
    return any(CONTENTS.match(value_of(child(style, "name"))) for style in chain)


def _mark(paragraph: Element, level: int) -> None:
    space = str(paragraph.tag)[:-1]
    properties = child(paragraph, "pPr")
    if properties is None:
        properties = paragraph.makeelement(f"{space}pPr")
        paragraph.insert(0, properties)
    style = child(properties, "pStyle")
    if style is None:
        style = properties.makeelement(f"{space}pStyle")
        properties.insert(0, style)
    style.set(f"{space}val", f"Heading{level}")


def _guessed(root: Element, styles: WordStyles) -> list[tuple[Element, int]]:
    """Short lines, in larger or in bold letters, that end no sentence and stand in no table or list."""
    lines = [each for each in root.iter("{*}p") if words_of(each).strip() and not _is_of_contents(each, styles)]
    sizes: Counter[int] = Counter()
    looks = {}
    for line in lines:
        size, is_bold = _look(line, styles)
        looks[line] = size, is_bold
        sizes[size] += len(words_of(line))
    if not sizes:
        return []
    usual = sizes.most_common(1)[0][0]
    found = []
    for line in lines:
        words, (size, is_bold) = words_of(line).strip(), looks[line]
        is_set_off = size >= usual * LARGER or (is_bold and size >= usual)
        is_listed = child(line, "pPr", "numPr") is not None and not is_bold
        is_inside = next(line.iterancestors("{*}tc", "{*}txbxContent"), None) is not None
        is_title = len(words) <= MOST_LETTERS and not words.endswith(ENDS_OF_SENTENCES)
        if is_set_off and is_title and not is_listed and not is_inside and any(map(str.isalpha, words)):
            found.append(line)
    if len(found) > len(lines) * MOST_HEADINGS:
        return []
    steps = sorted({looks[line] for line in found}, reverse=True)
    return [(line, min(steps.index(looks[line]) + 1, DEEPEST_GUESS)) for line in found]


def _look(paragraph: Element, styles: WordStyles) -> tuple[int, bool]:
    """The size of its largest letters in half points, and whether all are bold."""
    style_id = value_of(child(paragraph, "pPr", "pStyle"))
    base = styles.defaults.under(styles.look("paragraph", style_id))
    is_bold_by_style = next((on for style in styles.chain(style_id) if (on := _bold(style)) is not None), False)
    size, is_bold = 0, True
    for run in paragraph.iter("{*}r"):
        if not words_of(run).strip():
            continue
        properties = child(run, "rPr")
        size = max(size, base.under(look_of_letters(properties)).size or USUAL_SIZE)
        own = is_on(child(properties, "b"))
        is_bold = is_bold and (is_bold_by_style if own is None else own)
    return size or USUAL_SIZE, is_bold


def _bold(style: Element) -> bool | None:
    return is_on(child(style, "rPr", "b"))
