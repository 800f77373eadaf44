from typing import Any

from django.core.management.base import BaseCommand

from lscb_site.linter.keeping import read_all
from lscb_site.linter.models import LintRemark


class Command(BaseCommand):
    help = (
        "Reads everything that is live and every draft, as the clock does each night, and says what is to be looked at."
    )

    def handle(self, **options: Any) -> None:
        summary = read_all()
        found = sum(summary.found.values())
        self.stdout.write(f"Read: {summary.things} things. To look at: {found}. Gone since last time: {summary.gone}.")
        for kind in LintRemark.Kind:
            if count := summary.found[kind.value]:
                self.stdout.write(f"{count:>5}  {kind.label}")
