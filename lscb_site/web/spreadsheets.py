"""CSV files as spreadsheet programs read them: accents right, and no text taken for a formula."""

import csv
from collections.abc import Iterable, Mapping, Sequence

from django.http import HttpResponse

from lscb_site.text.characters import clean_text

# A cell that begins with one of these is a formula to a spreadsheet program, and can run a command.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")
MARK = "'"  # before such a text: the program shows it
BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes the text for another encoding


def as_cell(value: object) -> object:
    """A value that no spreadsheet takes for a formula."""
    return f"{MARK}{value}" if isinstance(value, str) and _is_dangerous(value) else value


def whole(value: object) -> object:
    """Without what no table can hold, should a row hold it."""
    return clean_text(value) if isinstance(value, str) else value


def from_cell(text: str) -> str:
    """What `as_cell` was given."""
    return text[1:] if text.startswith(MARK) and _is_dangerous(text) else text


def _is_dangerous(text: str) -> bool:
    """Also behind marks: a text that begins with one of its own gets a second, so that it comes back as it was."""
    return text.lstrip(MARK).startswith(FORMULA_SIGNS)


def csv_response(filename: str, columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> HttpResponse:
    """A CSV file to download, its columns in this order; a row may leave a column out."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    response.write(BYTE_ORDER_MARK)
    writer = csv.DictWriter(response, columns)
    writer.writeheader()
    writer.writerows({name: as_cell(whole(value)) for name, value in row.items()} for row in rows)
    return response
