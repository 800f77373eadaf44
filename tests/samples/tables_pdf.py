"""Tables in PDFs, tagged and untagged, with the cells that a reader of the page sees in them.

Written as programs write them: lines stroked one by one, one path for a whole grid, thin rectangles, coloured cells, no
lines at all.
"""

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pikepdf import Dictionary, Name

from tests.samples import documents
from tests.samples.tagged import Tag, Words, drawn, pdf, tag

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


GRID = (66, 224, 364, 494)
WRAPPED = [
    ["Finding", "Action", "By"],
    ["Records were\nnot shared", "Agree one form\nfor all partners", "June"],
    ["Visits were missed", "Tell the lead on the\nsame day, in writing", "July"],
    ["Nobody asked\nthe child", "Ask, and write down\nwhat is said", ""],
]
GAPS = [
    ["Partner", "Lead", "Deputy", "Telephone"],
    ["Police", "DI Ahmed", "", "101"],
    ["Health", "", "S Okoro", "020 7946 0018"],
    ["Schools", "J Patel", "M Lewis", ""],
    ["Housing", "", "", "020 7946 0101"],
]
FOUR = (72, 170, 280, 390, 500)


def _joined(rows: Rows) -> Rows:
    return [[text.replace("\n", " ") for text in row] for row in rows]


def _wrapped(tops, lefts=(72, 220, 400)) -> bytes:
    return b"\n".join(words([row], lefts=lefts, top=top, size=10) for row, top in zip(WRAPPED, tops, strict=True))


def _merged() -> bytes:
    """A head over two columns, a side head over two rows."""
    lines = [
        "66 714 m 494 714 l S 66 694 m 494 694 l S 224 674 m 494 674 l S 66 654 m 494 654 l S 66 634 m 494 634 l S",
        "66 714 m 66 634 l S 494 714 m 494 634 l S 224 694 m 224 634 l S 364 714 m 364 634 l S",
    ]
    cells = [
        (72, 700, "Area and borough"),
        (370, 700, "Cases"),
        (72, 670, "North"),
        (230, 680, "Camden"),
        (370, 680, "12"),
    ]
    cells += [(230, 660, "Barnet"), (370, 660, "9"), (72, 640, "South"), (230, 640, "Sutton"), (370, 640, "4")]
    return b"\n".join([*(line.encode() for line in lines), *(drawn(Words(text, x, y)) for x, y, text in cells)])


def _over_two_pages() -> bytes:
    first = words(PHONES[:3], head="F2", top=200)
    second = words([PHONES[0], *PHONES[3:]], head="F2", top=700)
    return page(first, second, pages=2)


def _centred() -> bytes:
    edges = (714, 690, 640, 590)
    cells = [
        (72, 698, "Agency"),
        (230, 698, "Duty"),
        (72, 661, "Police"),
        (230, 676, "Investigates and"),
        (230, 662, "keeps the child"),
    ]
    cells += [(230, 648, "safe"), (72, 611, "Health"), (230, 618, "Examines and"), (230, 604, "reports")]
    return page(strokes((66, 224, 400), edges), *(drawn(Words(text, x, y)) for x, y, text in cells))


def _padded() -> bytes:
    rows = [["Ward", "Open", "Closed"], ["North", "12", "3"], ["South", "7", "11"], ["East", "104", "26"]]
    lines = [f"{row[0]:<24}{row[1]:>10}{row[2]:>16}" for row in rows]
    body = "\n".join(f"1 0 0 1 72 {700 - at * 16} Tm ({line}) Tj" for at, line in enumerate(lines))
    document = documents.new_pdf(1, text="")
    courier = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Courier, Encoding=Name.WinAnsiEncoding)
    document.pages[0].obj.Resources.Font.F1 = document.make_indirect(courier)
    document.pages[0].obj.Contents = document.make_stream(f"BT /F1 10 Tf {body} ET".encode())
    return documents.saved(document)


