import json
from typing import Any

from django.core.management.base import BaseCommand

from lscb_site.following.addresses import address_from_input
from lscb_site.following.subscribing import what_is_kept_of


class Command(BaseCommand):
    help = "Prints as JSON all that is kept of an e-mail address, for its owner. It is read from standard input."

    def handle(self, *args: Any, **options: Any) -> None:
        kept = what_is_kept_of(address_from_input())
        if any(kept.values()):
            self.stdout.write(json.dumps(kept, ensure_ascii=False, indent=2))
        else:
            self.stdout.write("Nothing is kept of this address.")
