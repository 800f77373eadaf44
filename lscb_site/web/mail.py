"""Whether letters leave this machine."""

from django.conf import settings


def is_set_up() -> bool:
    """Django's e-mail for developers prints letters into the log, and nobody gets them."""
    return "console" not in settings.EMAIL_BACKEND
