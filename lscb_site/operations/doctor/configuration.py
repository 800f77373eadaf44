"""Whether settings and program are fit for production. Nothing here asks the database."""

import json
import logging
import stat
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.checks import ERROR, WARNING, run_checks

from lscb_site.operations.doctor.findings import Finding, ill, look, well

# What Django says one by one of a site without TLS.
OF_TLS = {"security.W004", "security.W008", "security.W012", "security.W016"}


def deployment() -> Iterator[Finding]:
    """What `manage.py check --deploy` says."""
    said = [each for each in run_checks(include_deployment_checks=True) if not each.is_silenced()]
    if not settings.HTTPS:
        said = [each for each in said if each.id not in OF_TLS]
        mend = "Take HTTPS=False out of the environment, as soon as others than you use the site."
        yield look("settings.https", "Nothing is encrypted between the site and who uses it, passwords included.", mend)
    for each in said:
        if each.level >= WARNING:
            kind = ill if each.level >= ERROR else look
            mend = each.hint or f"Look up {each.id} in Django's list of system checks."
            yield kind(f"settings.{each.id or 'check'}", each.msg.strip(), mend)
    if settings.HTTPS and not any(each.level >= WARNING for each in said):
        yield well("settings.deployment", "The settings are fit for production.")


def log_level() -> Iterator[Finding]:
    if logging.getLogger().level <= logging.DEBUG:
        yield look(
            "settings.log_level",
            "The log has all that libraries say for those who write them.",
            "Set LOG_LEVEL=INFO and restart.",
        )
    else:
        yield well("settings.log_level", "The log has what an operator needs.")


def environment_file() -> Iterator[Finding]:
    try:
        mode = (Path(settings.BASE_DIR) / ".env").stat().st_mode
    except FileNotFoundError:
        yield well("settings.env", "There is no .env: the environment has the settings.")
        return
    if mode & (stat.S_IRWXO | stat.S_IWGRP):
        yield ill(
            "settings.env",
            "Other users of this machine can open .env, which holds the keys of the site.",
            "chmod 600 .env, or 640 with the group of the three processes. If strangers use the machine, change the "
            "secrets in it.",
        )
    else:
        yield well("settings.env", "Other users cannot read .env.")


def static_files() -> Iterator[Finding]:
    """By names: whether what `collectstatic` gathered knows every file that this version has."""
    mend = "Run manage.py collectstatic --noinput and restart the web processes."
    try:
        listed = json.loads((Path(settings.STATIC_ROOT) / "staticfiles.json").read_text(encoding="utf-8"))["paths"]
    except (OSError, ValueError, KeyError, TypeError):
        yield ill("settings.static_files", "Style sheets and scripts were not gathered.", mend)
        return
    missing = missing_from(listed)
    if missing:
        sentence = f"Style sheets or scripts of this version were not gathered: {len(missing)}."
        yield look("settings.static_files", sentence, mend)
    else:
        yield well("settings.static_files", "Style sheets and scripts are gathered.")


def missing_from(listed: dict[str, str]) -> list[str]:
    folders = [Path(folder) for folder in settings.STATICFILES_DIRS]
    names = (path.relative_to(folder).as_posix() for folder in folders for path in folder.rglob("*") if path.is_file())
    return [name for name in names if name not in listed]
