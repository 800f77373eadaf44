from django.core.management.base import BaseCommand, CommandError

from lscb_site.content.loading.reading import ContentProblem
from lscb_site.content.loading.sequence import load
from resources.comparison.editions import compare_next
from resources.reading import read_next

# One and several, by the first part of an item's key.
WORDS = {
    "topics": ("topic", "topics"),
    "audiences": ("audience", "audiences"),
    "publishers": ("publisher", "publishers"),
    "glossary": ("term of the glossary", "terms of the glossary"),
    "helplines": ("helpline", "helplines"),
    "authorities": ("authority", "authorities"),
    "other_names": ("authority’s other names", "authorities’ other names"),
    "places": ("place", "places"),
    "boards": ("board", "boards"),
    "partnerships": ("partnership", "partnerships"),
    "contact_points": ("contact point", "contact points"),
    "opening_hours": ("line of opening hours", "lines of opening hours"),
    "documents": ("document", "documents"),
    "collections": ("collection", "collections"),
    "comparisons": ("comparison of editions", "comparisons of editions"),
    "news": ("news item", "news items"),
    "pages": ("page", "pages"),
}


class Command(BaseCommand):
    help = (
        "Loads the Board's starting content: news, documents, directory and pages. Safe to run at every start: "
        "what was loaded before stays as the editors left it, what they deleted stays deleted."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--demonstration",
            action="store_true",
            help="Attach demonstration copies, written to show how the site works. Only to try it out: without this, "
            "each document says that we do not have its file.",
        )

    def handle(self, *args, demonstration, verbosity, **options):
        try:
            ledger = load(demonstration=demonstration)
        except ContentProblem as problem:
            raise CommandError(f"{problem}\nNothing was loaded.") from problem
        if ledger.loaded and demonstration:
            read_all_waiting()
        if verbosity > 0:
            self.report(ledger)

    def report(self, ledger):
        for kind, count in ledger.loaded.items():
            self.stdout.write(f"Loaded {count} {WORDS[kind][count != 1]}.")
        if not ledger.loaded:
            self.stdout.write(f"Nothing new: {len(ledger)} items were loaded before and stay as the editors left them.")
        if ledger.changed:
            self.stdout.write(
                "The words of these have changed since they were loaded, or an editor wrote them first. The site keeps "
                f"its own: compare them and edit it there. {', '.join(ledger.changed)}."
            )


def read_all_waiting():
    """Read and compare the demonstration copies before the site opens, instead of when a worker comes to them."""
    while read_next() or compare_next():
        continue
