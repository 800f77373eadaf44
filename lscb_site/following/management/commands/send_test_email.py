from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import get_connection
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from lscb_site.following import composing, sending
from lscb_site.following.answers import ERRORS, advice, answer
from lscb_site.web import mail

TAKEN = """It was taken. Whether it arrives is another matter: look for it in the mailbox, and among the junk. Then show
its headers. Authentication-Results should say spf=pass, dkim=pass and dmarc=pass for {domain}. If one of them fails,
most mailboxes will hide what this site sends: the part “Letters” of docs/operating.md has the records."""


class Command(BaseCommand):
    help = "Sends one letter as followers get it, and says what the mail server answered."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address", help="The mailbox that it is sent to: one that you can read.")

    def handle(self, *, address: str, **options: Any) -> None:
        try:
            validate_email(address)
        except ValidationError as problem:
            raise CommandError("That is no e-mail address.") from problem
        if not mail.is_set_up():
            raise CommandError(
                "Nobody gets letters from this site: they are printed, or wait. Set EMAIL_URL or EMAIL_PROVIDER."
            )
        sender = settings.DEFAULT_FROM_EMAIL
        returned_to = settings.BOUNCES_ADDRESS or sender
        self.stdout.write(f"Through: {through()}\nFrom: {sender}\nWhat cannot be delivered goes to: {returned_to}")
        message = composing.trial(address)
        message.reply_to = sending.reply_to()
        try:
            message.connection = get_connection()
            message.send()
        except ERRORS as problem:
            raise CommandError(f"It was not sent. {answer(problem).words} {advice(problem)}".rstrip()) from problem
        self.stdout.write(TAKEN.format(domain=sender.rpartition("@")[2].rstrip(">")))


def through() -> str:
    """Without the password."""
    if settings.EMAIL_PROVIDER:
        return f"{settings.EMAIL_PROVIDER}, by its own interface"
    secured = "STARTTLS" if settings.EMAIL_USE_TLS else "TLS" if settings.EMAIL_USE_SSL else "not secured"
    return f"the mail server {settings.EMAIL_HOST}:{settings.EMAIL_PORT} ({secured})"
