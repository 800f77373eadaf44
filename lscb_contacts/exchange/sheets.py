"""What every import has in common: it knows its columns, names the row and the column that are wrong, never deletes."""

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from import_export import resources
from import_export.results import Result
from import_export.widgets import ForeignKeyWidget, ManyToManyWidget

from lscb_contacts.exchange.cells import is_formula
from lscb_contacts.numbers_in_texts import TAKE_OUT, newly_typed
from lscb_site.editing.seen import seen
from lscb_site.web.spreadsheets import as_cell, from_cell


class SheetResult(Result):
    """Counts rows as the spreadsheet does: its header is row 1."""

    def append_invalid_row(self, number, row, validation_error):
        super().append_invalid_row(number + 1, row, validation_error)

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
        return [(number + 1, errors) for number, errors in super().row_errors()]


class WrongColumns(ValueError):
    """Which columns a file should have and has not, or the other way round."""


class SheetResource(resources.ModelResource):
    """A table of the directory. All of a file is taken in, or nothing of it."""

    key: tuple[str, ...]  # the columns by which a row is known; two rows of a file may not share them
    takes_no_numbers_in: tuple[str, ...] = ()  # columns of text; one that is meant is typed in the form, which asks
    user = None

    class Meta:
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = True

    @classmethod
    def get_result_class(cls):
        return SheetResult

    def get_user_visible_fields(self):
        """What the form says that it takes in."""
        return [field for field in super().get_user_visible_fields() if not field.readonly]

    def export_field(self, field, instance, **kwargs):
        return as_cell(super().export_field(field, instance, **kwargs))

    def before_import(self, dataset, *, user=None, **kwargs):
        self.user, self.found_at = user, {}
        headers, known = dataset.headers or [], self.get_export_order()
        for header in headers:
            if header not in known:
                raise WrongColumns(f"The column “{header}” is not known here. Known columns: {', '.join(known)}.")
            if headers.count(header) > 1:
                raise WrongColumns(f"The column “{header}” is there twice.")
        if missing := [name for name in self.get_import_id_fields() if name not in headers]:
            raise WrongColumns(f"The column “{missing[0]}” is missing.")

    def before_import_row(self, row, *, row_number, **kwargs):
        if formulas := [name for name, value in row.items() if is_formula(value)]:
            raise ValidationError(dict.fromkeys(formulas, "This is a formula. Give the value itself."))
        for name, value in row.items():
            row[name] = from_cell(value)
        for key in self.keys_of(row):
            earlier = self.found_at.setdefault(key, row_number)
            if earlier != row_number:
                raise ValidationError({key[0]: f"This row repeats row {earlier + 1}."})

    def before_save_instance(self, instance, row, **kwargs):
        names = self.takes_no_numbers_in
        before = type(instance).objects.filter(pk=instance.pk).values(*names).first() or {} if instance.pk else {}
        if found := newly_typed(before, {name: getattr(instance, name) for name in names}):
            raise ValidationError({name: TAKE_OUT.format(", ".join(numbers)) for name, numbers in found.items()})

    def keys_of(self, row) -> list[tuple[str, ...]]:
        """What no other row of the file may share: a column's name, then values."""
        (name,) = self.get_import_id_fields()
        if not row[name]:
            raise ValidationError({name: "This must not be empty."})
        return [(name, row[name])]


class Named(ForeignKeyWidget):
    """A row that another table knows by a name."""

    def clean(self, value, row=None, **kwargs):
        try:
            return super().clean(value, row, **kwargs)
        except ObjectDoesNotExist:
            raise ValueError(f"There is no {self.model._meta.verbose_name} “{value}”.") from None


class AllNamed(ManyToManyWidget):
    """Rows that another table knows by their names. One that it does not know is an error, not left out."""

    def clean(self, value, row=None, **kwargs):
        names = {name.strip() for name in (value or "").split(self.separator) if name.strip()}
        found = self.model.objects.filter(**{f"{self.field}__in": names})
        if unknown := names - set(found.values_list(self.field, flat=True)):
            raise ValueError(f"There is no {self.model._meta.verbose_name} “{min(unknown)}”.")
        return found
