import time
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import filesizeformat

from lscb_site.operations.backups.archive import Archive
from lscb_site.operations.backups.coming_back import restore
from lscb_site.operations.backups.places import place_at
from lscb_site.operations.backups.progress import on_terminal
from lscb_site.operations.backups.trouble import BackupTrouble


class Command(BaseCommand):
    help = (
        "Brings a backup back into an empty database and an empty DATA_DIR. Everything is checked first; where "
        "anything is there already, nothing is touched. Start no process of the site before it has said “Restored”."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "place", nargs="?", help="A folder, or s3://bucket/prefix. Without it: what BACKUP_PLACE names."
        )
        parser.add_argument("--backup", metavar="NAME", help="Not the newest, but this one (manage.py backup --list).")
        parser.add_argument(
            "--identity", type=Path, metavar="FILE", help="The private key, where the backup is encrypted."
        )

    def handle(self, *, place, backup, identity, verbosity, **options):
        began = time.monotonic()
        try:
            archive = Archive.at(place_at(place or settings.BACKUPS.place), backup, identity)
            done = restore(archive, on_terminal(self.stderr, verbosity))
        except BackupTrouble as problem:
            raise CommandError(str(problem)) from problem
        except OSError as problem:
            raise CommandError(f"The machine did not allow it: {problem.strerror or problem}.") from problem
        for line in done.wrong:
            self.stdout.write(line)
        settled, seconds = done.settled, round(time.monotonic() - began)
        self.stdout.write(
            f"Restored {archive.manifest.name}: {done.files:,} files ({filesizeformat(done.size)}) and the database, "
            f"in {seconds} seconds.\n"
            f"Ended: {settled.signed_out} sessions, {settled.invitations} invitations, {settled.previews} links to "
            f"previews. Letters that waited and are not sent: {settled.letters}. Erased files: {settled.erased}.\n"
            f"Active accounts: {settled.can_sign_in}. Look at “People” first, and close the accounts of those who "
            "left since."
        )
        if done.wrong:
            raise CommandError(
                f"{len(done.wrong)} files that rows name were not in this backup. Look into older ones, or upload them "
                "again."
            )
