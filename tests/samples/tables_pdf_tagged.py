"""Tagged PDFs that hold one table each, with the cells that must be read."""

from pikepdf import Dictionary, Name

from tests.samples import documents
from tests.samples.tables_pdf import FIGURES, FOLDER, PHONES, PROSE, Rows, TableSample
from tests.samples.tables_pdf_untagged import FOUR, GAPS, WRAPPED, _joined
from tests.samples.tagged import Tag, Words, pdf, tag


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
