import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import Error

from lscb_site.following import bounces

TRY_LATER = 75  # by which a mail server knows that it is to come again
REST = 64 * 1024  # bytes at a time of what is too long to be read


class Command(BaseCommand):
    help = (
        "Reads an e-mail from standard input, as a mail server pipes it there, and forgets whoever it says that one "
        "of our letters cannot be delivered to, or was unwanted by. An e-mail that does not quote that letter's "
        "Message-ID does nothing: anybody could have written it."
    )

    def handle(self, **options: Any) -> None:
        content = sys.stdin.buffer.read(bounces.LONGEST)
        while sys.stdin.buffer.read(REST):  # or the mail server thinks that it failed
            pass
        try:
            number = bounces.take(content)
        except Error as problem:
            raise CommandError("The database does not answer.", returncode=TRY_LATER) from problem
        if number:
            self.stdout.write(f"Forgotten: {number}. What was followed there is followed no more.")
        else:
            self.stdout.write("Nothing was done: it says of no letter of ours that it cannot be delivered.")
