"""An address that somebody types into a command: from standard input, so that neither the history of the shell nor the
list of processes holds it.
"""

import sys
from getpass import getpass

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError

from lscb_site.following.forms import AddressField


def address_from_input() -> str:
    """Raises CommandError for what is none, and does not repeat it."""
    typed = getpass("E-mail address (it is not shown): ") if sys.stdin.isatty() else sys.stdin.readline()
    try:
        return AddressField().clean(typed)
    except ValidationError as problem:
        raise CommandError(f"That is no e-mail address. {problem.messages[0]}") from problem
