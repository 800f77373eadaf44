from typing import Any

from django.core.management.base import BaseCommand

from lscb_site.following.addresses import address_from_input
from lscb_site.following.subscribing import forget_address


class Command(BaseCommand):
    help = "Forgets all that is kept of an e-mail address that somebody wants deleted. It is read from standard input."

    def handle(self, *args: Any, **options: Any) -> None:
        if forget_address(address_from_input()):
            self.stdout.write("All that was kept of this address is deleted: no e-mail goes to it any more.")
        else:
            self.stdout.write("Nothing is kept of this address.")
