"""Reading a variable that holds the address of another server, and the password for it."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from environs import EnvError


def read_address(read: Callable[[str], Any], name: str) -> Any:
    """What `read`, a method of environs, makes of the variable.

    Raises ImproperlyConfigured where it can make nothing of it. Nothing else is told: with “/” in a password, Python
    takes what stands before it for the port, and its error says so.
    """
    try:
        return read(name)
    except (EnvError, ValueError):
        raise ImproperlyConfigured(
            f"{name} is no address that can be read. See .env.example. In a password, signs such as / ? # [ @ % are "
            "written by their numbers, / as %2F."
        ) from None
