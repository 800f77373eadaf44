"""The settings of the database and of its copy for visitors, for lscb_site/settings.py."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from environs import Env

from lscb_site.web.address_settings import read_address

ALIAS = "replica"  # of the copy that lscb_site.caching.replica reads
ON_SQLITE = {
    # Readers never wait for the one writer, and a transaction that will write says so at its start.
    "transaction_mode": "IMMEDIATE",
    "timeout": 10,  # seconds that a writer waits for another: an editor waits too
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}


def database_settings(env: Env, main: dict[str, Any]) -> dict[str, Any]:
    """`main` is what DATABASE_URL names. Raises ImproperlyConfigured where DATABASE_REPLICA_URL names no PostgreSQL."""
    databases = {"default": as_ours(env, main)}
    if env.str("DATABASE_REPLICA_URL", ""):
        replica = as_ours(env, read_address(env.dj_db_url, "DATABASE_REPLICA_URL"))
        if not all(each["ENGINE"].endswith(".postgresql") for each in (databases["default"], replica)):
            raise ImproperlyConfigured(
                "DATABASE_REPLICA_URL is for a PostgreSQL that follows another. See .env.example."
            )
        databases[ALIAS] = replica
    return {"DATABASES": databases, "DATABASE_ROUTERS": ["lscb_site.caching.replica.Router"]}


def as_ours(env: Env, database: dict[str, Any]) -> dict[str, Any]:
    """Django's own engines, which also raise the content version in each transaction that changes content."""
    kind = database["ENGINE"].rpartition(".")[2]
    options = {"OPTIONS": dict(ON_SQLITE)} if kind == "sqlite3" else {}
    kept = {"CONN_MAX_AGE": env.int("CONN_MAX_AGE", 600), "CONN_HEALTH_CHECKS": True}
    return database | options | kept | {"ENGINE": f"lscb_site.caching.{kind}"}