def _lined() -> bytes:
    """Lines below the rows and none between columns, short cells in the middle of tall ones."""
    cells = [(72, 700, "Agency"), (230, 700, "Duty"), (400, 700, "Telephone")]
    cells += [(72, 661, "Police"), (230, 668, "Investigates and"), (230, 654, "keeps safe"), (400, 661, "101")]
    cells += [(72, 621, "Health"), (230, 621, "Examines"), (400, 628, "020 7946"), (400, 614, "0018")]
    lines = (level(y, 66, 500) for y in (690, 646, 606))
    return page(*lines, *(drawn(Words(text, x, y)) for x, y, text in cells))


def _all_wrap() -> bytes:
    """Every cell of the last row has two lines, no closer than those of a text."""
    rows = [["Camden", "020 7974 3317", "All day"], ["Sutton", "020 8770 6001", "From nine to five"]]
    last = [["Kensington and\nChelsea", "020 7361\n3013", "From nine to five\non working days"]]
    return page(words(rows, step=19), words(last, top=662))


UNTAGGED = [
    TableSample(
        "lines below the rows",
        _lined,
        [
            ["Agency", "Duty", "Telephone"],
            ["Police", "Investigates and keeps safe", "101"],
            ["Health", "Examines", "020 7946 0018"],
        ],
    ),
    TableSample(
        "all cells of a row on two lines",
        _all_wrap,
        [
            ["Camden", "020 7974 3317", "All day"],
            ["Sutton", "020 8770 6001", "From nine to five"],
            ["Kensington and Chelsea", "020 7361 3013", "From nine to five on working days"],
        ],
    ),
    TableSample("phone numbers, no lines", lambda: page(words(PHONES)), PHONES),
    TableSample("each line stroked", lambda: page(words(PHONES, head="F2"), strokes(GRID, _edges(5))), PHONES),
    TableSample("one path", lambda: page(words(PHONES), strokes(GRID, _edges(5), one_path=True)), PHONES),
    TableSample("thin rectangles", lambda: page(paragraph(800), words(PHONES), thin(GRID, _edges(5))), PHONES),
    TableSample(
        "coloured head",
        lambda: page(area(66, 694, 494, 714, "0.1 0.2 0.4"), words(PHONES, head="F2")),
        PHONES,
    ),
    TableSample(
        "coloured cells",
        lambda: page(
            *(area(x, y, e - 2, y + 18) for x, e in itertools.pairwise(GRID) for y in range(616, 700, 20)),
            words(PHONES),
        ),
        PHONES,
    ),
    TableSample(
        "figures to the right, lines above and below",
        lambda: page(level(716), words(FIGURES, right_from=1), level(694), level(612)),
        FIGURES,
    ),
    TableSample(
        "stripes",
        lambda: page(area(66, 674, 500, 694), area(66, 634, 500, 654), words(FIGURES, head="F2", right_from=1)),
        FIGURES,
    ),
    TableSample(
        "lines between rows of several lines",
        lambda: page(*map(level, (714, 694, 664, 634, 604)), _wrapped((700, 682, 652, 622))),
        _joined(WRAPPED),
    ),
    TableSample("rows of several lines told by space", lambda: page(_wrapped((700, 674, 642, 610))), _joined(WRAPPED)),
    TableSample("empty cells", lambda: page(words(GAPS, lefts=FOUR)), GAPS),
    TableSample(
        "empty cells in a grid",
        lambda: page(words(GAPS, lefts=FOUR), strokes((66, 164, 274, 384, 494), _edges(5))),
        GAPS,
    ),
    TableSample(
        "cells over columns and rows",
        lambda: page(_merged()),
        [["Area and borough", "Cases"], ["North", "Camden", "12"], ["Barnet", "9"], ["South", "Sutton", "4"]],
    ),
    TableSample("turned by a quarter", lambda: page(turned(words(PHONES, top=500, lefts=(72, 300, 500)))), PHONES),
    TableSample("a page that is turned", lambda: page(turned(words(PHONES, top=500)), rotate=90), PHONES),
    TableSample("between paragraphs", lambda: page(paragraph(780), words(PHONES), paragraph(580)), PHONES),
    TableSample("over two pages, its head again", _over_two_pages, [*PHONES[:3], PHONES[0], *PHONES[3:]]),
    TableSample(
        "cells centred in their height",
        _centred,
        [["Agency", "Duty"], ["Police", "Investigates and keeps the child safe"], ["Health", "Examines and reports"]],
    ),
    TableSample(
        "typewriter",
        _padded,
        [["Ward", "Open", "Closed"], ["North", "12", "3"], ["South", "7", "11"], ["East", "104", "26"]],
    ),
    TableSample(
        "words close to the lines",
        lambda: page(words(PHONES, lefts=(68, 185, 280)), strokes((66, 183, 278, 360), _edges(5))),
        PHONES,
    ),
]


