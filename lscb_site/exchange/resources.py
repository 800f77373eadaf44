"""What every import has in common: it knows its columns, names the row and the column that are wrong, never deletes."""

import logging
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError
from import_export import resources
from import_export.results import Error, Result
from import_export.widgets import CharWidget

from lscb_site.editing.seen import seen
from lscb_site.exchange.cells import rows_in_words
from lscb_site.text.characters import clean_line
from lscb_site.web.spreadsheets import as_cell, from_cell

logger = logging.getLogger(__name__)


class WrongColumns(ValueError):
    """Which columns a file should have and has not, or the other way round."""


class SheetError(Error):
    """In words, whatever went wrong: what a database or a library says of it is for the log."""

    def __init__(self, error, row=None, number=None):
        super().__init__(error, row, number)
        self.error = self.sentence(error)

    def sentence(self, error: Exception) -> str:
        if isinstance(error, WrongColumns):
            return str(error)
        logger.error("A row of a spreadsheet was refused", exc_info=error)
        if isinstance(error, IntegrityError):
            return "This would repeat, or contradict, something that is there already. Look for a row like it."
        if isinstance(error, DataError):
            return "A cell is too long, or its number too large. Shorten it."
        return "This cannot be taken in as it is. Compare it with what an export gives."


class SheetResult(Result):
    """Counts rows as the spreadsheet does, and says what of the file was not taken in."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.numbers, self.left_out = [], []

    @property
    def seen(self) -> str:
        """A mark of what a dry run shows: every row, and what would become of it.

        The number of a row that would be new is left out: PostgreSQL gives another one each time.
        """
        shown = [place for place, name in enumerate(self.diff_headers) if name != "id"]
        return seen(
            (row.import_type, "" if row.is_new() else row.object_id, [row.diff[place] for place in shown if row.diff])
            for row in self.rows
        )

    def row_errors(self):
        return [(self.numbers[place - 1], errors) for place, errors in super().row_errors()]

    def unchanged(self) -> list[int]:
        return [number for number, row in zip(self.numbers, self.rows, strict=True) if row.is_skip()]


class SheetResource(resources.ModelResource):
    """A table of the site. All of a file is taken in, or nothing of it."""

    signs: dict[str, Callable[[str], str]] = {}  # how columns are read that hold no prose, such as codes and numbers
    user = None

    class Meta:
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = True

    @classmethod
    def get_result_class(cls):
        return SheetResult

    @classmethod
    def get_error_result_class(cls):
        return SheetError

    def get_user_visible_fields(self):
        """What the form says that it takes in."""
        return [field for field in super().get_user_visible_fields() if not field.readonly]

    def export_field(self, field, instance, **kwargs):
        value = super().export_field(field, instance, **kwargs)
        return as_cell(clean_line("" if value is None else str(value)))

    def before_import(self, dataset, *, user=None, **kwargs):
        self.user, self.found_at, self.table = user, {}, dataset
        headers, known = dataset.headers or [], self.get_export_order()
        for header in headers:
            if header not in known:
                raise WrongColumns(f"The column “{header}” is not known here. Known columns: {', '.join(known)}.")
            if headers.count(header) > 1:
                raise WrongColumns(f"The column “{header}” is there twice.")
        if missing := [name for name in self.get_import_id_fields() if name not in headers]:
            raise WrongColumns(f"The column “{missing[0]}” is missing.")

    def before_import_row(self, row, *, row_number, **kwargs):
        place = row_number - 1
        if wrong := {name: self.table.wrong[place, name] for name in row if (place, name) in self.table.wrong}:
            raise ValidationError(wrong)
        for name, value in row.items():
            row[name] = self.signs.get(name, str)(from_cell(value))
        for key in self.keys_of(row):
            earlier = self.found_at.setdefault(key, row_number)
            if earlier != row_number:
                raise ValidationError({key[0]: f"This row repeats row {self.table.numbers[earlier - 1]}."})

    def import_field(self, field, instance, row, is_m2m=False, **kwargs):
        """A cell that says what is stored already leaves it as it is, down to signs that a cell cannot hold."""
        is_text = isinstance(field.widget, CharWidget) and not is_m2m and not field.readonly
        if is_text and instance.pk and field.column_name in row:
            stored = from_cell(self.export_field(field, instance))
            if self.signs.get(field.column_name, str)(stored) == row[field.column_name]:
                return
        super().import_field(field, instance, row, is_m2m, **kwargs)

    def after_import(self, dataset, result, **kwargs):
        result.numbers = dataset.numbers
        for row in result.invalid_rows:
            row.number = dataset.numbers[row.number - 1]
        result.left_out = list(dataset.left_out)
        headers = dataset.headers or []
        read_only = [field.column_name for field in self.get_import_fields() if field.readonly]
        if unread := [name for name in read_only if name in headers]:
            result.left_out.append(f"Only for reading, and never taken in: {', '.join(unread)}.")
        if unchanged := result.unchanged():
            result.left_out.append(f"{rows_in_words(unchanged)}: as it is stored, so nothing changes.")

    def keys_of(self, row) -> list[tuple[str, ...]]:
        """What no other row of the file may share: a column's name, then values."""
        (name,) = self.get_import_id_fields()
        if not row[name]:
            raise ValidationError({name: "This must not be empty."})
        return [(name, row[name])]
