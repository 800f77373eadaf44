"""Whether letters leave this machine."""

from django.conf import settings


def is_set_up() -> bool:
    """Django's e-mail for developers prints letters into the log, and nobody gets them."""
    return "console" not in settings.EMAIL_BACKEND


def is_sent() -> bool:
    """Whether letters go anywhere at all: to people or, on a developer's machine that asks for it, to the console."""
    return is_set_up() or bool(settings.EMAIL_ON_CONSOLE)
