"""One page of a PDF that says nothing of its structure: its lines and tables in the order in which they are read."""

from collections import Counter
from dataclasses import replace

import pypdfium2

from lscb_site.files.readers.pdf import initials as pdf_initials
from lscb_site.files.readers.pdf.aligned import aligned
from lscb_site.files.readers.pdf.bands import bands
from lscb_site.files.readers.pdf.grids import grids
from lscb_site.files.readers.pdf.letters import PageLetters
from lscb_site.files.readers.pdf.lines import Line, lines_of, with_marks
from lscb_site.files.readers.pdf.order import in_reading_order, in_rows
from lscb_site.files.readers.pdf.rules import PageShapes, Rules
from lscb_site.files.readers.pdf.tables import Table, with_heads

# The densest page of a newspaper has 1,000. A page of more, as a drawing made of letters, is read as it comes.
MOST_LINES = 2_500
Item = Line | Table


def items_of(page: pypdfium2.PdfPage, letters: PageLetters) -> list[Item]:
    lines = pdf_initials.joined(with_marks(lines_of(letters)))
    if not 1 < len(lines) <= MOST_LINES:
        return list(lines)
    shapes = PageShapes(page)
    items: list[Item] = []
    rules_by_angle: dict[int, Rules] = {}
    for angle in Counter(line.angle for line in lines):
        frame = letters.frame(angle)
        rules = rules_by_angle[angle] = shapes.seen_in(frame)
        free = [line for line in lines if line.angle == angle]
        for table, inside in grids(letters, frame, rules, free):
            items.append(with_heads(table, letters, rules))
            taken = set(map(id, inside))
            free = [line for line in free if id(line) not in taken]
        for table, inside in bands(free, rules):
            items.append(with_heads(table, letters, rules))
            taken = set(map(id, inside))
            free = [line for line in free if id(line) not in taken]
        items += free

    def arranged(held: list[Item]) -> list[Item]:
        if not held:
            return []
        rules = rules_by_angle[held[0].angle]
        found: list[Item] = [item for item in held if isinstance(item, Table)]
        free = [item for item in held if isinstance(item, Line)]
        for table, inside in aligned(free, rules):
            found.append(with_heads(table, letters, rules))
            taken = set(map(id, inside))
            free = [line for line in free if id(line) not in taken]
        return [item for row in in_rows([*found, *free]) for item in row]

    columns = in_reading_order(items, arranged)
    if len(columns) == 1:
        return columns[0]
    return [
        replace(item, column=number) if isinstance(item, Line) else item
        for number, column in enumerate(columns)
        for item in column
    ]
