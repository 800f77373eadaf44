import time
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import filesizeformat

from lscb_site.operations.backups.archive import Archive
from lscb_site.operations.backups.comparing import compare
from lscb_site.operations.backups.making import compared_at, make
from lscb_site.operations.backups.manifest import backups_at
from lscb_site.operations.backups.places import Place, place_at
from lscb_site.operations.backups.progress import on_terminal
from lscb_site.operations.backups.trouble import BackupTrouble


class Command(BaseCommand):
    help = (
        "Makes a backup of the database and the stored files at BACKUP_PLACE, and deletes those older than BACKUP_DAYS."
        " Ends with exit status 1 where there is none, or where a stored file is missing or damaged."
    )

    def add_arguments(self, parser):
        instead = parser.add_mutually_exclusive_group()
        instead.add_argument("--list", action="store_true", help="Show the backups at BACKUP_PLACE, and make none.")
        instead.add_argument(
            "--verify", action="store_true", help="Restore one beside the site, compare every row and byte; make none."
        )
        parser.add_argument("--backup", metavar="NAME", help="With --verify: not the newest but this one.")
        parser.add_argument(
            "--identity", type=Path, metavar="FILE", help="With --verify: the private key, where backups are encrypted."
        )

    def handle(self, *, verbosity, **options):
        began = time.monotonic()
        watched = on_terminal(self.stderr, verbosity)
        try:
            is_new = not options["list"] and not options["verify"]
            place = place_at(settings.BACKUPS.place, to_write=is_new)
            if options["list"]:
                self.list(place)
            elif options["verify"]:
                done = compare(Archive.at(place, options["backup"], options["identity"]), watched)
                self.say(
                    verbosity,
                    f"{done.name} brings everything back: {done.rows:,} rows of {done.tables} tables and "
                    f"{done.files:,} files ({filesizeformat(done.size)}) are as they were. {took(began)}",
                )
            else:
                self.tell(make(place, watched), verbosity, began)
        except BackupTrouble as problem:
            raise CommandError(str(problem)) from problem
        except OSError as problem:
            raise CommandError(f"The machine did not allow it: {problem.strerror or problem}.") from problem

    def tell(self, made, verbosity, began):
        manifest = made.manifest
        self.say(
            verbosity,
            f"{manifest.name}: {manifest.files:,} files and the database, {filesizeformat(manifest.size)}, of them "
            f"{filesizeformat(made.sent)} sent now{', encrypted' if manifest.is_encrypted else ''}. {took(began)}",
        )
        if made.went_meanwhile:
            self.say(verbosity, f"Deleted by editors meanwhile, and not in it: {made.went_meanwhile}.")
        if made.gone:
            self.say(verbosity, f"Older than {settings.BACKUPS.days} days, and deleted: {', '.join(made.gone)}.")
        if made.problems:
            for line in made.problems:
                self.stdout.write(line)
            raise CommandError(
                f"The backup was made without {len(made.problems)} stored files that are not right. manage.py "
                "check_files says what they are. Bring them back from an older backup, or upload them again."
            )

    def list(self, place: Place):
        verified = compared_at(place)
        for name, manifest in backups_at(place):
            if manifest is None:
                self.stdout.write(f"{name}  its manifest is damaged: it cannot be used")
                continue
            checked = verified.get(name)
            facts = [
                f"{manifest.files:,} files",
                filesizeformat(manifest.size),
                "encrypted" if manifest.is_encrypted else "not encrypted",
                f"compared {checked:%Y-%m-%d}" if checked else "not compared",
                *([f"without {manifest.problems} files that were not right"] if manifest.problems else []),
            ]
            self.stdout.write(f"{name}  {manifest.engine}  {', '.join(facts)}")

    def say(self, verbosity, words):
        if verbosity:
            self.stdout.write(words)


def took(began: float) -> str:
    return f"It took {round(time.monotonic() - began)} seconds."
