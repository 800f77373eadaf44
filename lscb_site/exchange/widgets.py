"""What one cell may hold, for fields that are no plain text. A ValueError says in a sentence what to write."""

import re
from datetime import date, datetime
from typing import ClassVar

from django.core.exceptions import ObjectDoesNotExist
from import_export.widgets import DateWidget, ForeignKeyWidget, IntegerWidget, ManyToManyWidget, Widget

from lscb_site.exchange.cells import as_code, as_whole_number, squeezed
from lscb_site.text.characters import plain_signs


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
        names = {as_code(name) for name in (value or "").split(self.separator) if name.strip()}
        found = self.model.objects.filter(**{f"{self.field}__in": names})
        if unknown := names - set(found.values_list(self.field, flat=True)):
            raise ValueError(f"There is no {self.model._meta.verbose_name} “{min(unknown)}”.")
        return found

    def render(self, value, obj=None, **kwargs):
        # In one order, so that a list that did not change reads the same.
        return self.separator.join(sorted(str(getattr(item, self.field)) for item in value.all())) if value else ""


class OneOf(Widget):
    """One of a field's choices, by its value or by the words that the admin shows for it."""

    def __init__(self, choices):
        super().__init__()
        self.choices = choices

    def read(self, text: str) -> str:
        """The value of a choice, if it is one."""
        known = {squeezed(str(name)): stored for stored, words in self.choices.choices for name in (words, stored)}
        return known.get(squeezed(text), text)

    def clean(self, value, row=None, **kwargs):
        found = self.read(value or "")
        if found and found not in self.choices.values:
            raise ValueError(f"“{value}” is not known here. Write one of these: {', '.join(self.choices.values)}.")
        return found

    def render(self, value, obj=None, **kwargs):
        return str(value or "")


class YesOrNo(Widget):
    """Yes or no; an empty cell is no."""

    WORDS: ClassVar = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False, "": False}

    def clean(self, value, row=None, **kwargs) -> bool:
        found = self.WORDS.get(squeezed(as_whole_number(value or "")))
        if found is None:
            raise ValueError(f"“{value}” is neither yes nor no. Write yes or no.")
        return found

    def render(self, value, obj=None, **kwargs):
        return "yes" if value else "no"


class WholeNumber(IntegerWidget):
    def clean(self, value, row=None, **kwargs):
        text = as_whole_number(value or "")
        if text and not re.fullmatch("[0-9]{1,9}", text):
            raise ValueError(f"“{value}” is not a whole number. Write it like 3.")
        return int(text) if text else None


class Day(DateWidget):
    """A day as people write it here. A bare number, which a spreadsheet's date can turn into, is none."""

    FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%d-%B-%Y")

    def clean(self, value, row=None, **kwargs) -> date | None:
        text = plain_signs(value or "")
        if not text:
            return None
        for each in self.FORMATS:
            try:
                found = datetime.strptime(text, each).date()
            except ValueError:
                continue
            if found.year >= 1900:
                return found
        raise ValueError(f"“{value}” is not a date that can be read for sure. Write it like 2019-09-01.")

    def render(self, value, obj=None, **kwargs):
        return value.isoformat() if value else ""
