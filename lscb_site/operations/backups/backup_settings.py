"""The settings of backups, for lscb_site/settings.py: where they go, for how long, and who alone can open them."""

from dataclasses import dataclass

from environs import Env, validate


@dataclass(frozen=True)
class BackupSettings:
    """`place`: a folder, or s3://bucket/prefix; empty for none. `public_key`: one of age's or ssh's, or a file of them;
    empty to encrypt nothing. `days`: after how many a backup goes."""

    place: str = ""
    s3_endpoint: str = ""
    public_key: str = ""
    days: int = 35


def backup_settings(env: Env) -> BackupSettings:
    return BackupSettings(
        place=env.str("BACKUP_PLACE", "").strip(),
        s3_endpoint=env.str("BACKUP_S3_ENDPOINT", "").strip(),
        public_key=env.str("BACKUP_PUBLIC_KEY", "").strip(),
        days=env.int("BACKUP_DAYS", 35, validate=validate.Range(min=1, max=36_500)),
    )
