"""What became of each row, for whoever brings the library in: a line a row, or a sheet to work through."""

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from lscb_site.moving_in.bringing_in import Done
from lscb_site.moving_in.planning import Outcome
from lscb_site.web.spreadsheets import BYTE_ORDER_MARK, as_cell

COLUMNS = ["row", "file", "what becomes of it", "document", "edition", "address", "remarks", "to look at"]
TRIAL = {Outcome.NEW: "would come in"}
TOTALS = {
    Outcome.NEW: "Brought in",
    Outcome.THERE: "There already",
    Outcome.TWICE: "Duplicates",
    Outcome.REFUSED: "Refused",
}


def cells(done: Done, is_trial: bool) -> list[str]:
    place = done.plan.place
    document = place.document.document if place else None
    return [
        str(done.plan.row),
        done.plan.file,
        (TRIAL if is_trial else {}).get(done.outcome, str(done.outcome)),
        str(document or ""),
        str(place.edition.number) if place else "",
        document.get_absolute_url() if document else "",
        " ".join(done.remarks),
        "; ".join(done.findings),
    ]


def line(done: Done, is_trial: bool) -> str:
    """Of one row: its number, what becomes of it, and why."""
    row, file, outcome, document, edition, _, remarks, findings = cells(done, is_trial)
    said = f"Row {row}: “{file}” {outcome}"
    if document:
        said += f": “{document}”, edition {edition}"
    return f"{said}.{f' {remarks}' if remarks else ''}{f' To look at: {findings}.' if findings else ''}"


class Report:
    """A CSV file that is written while the rows are done, so that a run which is stopped leaves what it did.

    Without a path nothing is written. Raises OSError before anything else is done, where it cannot be.
    """

    def __init__(self, path: Path | None) -> None:
        self.file = path.open("w", newline="", encoding="utf-8", errors="replace", buffering=1) if path else None
        if self.file:
            self.file.write(BYTE_ORDER_MARK)  # by which Excel knows the accents
        self.write(COLUMNS)

    def write(self, texts: Iterable[str]) -> None:
        if self.file:
            csv.writer(self.file).writerow([as_cell(text) for text in texts])

    def row(self, done: Done, is_trial: bool) -> None:
        self.write(cells(done, is_trial))

    def left(self, names: Iterable[str]) -> None:
        """Files of the folder that no row names."""
        for name in names:
            self.write(["", name, "is not in the sheet", *[""] * (len(COLUMNS) - 3)])

    def __enter__(self) -> "Report":
        return self

    def __exit__(self, *error: object) -> None:
        if self.file:
            self.file.close()


def totals(done: Sequence[Done], left: Sequence[str], is_trial: bool) -> str:
    """The last sentences, such as “3 rows. Brought in: 2. Refused: 1.”"""
    count = Counter(each.outcome for each in done)
    words = TOTALS | ({Outcome.NEW: "Would come in"} if is_trial else {})
    said = [f"{words[each]}: {count[each]}." for each in Outcome if count[each]]
    if waiting := sum(bool(each.findings) for each in done):
        said.append(f"To be looked at by a publisher first, under “Hidden things in files”: {waiting}.")
    if left:
        said.append(f"Files of the folder that are not in the sheet: {len(left)}.")
    return " ".join([f"{len(done)} row{'' if len(done) == 1 else 's'}.", *said])
