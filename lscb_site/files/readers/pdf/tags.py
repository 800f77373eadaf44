"""A page of a tagged PDF: which of its words belong to which element of its structure tree."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lscb_site.files.readers.pdf.letters import PageLetters
from lscb_site.files.readers.pdf.lines import Line, lines_of, texts_by
from lscb_site.files.readers.pdf.tag_kinds import HEADINGS
from lscb_site.files.readers.pdf.tree import Node, numbers_in

# The share of a page's letters that the tree must cover to be believed.
COVERED = 0.9
# What is marked as decoration: the share of a page's letters up to which that is believed, and a few lines always are.
DECORATION, FEW_LETTERS = 0.4, 250
# A tree that knows no paragraphs: its largest element holds this share of the letters of a page with so many lines.
ALL_IN_ONE, MANY_LINES = 0.9, 12
BELONGS = HEADINGS | {"Table"}


@dataclass(slots=True)
class Run:
    """Words of one line of a page, whose number ``line`` is; ``order`` is their place in the page's content."""

    text: str
    line: int
    order: int
    is_spaced: bool
    broken: bool


@dataclass(slots=True)
class TaggedPage:
    """``lines`` are as on an untagged page; ``words`` are those of each marked content. ``decoration`` are the lines
    that the file marks as such, and ``loose`` those that it forgot. ``kept`` are the lines of headings and tables,
    which are never furniture.
    """

    root: Node
    lines: list[Line]
    words: dict[int, list[Run]] = field(default_factory=dict)
    decoration: set[int] = field(default_factory=set)
    loose: list[Run] = field(default_factory=list)
    kept: set[int] = field(default_factory=set)


def tagged(root: Node, letters: PageLetters) -> TaggedPage | None:
    """The page by its part of the tree, ``root``; nothing where that does not cover its letters."""
    known = set(numbers_in(root))
    found = TaggedPage(root, lines_of(letters))
    covered = loose = decorated = 0
    for run, number, index in _runs(letters, found.lines):
        length = len(run.text)
        if number in known:
            found.words.setdefault(number, []).append(run)
            covered += length
        elif letters.is_artifact(index):
            found.decoration.add(run.line)
            decorated += length
        else:
            found.loose.append(run)
            loose += length
    if covered < COVERED * (covered + loose) or (not covered and not _says_what_is_shown(root)):
        return None
    if decorated > FEW_LETTERS and decorated > DECORATION * (covered + decorated):
        return None
    if len(found.lines) >= MANY_LINES and _largest(root, found) > ALL_IN_ONE * covered:
        return None
    _keep(root, found, is_kept=False)
    found.decoration -= {run.line for runs in found.words.values() for run in runs}
    return found


def _runs(letters: PageLetters, lines: list[Line]) -> Iterator[tuple[Run, int, int]]:
    """Each run with the number of its marked content and pdfium's number of a letter of its line."""
    order = 0
    for number, line in enumerate(lines):
        if letters.runs(line.first, line.last) > 1:
            stretches = texts_by(letters, line, letters.marked_content)
        else:
            stretches = [(letters.marked_content(line.first), True, line.text)]
        for at, (content, is_spaced, text) in enumerate(stretches):
            is_last = at == len(stretches) - 1
            run = Run(text, number, order, is_spaced or at == 0, line.broken and is_last)
            yield run, content, line.first
            order += 1


def _largest(root: Node, page: TaggedPage) -> int:
    """How many letters the largest element holds itself."""
    most = 0
    waiting = [root]
    while waiting:
        node = waiting.pop()
        own = [child for child in node.children if not isinstance(child, Node)]
        most = max(most, sum(len(run.text) for number in own for run in page.words.get(number, [])))
        waiting += [child for child in node.children if isinstance(child, Node)]
    return most


def _says_what_is_shown(node: Node) -> bool:
    """Whether any picture has its alternative text."""
    return bool(node.description) or any(
        isinstance(child, Node) and _says_what_is_shown(child) for child in node.children
    )


def _keep(node: Node, page: TaggedPage, *, is_kept: bool) -> None:
    is_kept = is_kept or node.kind in BELONGS
    for child in node.children:
        if isinstance(child, Node):
            _keep(child, page, is_kept=is_kept)
        elif is_kept:
            page.kept.update(run.line for run in page.words.get(child, []))
