from django.core.management.base import BaseCommand, CommandError

from lscb_site.benchmarks.filling import fill, foreign


class Command(BaseCommand):
    help = (
        "Fills the site with made-up posts and documents, to measure it at size. Only for a database that can be "
        "thrown away: it refuses one that holds anything but the Board's starting content and what it made itself."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--items", type=int, required=True, help="How many posts and documents there are afterwards, together."
        )
        parser.add_argument("--yes", action="store_true", help="Fill it although editors have written in it.")

    def handle(self, *args, items, yes, verbosity, **options):
        if not yes and (found := foreign()):
            raise CommandError(
                f"This site has content of its own, such as “{found}”. Nothing was made. "
                "Choose a database for benchmarks, or say --yes."
            )
        posts, documents = fill(items)
        if verbosity > 0:
            self.stdout.write(f"Made {posts:,} posts and {documents:,} documents.")
