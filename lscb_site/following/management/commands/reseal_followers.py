from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lscb_site.following import sealing
from lscb_site.following.models import Follower, FollowRequest


class Command(BaseCommand):
    help = (
        "Seals followers' addresses with the first key of FOLLOWERS_KEYS, after which the others can be taken away. "
        "It may be stopped at any time, and goes on where it was."
    )

    def handle(self, **options: Any) -> None:
        sealed = unreadable = 0
        for model in (Follower, FollowRequest):
            for row in model.objects.iterator():
                try:
                    address = row.address
                except sealing.Unreadable:
                    unreadable += 1
                    continue
                if row.digest != sealing.digest(address):
                    facts = {"sealed_address": sealing.seal(address), "digest": sealing.digest(address)}
                    sealed += model.objects.filter(pk=row.pk, digest=row.digest).update(**facts)
        self.stdout.write(f"Sealed with the first key: {sealed}.")
        if unreadable:
            raise CommandError(f"No key that is given opens {unreadable} addresses. Keep the old keys, or add them.")
        self.stdout.write("Nothing is left that needs another key.")
