"""The settings of e-mail, for lscb_site/settings.py: through whom letters leave, and who they are from."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from environs import Env

from lscb_site.web.address_settings import read_address

CONSOLE = "console:"
PATIENCE = 20  # seconds for a mail server's answer
# Of each provider what it cannot be asked without, and what it can be told besides. Others have SMTP.
PROVIDERS: dict[str, tuple[list[str], list[str]]] = {
    "brevo": (["BREVO_API_KEY"], ["BREVO_API_URL"]),
    "mailgun": (["MAILGUN_API_KEY"], ["MAILGUN_API_URL", "MAILGUN_SENDER_DOMAIN", "MAILGUN_WEBHOOK_SIGNING_KEY"]),
    "mailjet": (["MAILJET_API_KEY", "MAILJET_SECRET_KEY"], ["MAILJET_API_URL"]),
    "mailtrap": (["MAILTRAP_API_TOKEN"], ["MAILTRAP_API_URL", "MAILTRAP_TRACKING_SECRET"]),
    "postmark": (["POSTMARK_SERVER_TOKEN"], ["POSTMARK_API_URL", "POSTMARK_MESSAGE_STREAM"]),
    "resend": (["RESEND_API_KEY"], ["RESEND_API_URL"]),
    "sparkpost": (["SPARKPOST_API_KEY"], ["SPARKPOST_API_URL", "SPARKPOST_SUBACCOUNT"]),
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
    server: dict[str, Any] = read_address(lambda name: env.dj_email_url(name, CONSOLE), "EMAIL_URL")
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
    needed, more = PROVIDERS[provider]
    read = {name: env.str(f"ANYMAIL_{name}", "") for name in (*needed, *more, "WEBHOOK_SECRET")}
    if missing := [f"ANYMAIL_{name}" for name in needed if not read[name]]:
        raise ImproperlyConfigured(f"EMAIL_PROVIDER={provider} needs {' and '.join(missing)}. See .env.example.")
    return {
        "EMAIL_BACKEND": f"anymail.backends.{provider}.EmailBackend",
        "ANYMAIL": {name: text for name, text in read.items() if text}
        | {
            "REQUESTS_TIMEOUT": PATIENCE,
            # Nobody counts who opens a letter, nor what they press in it.
            "SEND_DEFAULTS": {"track_opens": False, "track_clicks": False},
            # Such as an envelope's sender of ours: they take care of what comes back.
            "IGNORE_UNSUPPORTED_FEATURES": True,
        },
    }
