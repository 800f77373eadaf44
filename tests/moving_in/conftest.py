"""An old library on a disk: files of real bytes, and the sheet that names them."""

import csv
import io

import pytest
from django.core.management import CommandError, call_command

from tests.samples.documents import pdf


class OldLibrary:
    def __init__(self, top):
        self.folder, self.sheet, self.report = top / "old", top / "list.csv", top / "report.csv"
        self.folder.mkdir()

    def file(self, name, content=None):
        """Of bytes of its own, unless told."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if content is not None else pdf(text=name))
        return path

    def rows(self, *rows):
        """Each a dict of what its cells say; what is not said is a report that is called like its file."""
        said = [{"title": row["file"], "kind": "report"} | row for row in rows]
        columns = list(dict.fromkeys(name for row in said for name in row))
        with self.sheet.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(said)

    def bring_in(self, *options):
        """What it printed, and the rows of its report. The exit status is in `failed`."""
        out, self.failed = io.StringIO(), ""
        try:
            call_command(
                "import_library",
                self.folder,
                "--sheet",
                self.sheet,
                "--report",
                self.report,
                *options,
                stdout=out,
                stderr=io.StringIO(),
            )
        except CommandError as error:
            self.failed = str(error)
        self.said = out.getvalue()
        with self.report.open(newline="", encoding="utf-8-sig") as file:
            return list(csv.DictReader(file))

    def outcomes(self, *options):
        return [row["what becomes of it"] for row in self.bring_in(*options)]


@pytest.fixture
def old_library(tmp_path):
    return OldLibrary(tmp_path)
