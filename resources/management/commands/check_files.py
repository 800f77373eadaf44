from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from resources import stored_files

WORDS = {
    "missing": "is not there",
    "unreadable": "cannot be read: look at its permissions and at the disk",
    "damaged": "does not have the bytes it should",
}


class Command(BaseCommand):
    help = (
        "Reads every stored file of the library, compares size and digest, and records what it found: readers are "
        "told, and get a file that is right again. After restoring a backup, or when a disk was in trouble."
    )

    def handle(self, *, verbosity, **options):
        wrong, total = [], stored_files.count()
        checks = stored_files.check_all()
        with tqdm(unit=" files", file=self.stderr, disable=verbosity == 0, total=total) as bar:
            for checked in checks:
                bar.update()
                if checked.fault:
                    wrong.append(checked)
        for checked in wrong:
            self.stdout.write(f"documents/{checked.place} {WORDS[checked.fault]} ({checked.what}).")
        if wrong:
            raise CommandError(
                f"{len(wrong)} of {total} files {'is' if len(wrong) == 1 else 'are'} not right. Bring what is wrong "
                "back from a backup, or choose the file again in the admin, then run this again."
            )
        if verbosity:
            self.stdout.write(f"All {total} files are right.")
