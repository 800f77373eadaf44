"""The elements of a tagged page as HTML: headings, paragraphs, lists, tables, what pictures show."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from lscb_site.files.readers import LANGUAGE_TAG
from lscb_site.files.readers.elements import HEADINGS as HEADING_TAGS
from lscb_site.files.readers.pdf.initials import space_after
from lscb_site.files.readers.pdf.lines import Line
from lscb_site.files.readers.pdf.paragraphs import LEADER
from lscb_site.files.readers.pdf.tag_kinds import (
    GROUPS,
    HEADINGS,
    ITEMS,
    LISTS,
    PARAGRAPHS,
    is_block,
    is_kind,
    rows_of,
    without_notes,
)
from lscb_site.files.readers.pdf.tag_lists import BULLET, listed
from lscb_site.files.readers.pdf.tags import Run, TaggedPage
from lscb_site.files.readers.pdf.tree import PICTURES, Node
from lscb_site.files.readers.raised import append

# Elements inside a line that are elements of HTML too.
INLINE = {"Em": "em", "Strong": "strong"}
SCOPES = {"Column": "col", "Row": "row", "Both": "col"}
MAX_SPAN = 100
# The page has a heading of its own, of the second level.
TOP_HEADING, LOWEST_HEADING = 3, 6


@dataclass(slots=True)
class _TaggedWords:
    """Words in one element inside a line: its HTML tag, or none, and its language where that is another."""

    text: str
    tag: str = ""
    language: str = ""


@dataclass(slots=True)
class TagBlocks:
    """Makes the blocks of a page. ``hyphen`` says what joins the halves of a word that was broken at a line's end,
    ``untagged`` makes blocks of lines without tags;
    ``left_out`` are the numbers of the lines that are furniture; ``language`` is that of the document.
    """

    page: TaggedPage
    hyphen: Callable[[str, str], str]
    untagged: Callable[[Sequence[Line]], Iterator[etree._Element]]
    left_out: set[int]
    language: str
    _counted: Counter[int] = field(default_factory=Counter, init=False)
    _above: list[int] = field(default_factory=list, init=False)

    def blocks(self) -> Iterator[etree._Element]:
        """What the tree holds, then what it forgot."""
        yield from self._blocks(self.page.root, self.language)
        loose = [run for run in self.page.loose if run.line not in self.left_out]
        forgotten = Counter(run.line for run in loose)
        whole = [number for number, count in forgotten.items() if count == self._runs_of(number)]
        yield from self.untagged([self.page.lines[number] for number in whole])
        rest = [(run, "", self.language) for run in loose if run.line not in whole]
        if rest:
            yield _line_of("p", self._joined(rest))

    def _blocks(self, node: Node, language: str) -> Iterator[etree._Element]:
        """The blocks in a node; words that stand among them are paragraphs."""
        inline: list[Node | int] = []
        for child in node.children:
            if isinstance(child, Node) and (is_block(child) or (child.kind in PICTURES and node.kind in GROUPS)):
                yield from self._words_of(node, inline, language)
                inline = []
                yield from self._block(child, child.language or language)
            else:
                inline.append(child)
        yield from self._words_of(node, inline, language)

    def _words_of(self, node: Node, inline: list[Node | int], language: str) -> Iterator[etree._Element]:
        """Words of an element beside its blocks. Several lines that stand in no paragraph at all, as Chromium tags
        plain blocks of a page, are told apart by where they stand."""
        runs = [run for run, _, _ in self._flat(inline, language, "") if isinstance(run, Run)]
        numbers = {run.line for run in runs}
        if node.kind in GROUPS and len(numbers) > 1 and len(runs) == sum(self._runs_of(number) for number in numbers):
            yield from self.untagged([self.page.lines[number] for number in dict.fromkeys(run.line for run in runs)])
        else:
            yield from self._paragraph("p", inline, language)

    def _runs_of(self, line: int) -> int:
        """How many runs of the page are on this line."""
        if not self._counted:
            self._counted.update(run.line for runs in self.page.words.values() for run in runs)
            self._counted.update(run.line for run in self.page.loose)
        return self._counted[line]

    def _block(self, node: Node, language: str) -> Iterator[etree._Element]:
        kind = node.kind
        if kind in HEADINGS:
            for made in self._paragraph("h3", node.children, language):
                made.tag = self._heading(int(kind[1:]) if kind[1:].isdigit() else 1)
                yield made
        elif kind in LISTS:
            yield from self._list(node, language)
        elif kind == "Table":
            yield from self._table(node, language)
        elif kind in PICTURES:
            yield from self._paragraph("p", [node], language)
        elif kind in PARAGRAPHS:
            notes: list[Node] = []
            yield from self._blocks(without_notes(node, notes), language)
            for note in notes:
                yield from self._blocks(note, note.language or language)
        else:
            yield from self._blocks(node, language)

    def _paragraph(self, tag: str, children: Iterable[Node | int], language: str) -> Iterator[etree._Element]:
        words = self._inline(children, language)
        if any(each.text.strip() for each in words):
            spoken = {each.language for each in words if each.text.strip()}
            whole = words[0].language if len(spoken) == 1 else ""
            made = _line_of(tag, words, whole)
            if whole:
                made.set("lang", whole)
            yield made

    def _heading(self, level: int) -> str:
        """The tag of the next heading on the page: one below the nearest that is higher, whatever its own level."""
        while self._above and self._above[-1] >= level:
            self._above.pop()
        self._above.append(level)
        return f"h{min(TOP_HEADING + len(self._above) - 1, LOWEST_HEADING)}"

    def _list(self, node: Node, language: str) -> Iterator[etree._Element]:
        items: list[etree._Element] = []
        for child in node.children:
            if isinstance(child, Node) and child.kind in ITEMS:
                item = self._item(child, child.language or language)
                if len(item) or item.text:
                    items.append(item)
            elif isinstance(child, Node) and child.kind in LISTS and items:
                items[-1].extend(self._list(child, child.language or language))
            elif isinstance(child, Node):
                yield from self._blocks(Node("Div", [child]), language)
        if items:
            yield from listed(items)

    def _item(self, node: Node, language: str) -> etree._Element:
        """Its words, after its number where it is numbered; a bullet is what makes it an item."""
        parts: list[Node | int] = []
        for child in node.children:
            if isinstance(child, Node) and child.kind == "Lbl":
                words = self._inline([child], language)
                if BULLET.fullmatch("".join(each.text for each in words).strip()):
                    continue
                parts.append(child)
            elif isinstance(child, Node) and child.kind == "LBody":
                parts += child.children
            else:
                parts.append(child)
        if len(parts) > 1 and is_kind(parts[0], "Lbl") and isinstance(parts[1], Node) and parts[1].kind == "P":
            parts[:2] = [Node("P", [parts[0], *parts[1].children], parts[1].language)]
        return self._held("li", Node("LBody", parts), language)

    def _held(self, tag: str, node: Node, language: str) -> etree._Element:
        """An item or a cell. Its first paragraph is its own words."""
        made = etree.Element(tag)
        blocks = list(self._blocks(node, language))
        paragraphs = sum(block.tag == "p" for block in blocks)
        if blocks and blocks[0].tag == "p" and paragraphs == 1:
            first = blocks.pop(0)
            made.text = first.text
            made.extend(first)
            if first.get("lang"):
                made.set("lang", first.get("lang", ""))
        made.extend(blocks)
        return made

    def _table(self, node: Node, language: str) -> Iterator[etree._Element]:
        for child in node.children:
            if isinstance(child, Node) and child.kind == "Caption":
                yield from self._paragraph("p", [child], child.language or language)
        made = etree.Element("table")
        rows = list(rows_of(node, is_head=False))
        part = None
        for row, is_head in rows:
            cells = [child for child in row.children if isinstance(child, Node)]
            is_head = is_head or (not len(made) and bool(cells) and all(cell.kind == "TH" for cell in cells))
            tag = "thead" if is_head and (part is None or part.tag == "thead") else "tbody"
            if part is None or part.tag != tag:
                part = etree.SubElement(made, tag)
            etree.SubElement(part, "tr").extend(
                self._cell(cell, cell.language or language, is_head, at) for at, cell in enumerate(cells)
            )
        if len(made):
            _complete(made)
            yield made
        loose = [child for child in node.children if not isinstance(child, Node)]
        yield from self._paragraph("p", loose, language)

    def _cell(self, cell: Node, language: str, is_head: bool, at: int) -> etree._Element:
        made = self._held("th" if cell.kind == "TH" else "td", cell, language)
        if cell.kind == "TH":
            for heading in made.iter(*HEADING_TAGS):
                heading.tag = "p"
            made.set("scope", SCOPES.get(cell.scope, "row" if at == 0 and not is_head else "col"))
        for name, span in (("colspan", cell.columns), ("rowspan", cell.rows)):
            if 1 < span <= MAX_SPAN:
                made.set(name, str(span))
        return made

    def _inline(self, children: Iterable[Node | int], language: str) -> list[_TaggedWords]:
        """Words in their order with the spaces between them."""
        words = self._joined(self._flat(children, language, ""))
        for each in words:
            each.text = LEADER.sub(" … ", each.text)
        return words

    def _flat(self, children: Iterable[Node | int], language: str, tag: str) -> Iterator[tuple[Run | str, str, str]]:
        """Each run, and what each picture shows, with its tag and its language."""
        for child in children:
            if not isinstance(child, Node):
                for run in self.page.words.get(child, []):
                    if run.line not in self.left_out:
                        yield run, tag, language
                continue
            if child.description:
                yield f"Picture: {child.description}", "em", self.language
            yield from self._flat(child.children, child.language or language, INLINE.get(child.kind, tag))

    def _joined(self, runs: Iterable[tuple[Run | str, str, str]]) -> list[_TaggedWords]:
        found: list[_TaggedWords] = []
        text = ""
        last: Run | None = None
        for run, tag, language in runs:
            other = language if _differs(language, self.language) else ""
            if isinstance(run, str):
                added, last = f" {run}" if text else run, None
            else:
                added, last = self._glue(text, last, run) + run.text, run
            text += added
            if found and (found[-1].tag, found[-1].language) == (tag, other):
                found[-1].text += added
            else:
                if added.startswith(" ") and (tag or other):  # the space is not part of what is set off
                    found.append(_TaggedWords(" "))
                    added = added[1:]
                found.append(_TaggedWords(added, tag, other))
        return found

    def _glue(self, before: str, last: Run | None, run: Run) -> str:
        if not before:
            return ""
        if last is not None and last.broken and last.order + 1 == run.order:
            return self.hyphen(before, run.text)
        if last is not None and last.line != run.line:
            space = space_after(self.page.lines[last.line], self.page.lines[run.line], self.page.lines)
            if space is not None:
                return space
        return " " if last is None or run.is_spaced or last.order + 1 != run.order else ""


def _complete(table: etree._Element) -> None:
    """Empty cells at the end of a row, which Chromium leaves out, where no cell of a row above can reach there."""
    rows = list(table.iter("tr"))
    widths = [sum(int(cell.get("colspan", "1")) for cell in row) for row in rows]
    if any(cell.get("rowspan") for row in rows for cell in row):
        return
    for row, width in zip(rows, widths, strict=True):
        row.extend(etree.Element("td") for _ in range(max(widths) - width))


def _line_of(tag: str, words: list[_TaggedWords], language: str = "") -> etree._Element:
    """An element with these words; those in the element's own language need no saying of it."""
    made = etree.Element(tag)
    for each in words:
        other = each.language if each.language != language else ""
        if each.tag or other:
            inner = etree.SubElement(made, each.tag or "span")
            append(inner, each.text)
            if other:
                inner.set("lang", other)
        else:
            append(made, each.text)
    return made


def _differs(language: str, usual: str) -> bool:
    """Whether words are in another language altogether, so that they are pronounced otherwise."""
    main = language.partition("-")[0].casefold()
    return bool(LANGUAGE_TAG.fullmatch(language)) and main != (usual.partition("-")[0].casefold() or "en")
