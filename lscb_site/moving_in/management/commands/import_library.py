from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from lscb_site.audit.acts import Act
from lscb_site.audit.recording import record
from lscb_site.exchange.cells import UnreadableSheet
from lscb_site.moving_in.bringing_in import Done, bring_in, try_out
from lscb_site.moving_in.folder import Folder, shown
from lscb_site.moving_in.planning import Library, Outcome, Plan
from lscb_site.moving_in.report import Report, line, totals
from lscb_site.moving_in.sheet import COLUMNS, NEEDED, Entry, MissingColumn, Wrong, read_sheet
from resources.models import Document

NAMED = 10  # files that the sheet does not name, on the screen


class Command(BaseCommand):
    help = (
        "Brings a whole old library in: the files of a folder, as a sheet (CSV or Excel) describes them. All of it "
        "comes in as drafts, for a publisher to look at. It may be stopped and started again: what is there already "
        f"stays as it is. Columns: {', '.join(COLUMNS)}; needed are {', '.join(NEEDED)}."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="Where the files lie, in folders of its own or not.")
        parser.add_argument("--sheet", type=Path, required=True, help="The list of them, a row a file.")
        parser.add_argument("--dry-run", action="store_true", help="Examine everything, and change nothing.")
        parser.add_argument("--report", type=Path, help="A CSV file to write, with what becomes of each row.")

    def handle(
        self,
        *,
        folder: Path,
        sheet: Path,
        dry_run: bool,
        report: Path | None,
        verbosity: int,
        **options: Any,
    ) -> None:
        rows, left_out = self.read(folder, sheet)
        files = Folder(folder)
        plans = list(Library(files).plans(rows))
        with self.opened(report) as written:
            done = self.carry_out(plans, dry_run, written, verbosity)
            named = {path.resolve() for path in [sheet, report, *(plan.path for plan in plans)] if path}
            left = [shown(path.relative_to(folder)) for path in files.paths() if path.resolve() not in named]
            written.left(left)
        if verbosity:
            for sentence in [*left_out, *(f"Not in the sheet: “{name}”." for name in left[:NAMED])]:
                self.stdout.write(sentence)
            self.stdout.write(totals(done, left, dry_run))
        if refused := sum(each.outcome is Outcome.REFUSED for each in done):
            number = "1 row was" if refused == 1 else f"{refused} rows were"
            raise CommandError(f"{number} refused: put right what is said of them, and start the command again.")

    def read(self, folder: Path, sheet: Path) -> tuple[list[Entry | Wrong], list[str]]:
        if not folder.is_dir():
            raise CommandError(f"{folder} is not a folder.")
        try:
            return read_sheet(sheet.read_bytes())
        except OSError as problem:
            raise CommandError(f"{sheet} cannot be read: {problem.strerror}.") from None
        except (UnreadableSheet, MissingColumn) as problem:
            raise CommandError(f"{sheet}: {problem}") from None

    def opened(self, report: Path | None) -> Report:
        try:
            return Report(report)
        except OSError as problem:
            raise CommandError(f"{report} cannot be written: {problem.strerror}.") from None

    def carry_out(self, plans: list[Plan], dry_run: bool, written: Report, verbosity: int) -> list[Done]:
        done = []
        with tqdm(total=len(plans), unit=" files", file=self.stderr, disable=verbosity == 0) as bar:
            for plan in plans:
                each = try_out(plan) if dry_run else bring_in(plan)
                done.append(each)
                written.row(each, dry_run)
                if verbosity and (verbosity > 1 or not each.is_plain):
                    self.stdout.write(line(each, dry_run))
                bar.update()
        if not dry_run and any(each.outcome is Outcome.NEW for each in done):
            record(Act.IMPORTED, thing=Document, detail=totals(done, [], dry_run))
        return done
