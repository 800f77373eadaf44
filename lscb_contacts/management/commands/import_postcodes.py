import csv
import time
import zipfile
from dataclasses import replace
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from lscb_contacts.finding.postcode_files import NotAPostcodeTable, open_table
from lscb_contacts.finding.postcode_table import replace_table

BAR = 30  # characters


class Command(BaseCommand):
    help = (
        "Replaces the table of postcodes: OS Code-Point Open, ONS NSPL or ONSPD, as the folder, zip archive or CSV "
        "file that it comes as. Run it again for each new edition."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="The folder, zip archive or CSV file.")
        parser.add_argument("--edition", help="Such as “May 2026”, where the file does not say.")

    def handle(self, *, file, edition=None, verbosity=1, **options):
        started = time.monotonic()
        try:
            table = open_table(file)
            if edition:
                table = replace(table, edition=edition)
            loaded = replace_table(table, self.progress(table.size) if verbosity else lambda *_: None)
        except NotAPostcodeTable as wrong:
            raise CommandError(str(wrong)) from wrong
        except (csv.Error, zipfile.BadZipFile) as error:
            raise CommandError(f"{file} is damaged: {error}. Nothing was changed.") from error
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror or error}.") from error
        seconds = time.monotonic() - started
        self.stdout.write(f"Loaded {loaded.postcodes:,} postcodes of London in {seconds:.0f} seconds: {loaded}.")

    def progress(self, size: int):
        """Prints how far it is: one line that is written over on a terminal, nothing elsewhere."""

        def report(done, rows):
            if self.stderr.isatty():
                full = min(BAR, BAR * done // max(1, size))
                self.stderr.write(f"\r[{'#' * full}{'.' * (BAR - full)}] {rows:,} rows", ending="")
                if done >= size:
                    self.stderr.write("")

        return report
