from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from lscb_site.search.indexing import rebuild


class Command(BaseCommand):
    help = (
        "Writes everything that can be found again, while the site goes on answering searches. "
        "After a restored backup, or when a search does not find what is there."
    )

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        total = 0
        with tqdm(unit=" items", file=self.stderr, disable=verbosity == 0) as bar:
            for done, total in rebuild():
                bar.total = total
                bar.update(done - bar.n)
        if verbosity:
            self.stdout.write(f"{total} items can be found.")
