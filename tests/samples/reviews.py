"""What boards have published by mistake: a case review, and beside it a letter and a table, each with a name in it that
nobody can see on its pages. Each maker returns bytes."""

import io

import docx
import openpyxl
from lxml import etree

from tests.samples.documents import new_pdf, saved

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# What each hides, and stands nowhere else.
UNDER_THE_BOX, DELETED, IN_THE_COLUMN = "Rosalind Achterberg", "Leopold Quistgaard", "Wilhelmina Oudekerk"


def review() -> bytes:
    """A PDF with a black box drawn over a name on its second page. The name can be copied from under it."""
    document = new_pdf(2, "")
    lines = ["What was learnt from a review of practice", f"The child {UNDER_THE_BOX} was known to four services"]
    boxes = ["", "0 g 123 716 112 14 re f"]
    for page, line, box in zip(document.pages, lines, boxes, strict=True):
        page.obj.Contents = document.make_stream(f"BT /F1 12 Tf 72 720 Td ({line}) Tj ET {box}".encode())
    return saved(document)


def letter() -> bytes:
    """A Word file in which a name was deleted while changes were tracked."""
    document = docx.Document()
    paragraph = document.add_paragraph("The learning from this case is shared with schools")
    change = (
        f'<w:del xmlns:w="{W}" w:id="7" w:author="A. Writer" w:date="2015-03-18T09:00:00Z">'
        f'<w:r><w:delText xml:space="preserve"> of {DELETED}</w:delText></w:r></w:del>'
    )
    paragraph._p.append(etree.fromstring(change))
    return saved(document)


def table() -> bytes:
    """An Excel file with a hidden column of names."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Referrals"
    for row in (["Borough", "Name", "Referrals"], ["Camden", IN_THE_COLUMN, 12]):
        sheet.append(row)
    sheet.column_dimensions["B"].hidden = True
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
