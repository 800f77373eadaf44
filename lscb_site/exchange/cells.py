"""What stands in a spreadsheet's cells, as a person reads it there; what nobody can have meant is named."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from openpyxl.cell.cell import Cell

from lscb_site.text.characters import clean_line, plain_signs

FORMULA = "This is a formula. Give the value itself."
# Excel's own words where a value should be: #N/A, #REF!, #DIV/0!; and ##### where a column was too narrow for it.
NO_VALUE = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|#+)", re.IGNORECASE)
# What Excel makes of 2079460000 in a narrow column, and saves that way.
SHORTENED = re.compile(r"[-+]?\d(?:[.,]\d+)?E\+\d+", re.IGNORECASE)
MOST_DIGITS = 15  # that a number of a spreadsheet can hold
NOUGHTS = re.compile("0+")  # the format of a number that shows its leading noughts


class UnreadableSheet(Exception):
    """A whole file that cannot be taken in. Its text is a sentence for whoever chose the file."""


@dataclass
class Sheet:
    """A table as it lies in a file. `wrong` names cells by row and column, both counted from 0."""

    rows: list[list[str]]
    wrong: dict[tuple[int, int], str] = field(default_factory=dict)
    name: str = ""
    notes: list[str] = field(default_factory=list)


def fault_of(text: str) -> str:
    """Why this text of a cell cannot be what somebody meant; empty for all others."""
    if NO_VALUE.fullmatch(text):
        return f"The spreadsheet shows “{text}”, which is no value. Give the value itself."
    if SHORTENED.fullmatch(text):
        return f"The spreadsheet shortened this number to “{text}”. Format the cell as text and type the number again."
    return ""


def text_and_fault(cell: Cell) -> tuple[str, str]:
    """A cell of a workbook as its reader sees it, and what is wrong with it."""
    value = cell.value
    if cell.data_type == "f":
        return clean_line(str(value)), FORMULA
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if len(str(abs(int(value)))) > MOST_DIGITS:
            return str(value), "A spreadsheet loses digits of so long a number. Format the cell as text and type it."
        return number_as_text(value, cell.number_format or ""), ""
    text = as_text(value)
    return text, fault_of(text)


def number_as_text(value: int | float, number_format: str) -> str:
    text = f"{value:.15g}" if isinstance(value, float) and not value.is_integer() else str(int(value))
    return text.zfill(len(number_format)) if NOUGHTS.fullmatch(number_format) else text


def as_text(value: Any) -> str:
    """A date is written 2026-03-03; a time of day that goes with it is not dropped."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime():
            return value.isoformat(" ", "minutes")
        case date() | time():
            return value.isoformat()
    return clean_line(str(value))


def squeezed(heading: str) -> str:
    """A heading without what people vary in it: “Phone note”, “ PHONE_NOTE ”."""
    return re.sub("[^a-z0-9]", "", plain_signs(heading).lower())


def as_code(text: str) -> str:
    """The name by which a row is known: `front_door`, `brent`."""
    return plain_signs(text).lower()


def as_whole_number(text: str) -> str:
    """12 for what a spreadsheet writes as 12.0."""
    return re.sub(r"\.0+$", "", plain_signs(text))


def in_ranges(numbers: list[int]) -> str:
    """Rows for a sentence: “3, 5 to 8”."""
    found: list[list[int]] = []
    for number in sorted(numbers):
        if found and number == found[-1][-1] + 1:
            found[-1] = [found[-1][0], number]
        else:
            found.append([number])
    return ", ".join(" to ".join(map(str, ends)) for ends in found)


def rows_in_words(numbers: list[int]) -> str:
    return f"{'Row' if len(numbers) == 1 else 'Rows'} {in_ranges(numbers)}"
