"""The settings of e-mail, for lscb_site/settings.py: through whom letters leave, and who they are from."""

import os
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from environs import Env

CONSOLE = "console:"
PATIENCE = 20  # seconds for a mail server's answer
OF_PROVIDERS = "ANYMAIL_"  # how their variables begin
# What each provider cannot be asked without. Others have SMTP.
PROVIDERS = {
    "brevo": ["BREVO_API_KEY"],
    "mailgun": ["MAILGUN_API_KEY"],
    "mailjet": ["MAILJET_API_KEY", "MAILJET_SECRET_KEY"],
    "mailtrap": ["MAILTRAP_API_TOKEN"],
    "postmark": ["POSTMARK_SERVER_TOKEN"],
    "resend": ["RESEND_API_KEY"],
    "sparkpost": ["SPARKPOST_API_KEY"],
}


def mail_settings(env: Env, host: str) -> dict[str, Any]:
    """`host` is the site's own. Raises ImproperlyConfigured where the environment names no way that letters can go."""
    provider = env.str("EMAIL_PROVIDER", "").lower()
    sender = env.str("DEFAULT_FROM_EMAIL", f"no-reply@{host.lstrip('.*')}")
    return (through_a_provider(env, provider) if provider else through_a_server(env)) | {
        "DEFAULT_FROM_EMAIL": sender,
        "SERVER_EMAIL": sender,
    }


def through_a_server(env: Env) -> dict[str, Any]:
    server: dict[str, Any] = env.dj_email_url("EMAIL_URL", CONSOLE)
    if "EMAIL_BACKEND" not in server:
        raise ImproperlyConfigured(
            "EMAIL_URL begins with no kind of mail server, such as smtp+tls://. See .env.example."
        )
    return server | {"EMAIL_TIMEOUT": server.get("EMAIL_TIMEOUT") or PATIENCE, "ANYMAIL": {}}


def through_a_provider(env: Env, provider: str) -> dict[str, Any]:
    if env.str("EMAIL_URL", ""):
        raise ImproperlyConfigured("EMAIL_URL and EMAIL_PROVIDER are both set: letters go one way. See .env.example.")
    if provider not in PROVIDERS:
        raise ImproperlyConfigured(f"EMAIL_PROVIDER must be one of {', '.join(PROVIDERS)}. See .env.example.")
    given = {name[len(OF_PROVIDERS) :]: text for name, text in os.environ.items() if name.startswith(OF_PROVIDERS)}
    if missing := [f"{OF_PROVIDERS}{name}" for name in PROVIDERS[provider] if not given.get(name)]:
        raise ImproperlyConfigured(f"EMAIL_PROVIDER={provider} needs {' and '.join(missing)}. See .env.example.")
    return {
        "EMAIL_BACKEND": f"anymail.backends.{provider}.EmailBackend",
        "ANYMAIL": given
        | {
            "REQUESTS_TIMEOUT": PATIENCE,
            # Nobody counts who opens a letter, nor what they press in it.
            "SEND_DEFAULTS": {"track_opens": False, "track_clicks": False},
            # Such as an envelope's sender of ours: they take care of what comes back.
            "IGNORE_UNSUPPORTED_FEATURES": True,
        },
    }
