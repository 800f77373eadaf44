"""The `.env` of a developer's machine, written once."""

import os
import secrets
from pathlib import Path
from urllib.parse import quote

TEXT = """\
# Written by 'make run' for this machine alone. .env.example describes every variable.
SECRET_KEY={secret_key}
ALLOWED_HOSTS=127.0.0.1,localhost
SITE_ADDRESS=http://127.0.0.1:8000
DATABASE_URL=sqlite:///{database}
HTTPS=False
LOG_LEVEL=WARNING
LINK_CHECK=off
EMAIL_URL=console:
SECOND_FACTOR=offered
"""


def write_environment_file(top: Path) -> None:
    """Write `top/.env` with a key of its own, unless there is one or the environment itself has the settings."""
    path = top / ".env"
    if path.exists() or "SECRET_KEY" in os.environ:
        return
    database = top / "var" / "db.sqlite3"
    database.parent.mkdir(exist_ok=True)
    path.touch(mode=0o600)
    path.write_text(TEXT.format(secret_key=secrets.token_urlsafe(50), database=quote(str(database))), encoding="utf-8")
