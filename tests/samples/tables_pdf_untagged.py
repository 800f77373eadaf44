"""PDFs without tags that hold one table each, with the cells that must be read."""

import itertools

from pikepdf import Dictionary, Name

from tests.samples import documents
from tests.samples.tables_pdf import (
    FIGURES,
    PHONES,
    Rows,
    TableSample,
    _edges,
    area,
    level,
    page,
    paragraph,
    strokes,
    thin,
    turned,
    words,
)
from tests.samples.tagged import Words, drawn

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
