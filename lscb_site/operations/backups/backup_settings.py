"""The settings of backups, for lscb_site/settings.py: where they go, for how long, and who alone can open them."""

from typing import Any

from environs import Env, validate


def backup_settings(env: Env) -> dict[str, Any]:
    return {
        "BACKUP_PLACE": env.str("BACKUP_PLACE", "").strip(),
        "BACKUP_S3_ENDPOINT": env.str("BACKUP_S3_ENDPOINT", "").strip(),
        "BACKUP_PUBLIC_KEY": env.str("BACKUP_PUBLIC_KEY", "").strip(),
        "BACKUP_DAYS": env.int("BACKUP_DAYS", 35, validate=validate.Range(min=1, max=36_500)),
    }
