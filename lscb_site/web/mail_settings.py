"""The settings of e-mail, for lscb_site/settings.py: through whom letters leave, and who they are from."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from environs import Env

CONSOLE = "console:"
PATIENCE = 20  # seconds for a mail server's answer


def mail_settings(env: Env, host: str) -> dict[str, Any]:
    """`host` is the site's own. Raises ImproperlyConfigured where EMAIL_URL names no kind of mail server."""
    server: dict[str, Any] = env.dj_email_url("EMAIL_URL", CONSOLE)
    if "EMAIL_BACKEND" not in server:
        raise ImproperlyConfigured(
            "EMAIL_URL begins with no kind of mail server, such as smtp+tls://. See .env.example."
        )
    sender = env.str("DEFAULT_FROM_EMAIL", f"no-reply@{host.lstrip('.*')}")
    return server | {
        "EMAIL_TIMEOUT": server.get("EMAIL_TIMEOUT") or PATIENCE,
        "DEFAULT_FROM_EMAIL": sender,
        "SERVER_EMAIL": sender,
    }
