"""The settings of watching the site, for lscb_site/settings.py: what the log looks like, and who may ask more."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from environs import Env, validate

from lscb_site.logs import logging_config

SHORTEST = 20  # characters of a token, so that nobody guesses one


def watch_settings(env: Env) -> tuple[str, str, dict[str, Any]]:
    """HEALTH_TOKEN, LOG_FORMAT and LOGGING. Raises ImproperlyConfigured where the token could be guessed."""
    token = env.str("HEALTH_TOKEN", "")
    if token and (len(token) < SHORTEST or not token.isascii() or not token.isprintable() or " " in token):
        raise ImproperlyConfigured(
            f"HEALTH_TOKEN must be {SHORTEST} or more letters, figures and signs without a blank. See .env.example."
        )
    form = env.str("LOG_FORMAT", "line", validate=validate.OneOf(["line", "json"]))
    return token, form, logging_config(env.str("LOG_LEVEL", "INFO"), form)
