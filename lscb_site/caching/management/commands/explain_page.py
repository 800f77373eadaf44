from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.core.wsgi import get_wsgi_application

from lscb_site.caching.explaining import explain
from lscb_site.caching.version import DatabaseAway


class Command(BaseCommand):
    help = "Say whether a page is kept ready in front of Django, until when, and if not, why."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address", help="such as /resources/ or '/resources/?kind=protocol'")

    def handle(self, *, address: str, **options: Any) -> None:
        if not address.startswith("/"):
            raise CommandError("Give the address as it stands after the site's name: /resources/ for instance.")
        try:
            for sentence in explain(get_wsgi_application(), address):
                self.stdout.write(sentence)
        except DatabaseAway as problem:
            raise CommandError("The database does not answer; readers get last known copies.") from problem
