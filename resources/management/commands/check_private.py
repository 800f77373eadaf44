from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from resources import private_content


class Command(BaseCommand):
    help = (
        "Looks into every file of the library for what its pages do not show: text under black boxes, comments, "
        "tracked changes, hidden rows. What it finds stands on the desk, for a publisher to look at. It prints no word "
        "of that."
    )

    def handle(self, *, verbosity, **options):
        found, total = [], len(private_content.files())
        with tqdm(unit=" files", file=self.stderr, disable=verbosity == 0, total=total) as bar:
            for checked in private_content.check_all():
                bar.update()
                if checked.open_findings:
                    found.append(checked)
        for checked in found:
            kinds = ", ".join(finding.kind.within_a_sentence for finding in checked.open_findings)
            state = "readers have it" if checked.file.edition.is_live else "readers do not have it"
            self.stdout.write(f"{checked.file.edition}, {state}: {kinds}.")
        files = f"{total} file{'' if total == 1 else 's'}"
        files = f"{total} file{'' if total == 1 else 's'}"
        files = f"{total} file{'' if total == 1 else 's'}"
        if found:
            raise CommandError(
                f"{len(found)} of {files} must be looked at. Sign in to the admin: each stands under “Hidden things in "
                "files”."
            )
        if verbosity:
            self.stdout.write(f"{files} looked into. Nothing waits for an answer.")
