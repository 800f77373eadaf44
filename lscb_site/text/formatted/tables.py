"""Tables whose columns have names: what a screen reader says before each cell."""

from lxml import html as lxml_html

from lscb_site.text.formatted.styles import Element

LONGEST_NAME = 80  # characters of the name of a column; what is longer is a text that stands in a table


def name_columns(root: Element) -> None:
    for table in list(root.iter("table")):
        rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
        for cell in [cell for row in rows for cell in row]:
            plain(cell)
        if len(rows) < 2 or list(table.iterdescendants("table")):
            continue
        if not any(cell.tag == "th" for row in rows for cell in row):
            name_first(rows)
        if rows[0].getparent().tag != "thead" and is_header(rows[0]) and not is_header(rows[1]):
            for cell in rows[0].iterchildren("th"):
                make_header(cell, "col")
            head_of(table).append(rows[0])


def plain(cell: Element) -> None:
    """Without what says nothing: a span of one, and a paragraph around all that it holds."""
    for name in ("colspan", "rowspan"):
        if cell.get(name) == "1":
            del cell.attrib[name]
    if len(cell) == 1 and cell[0].tag == "p" and not ((cell.text or "") + (cell[0].tail or "")).strip():
        cell.text, cell[0].tail = None, None
        cell[0].drop_tag()


def name_first(rows: list[Element]) -> None:
    """The first row holds the names, unless the first column does: there alone all is bold."""
    # A row of one cell lies below a cell that spans several rows, or is a line across the table.
    cells = [list(row) for row in rows if len(row) > 1]
    if len(cells) < 2 or len(rows[0]) < 2:
        return
    if not all(map(is_bold, cells[0])) and all(is_bold(row[0]) for row in cells):
        for row in cells:
            make_header(row[0], "row")
    elif all(is_name(cell) for cell in cells[0][1:]):
        for cell in cells[0]:
            if text_of(cell):
                make_header(cell, "col")


def is_header(row: Element) -> bool:
    """A first cell may be empty: it stands above the names of rows."""
    cells = list(row)
    return any(cell.tag == "th" for cell in cells) and all(cell.tag == "th" or not text_of(cell) for cell in cells)


def head_of(table: Element) -> Element:
    head = table.find("thead")
    if head is None:
        head = lxml_html.Element("thead")
        caption = table.find("caption")
        if caption is not None:
            caption.addnext(head)
        else:
            table.insert(0, head)
    return head


def make_header(cell: Element, scope: str) -> None:
    cell.tag = "th"
    cell.set("scope", scope)
    for strong in list(cell.iter("strong", "b")):
        strong.drop_tag()  # a header is bold by itself


def is_bold(cell: Element) -> bool:
    bold = "".join(part for strong in cell.iter("strong", "b") for part in strong.itertext())
    return bool(text_of(cell)) and "".join(bold.split()) == "".join(text_of(cell).split())


def is_name(cell: Element) -> bool:
    return 0 < len(text_of(cell)) <= LONGEST_NAME


def text_of(cell: Element) -> str:
    return "".join(cell.itertext()).strip()
