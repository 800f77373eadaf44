"""The settings' environment for the suite, set before pytest-django reads it (see `addopts` in pyproject.toml)."""

import os
import tempfile
from pathlib import Path

DATA_DIR = tempfile.mkdtemp(prefix="lscb-tests-")
Path(DATA_DIR, "static").mkdir()  # whitenoise warns of a folder that is not there
os.environ.update(
    SECRET_KEY="only-for-tests-" + "0123456789" * 5,
    ALLOWED_HOSTS="testserver,localhost,127.0.0.1",
    SITE_ADDRESS="https://www.example.org",
    SECURITY_CONTACT="security@example.org",
    HTTPS="False",
    DEBUG="False",
    DATABASE_URL=os.environ.get("TEST_DATABASE_URL", "sqlite:///:memory:"),
    EMAIL_URL="memory:",
    LINK_CHECK="off",
    SECOND_FACTOR="offered",  # tests of accounts require it themselves
    DATA_DIR=DATA_DIR,
)
