from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from lscb_site.accounts.invitations import invite, people_with
from lscb_site.accounts.roles import Role


class Command(BaseCommand):
    help = "Invites somebody from the server: the first Administrator, or one after all others have left."

    def add_arguments(self, parser):
        parser.add_argument("email", help="Their e-mail address, with which they will sign in.")
        parser.add_argument("--role", choices=[role.value for role in Role], default=Role.ADMINISTRATOR.value)

    def handle(self, *, email, role, **options):
        try:
            validate_email(email)
        except ValidationError as problem:
            raise CommandError(f"{email} is no e-mail address.") from problem
        if people_with(email).exists():
            raise CommandError(f"Somebody has an account with {email} already.")
        invitation = invite(email, Role(role), by=None)
        self.stdout.write(
            f"Give this link to {email}, and to nobody else. It works once, for seven days:\n{invitation.address}"
        )
