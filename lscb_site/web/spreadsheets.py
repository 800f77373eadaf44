"""CSV files as spreadsheet programs read them: accents right, and no text taken for a formula."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from django.http import HttpResponse, StreamingHttpResponse

from lscb_site.text.characters import clean_text

# A cell that begins with one of these is a formula to a spreadsheet program, and can run a command.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")
MARK = "'"  # before such a text: the program shows it
CSV = "text/csv; charset=utf-8"
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
    response = HttpResponse(_lines(columns, rows), content_type=CSV)
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


def csv_stream(filename: str, columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> StreamingHttpResponse:
    """The same for a table of any length: a row is asked for when those before it are on their way."""
    response = StreamingHttpResponse(_lines(columns, rows), content_type=CSV)
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


def csv_lists(columns: Sequence[str], parts: Iterable[Iterable[Mapping[str, object]]]) -> Iterator[str]:
    """A text for each part of a long table (`lscb_site.web.streaming`), the columns' names before the first."""
    lines = _lines(columns, ())
    for rows in parts:
        yield "".join(chain(lines, _rows(columns, rows)))
        lines = iter(())


class _Passing:
    """A file for the `csv` module that gives back what is written to it."""

    def write(self, line: str) -> str:
        return line


def _lines(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> Iterator[str]:
    yield f"{BYTE_ORDER_MARK}{csv.writer(_Passing()).writerow(columns)}"
    yield from _rows(columns, rows)


def _rows(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> Iterator[str]:
    writer = csv.writer(_Passing())
    for row in rows:
        yield writer.writerow([as_cell(whole(row.get(name, ""))) for name in columns])