def cells_at(rows: Rows, *, head="TH", top=700.0, lefts=FOUR) -> list[Tag]:
    return [
        tag(
            "TR",
            *(_cell(text, head if number == 0 else "TD", lefts[at], top - number * 20) for at, text in enumerate(row)),
        )
        for number, row in enumerate(rows)
    ]


def _cell(text: str, kind: str, left: float, foot: float, **attributes) -> Tag:
    found = [Words(line, left, foot - at * 13) for at, line in enumerate(text.split("\n")) if line]
    return tag(kind, *found, **attributes)


def _saved(*children: Tag, **options) -> bytes:
    return documents.saved(pdf(tag("Document", *children), **options))


def _spans() -> list[Tag]:
    return [
        tag("TR", _cell("Area and borough", "TH", 72, 700, ColSpan=2), _cell("Cases", "TH", 370, 700)),
        tag(
            "TR", _cell("North", "TD", 72, 670, RowSpan=2), _cell("Camden", "TD", 230, 680), _cell("12", "TD", 370, 680)
        ),
        tag("TR", _cell("Barnet", "TD", 230, 660), _cell("9", "TD", 370, 660)),
    ]


def _in_columns() -> bytes:
    """The words of each column together in the content, as a layout program writes text frames."""
    document = pdf(tag("Document", tag("Table", *cells_at(PHONES))))
    content = document.pages[0].obj.Contents.read_bytes().split(b"EMC")
    cells, rest = content[:-1], content[-1]
    ordered = [cell for column in range(3) for cell in cells[column::3]]
    document.pages[0].obj.Contents = document.make_stream(b"EMC".join([*ordered, rest]))
    return documents.saved(document)


def _by_class() -> bytes:
    document = pdf(tag("Document", tag("Table", *_spans())))
    row = document.Root.StructTreeRoot.K[0].K[0].K[0]
    row.K[0].C = Name.Wide
    del row.K[0].A
    document.Root.StructTreeRoot.ClassMap = Dictionary(Wide=Dictionary(O=Name.Table, ColSpan=2))
    return documents.saved(document)


def _as_office_does() -> bytes:
    """LibreOffice: paragraphs of its own styles in every cell, which the role map explains."""
    rows = [
        tag(
            "TR",
            *(
                tag(
                    "TH" if number == 0 else "TD",
                    tag("Table Heading" if number == 0 else "Table Contents", *cell.children),
                )
                for cell in row.children
            ),
        )
        for number, row in enumerate(cells_at(PHONES))
    ]
    return _saved(tag("Table", *rows), roles={"Table Heading": "P", "Table Contents": "P"})


def _next_page() -> bytes:
    rows = cells_at(PHONES)
    for row in rows[3:]:
        for cell in row.children:
            for each in cell.children:
                each.page = 1
    return _saved(tag("Table", *rows), pages=2)


