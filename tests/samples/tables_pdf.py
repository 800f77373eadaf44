"""Tables in PDFs: what the tagged and the untagged samples share.

Written as programs write them: lines stroked one by one, one path for a whole grid, thin rectangles, coloured cells, no
lines at all.
"""

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pikepdf import Dictionary, Name

from tests.samples import documents
from tests.samples.tagged import Words, drawn

Rows = list[list[str]]
FOLDER = Path(__file__).parent / "printed"
PHONES = [
    ["Borough", "Front door", "Telephone"],
    ["Barking and Dagenham", "MASH", "020 8227 3811"],
    ["Camden", "Children’s contact", "020 7974 3317"],
    ["Hackney", "MASH", "020 8356 5500"],
    ["Islington", "Access service", "020 7527 7400"],
]
FIGURES = [
    ["Year", "Referrals", "Cost"],
    ["2021", "1,204", "£12,400.50"],
    ["2022", "998", "£9,100.00"],
    ["2023", "17", "£850.25"],
    ["Total", "2,219", "£22,350.75"],
]
PROSE = [
    "The partners share what they know about a child in good time, and keep a record of what",
    "they decide and why. Nobody who works with children may assume that somebody else will.",
    "What was learnt from the reviews of the last three years is set out below.",
]
ACROSS = (72, 230, 370, 500)


@dataclass(frozen=True)
class TableSample:
    """``make`` gives the bytes of a PDF; ``rows`` are the cells of its only table."""

    name: str
    make: Callable[[], bytes]
    rows: Rows


def page(*parts: bytes, rotate=0, pages=1) -> bytes:
    """A PDF of this content; F1 is Helvetica, F2 the same in bold."""
    document = documents.new_pdf(pages, text="")
    bold = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/Helvetica-Bold"), Encoding=Name.WinAnsiEncoding
    )
    for number, each in enumerate(document.pages):
        each.obj.Resources.Font.F2 = document.make_indirect(bold)
        each.obj.Contents = document.make_stream(parts[number] if pages > 1 else b"\n".join(parts))
        if rotate:
            each.obj.Rotate = rotate
    return documents.saved(document)


def words(rows: Rows, *, lefts=ACROSS, top=700.0, step=20.0, size=11, head="F1", right_from=99) -> bytes:
    """Cells line by line; those from the column ``right_from`` on end where the next column begins."""
    found = []
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            left = lefts[column]
            if column >= right_from:
                left = lefts[column + 1] - 10 - _width(text, size)
            font = head if number == 0 else "F1"
            found += [
                drawn(Words(line, left, top - number * step - at * 1.2 * size, size, font))
                for at, line in enumerate(text.split("\n"))
                if line
            ]
    return b"\n".join(found)


def _width(text: str, size: float) -> float:
    """Of Helvetica, of figures and the signs that stand with them."""
    return sum(0.278 if letter in " .,:" else 0.333 if letter in "-()" else 0.556 for letter in text) * size


def paragraph(top: float, lines=PROSE) -> bytes:
    return b"\n".join(drawn(Words(line, 72, top - at * 14)) for at, line in enumerate(lines))


def strokes(across, up, *, one_path=False) -> bytes:
    lines = [f"{x} {up[0]} m {x} {up[-1]} l" for x in across] + [f"{across[0]} {y} m {across[-1]} {y} l" for y in up]
    return ((" ".join(lines) + " S") if one_path else " S ".join(lines) + " S").encode()


def thin(across, up) -> bytes:
    """Borders as Word draws them: a rectangle of half a point for every side of every cell."""
    drawn_as = [f"{x} {low} .48 {high - low} re f" for x in across for high, low in itertools.pairwise(up)]
    drawn_as += [f"{x} {y} {end - x} .48 re f" for y in up for x, end in itertools.pairwise(across)]
    return " ".join(drawn_as).encode()


def area(left, foot, right, top, colour="0.9 0.9 0.95") -> bytes:
    return f"{colour} rg {left} {foot} {right - left} {top - foot} re f 0 g".encode()


def level(y, left=66, right=500) -> bytes:
    return f"{left} {y} m {right} {y} l S".encode()


def turned(content: bytes) -> bytes:
    """Content that reads from the foot of the page to its head."""
    return b"q 0 1 -1 0 595 0 cm " + content + b" Q"


def _edges(rows: int, top=714.0, step=20.0) -> list[float]:
    return [top - number * step for number in range(rows + 1)]
