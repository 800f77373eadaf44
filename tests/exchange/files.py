"""Spreadsheets as bytes, and what a person does with them in the admin."""

import csv
import io

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import html


def as_csv(*rows, delimiter=",", encoding="utf-8", before="") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return (before + text.getvalue()).encode(encoding)


def as_xlsx(*rows, change=lambda book: None) -> bytes:
    book, stored = openpyxl.Workbook(), io.BytesIO()
    for cells in rows:
        book.active.append(cells)
    change(book)
    book.save(stored)
    return stored.getvalue()


def dry_run(client, content, address, name="sheet.csv"):
    return client.post(f"{address}import/", {"resource": "0", "import_file": SimpleUploadedFile(name, content)})


def confirm(client, page, address):
    """Send back the form that a dry run without errors ends with."""
    (form,) = html.fromstring(page.text).xpath("//form[contains(@action, 'process_import')]")
    return client.post(f"{address}process_import/", dict(form.form_values()), follow=True)


def wrong(page) -> list[str]:
    """Everything that the screen calls wrong, with row and column."""
    return [item.text_content().strip() for item in html.fromstring(page.text).xpath("//ul[@class='errorlist']/li")]


def wrong_in(page) -> str:
    return " ".join(item.text_content() for item in html.fromstring(page.text).xpath("//ul[@class[.='errorlist']]"))


def left_out(page) -> list[str]:
    return html.fromstring(page.text).xpath("//ul[@class='left-out']/li/text()")


def exported(client, address, kind="0") -> bytes:
    form = html.fromstring(client.get(f"{address}export/").content).xpath("//form[.//select[@name='format']]")[0]
    return client.post(f"{address}export/", dict(form.form_values()) | {"format": kind}).content