def _raised() -> bytes:
    cell = tag("TD", Words("999", 170, 680), Words("2", 189, 680, 7, rise=4))
    rows = [*cells_at([["Who", "Number"]]), tag("TR", _cell("Anybody", "TD", 72, 680), cell)]
    return _saved(tag("Table", *rows, tag("TR", _cell("Nurse", "TD", 72, 660), _cell("111", "TD", 170, 660))))


def _listed() -> bytes:
    item = [
        tag("LI", tag("Lbl", Words("•", 170, y)), tag("LBody", Words(text, 180, y)))
        for y, text in ((680, "who"), (667, "why"))
    ]
    rows = [*cells_at([["Step", "Ask"]]), tag("TR", _cell("First", "TD", 72, 680), tag("TD", tag("L", *item)))]
    return _saved(tag("Table", *rows, tag("TR", _cell("Then", "TD", 72, 640), _cell("what next", "TD", 170, 640))))


def _side_heads() -> bytes:
    rows = [
        tag(
            "TR",
            *(
                _cell(
                    text,
                    "TH" if 0 in (at, number) else "TD",
                    FOUR[at],
                    700 - number * 20,
                    **({"Scope": "Row"} if at == 0 else {}),
                )
                for at, text in enumerate(row)
            ),
        )
        for number, row in enumerate(FIGURES)
    ]
    return _saved(tag("Table", *rows))


def printed(name: str) -> bytes:
    """A page that Chromium printed."""
    return (FOLDER / f"{name}.pdf").read_bytes()


TAGGED = [
    TableSample("heads and cells", lambda: _saved(tag("Table", *cells_at(PHONES))), PHONES),
    TableSample(
        "head and body",
        lambda: _saved(tag("Table", tag("THead", *cells_at(PHONES)[:1]), tag("TBody", *cells_at(PHONES)[1:]))),
        PHONES,
    ),
    TableSample("no heads", lambda: _saved(tag("Table", *cells_at(FIGURES, head="TD"))), FIGURES),
    TableSample("side heads", _side_heads, FIGURES),
    TableSample(
        "spans",
        lambda: _saved(tag("Table", *_spans())),
        [["Area and borough", "Cases"], ["North", "Camden", "12"], ["Barnet", "9"]],
    ),
    TableSample(
        "spans of a class", _by_class, [["Area and borough", "Cases"], ["North", "Camden", "12"], ["Barnet", "9"]]
    ),
    TableSample(
        "several lines", lambda: _saved(tag("Table", *cells_at(WRAPPED, lefts=(72, 220, 400)))), _joined(WRAPPED)
    ),
    TableSample("empty cells", lambda: _saved(tag("Table", *cells_at(GAPS))), GAPS),
    TableSample("drawn column by column", _in_columns, PHONES),
    TableSample("an office program’s styles", _as_office_does, PHONES),
    TableSample("goes on over the page", _next_page, PHONES),
    TableSample("a note mark", _raised, [["Who", "Number"], ["Anybody", "999 [2]"], ["Nurse", "111"]]),
    TableSample("a list in a cell", _listed, [["Step", "Ask"], ["First", "who why"], ["Then", "what next"]]),
    TableSample(
        "with a caption",
        lambda: _saved(tag("Table", tag("Caption", Words("Front doors", foot=720)), *cells_at(PHONES))),
        PHONES,
    ),
    TableSample(
        "between paragraphs",
        lambda: _saved(
            tag("P", Words(PROSE[0], foot=760)), tag("Table", *cells_at(PHONES)), tag("P", Words(PROSE[1], foot=500))
        ),
        PHONES,
    ),
    TableSample("printed by Chromium", lambda: printed("phones"), PHONES),
    TableSample(
        "spans printed by Chromium",
        lambda: printed("spans"),
        [["Area", "Cases"], ["North", "Camden", "12"], ["Barnet", ""], ["South", "Sutton", "4"]],
    ),
]
