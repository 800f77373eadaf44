"""What takes long to make in a database is made by one process of a run and copied by the others.

On PostgreSQL every process's database is a copy of one that was migrated once, by the real migrations. The Board's
content is loaded once on either database, with its files.
"""

import fcntl
import os
import pickle
import shutil
import sqlite3
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.backends.signals import connection_created

# What others are copied from is named for the run's own database, which has another name once Django has made it: two
# suites on one server, each on a database of its own, leave each other's alone.
OWN = settings.DATABASES["default"]["NAME"]
MIGRATED, LOADED = f"test_{OWN}_migrated", f"test_{OWN}_loaded"
RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID") or f"process-{os.getpid()}"
FOLDER = Path(tempfile.gettempdir()) / f"lscb-tests-{RUN}"
STORED = ("documents", "media")  # folders of DATA_DIR


def is_postgresql() -> bool:
    return settings.DATABASES["default"]["ENGINE"].endswith("postgresql")


def forgo_durability():
    """A commit need not be on the disk before the next statement: no test outlives a power cut. Said to each connection
    once it is there, because what it asks for itself is tested."""

    def say(connection, **facts):
        with connection.connection.cursor() as cursor:  # of the driver: no budget counts it
            cursor.execute("SET synchronous_commit TO off")

    connection_created.connect(say, weak=False)


def use_sqlite_file():
    """As in production: a file, which threads and processes may open at once. It need not outlive a power cut."""
    database = settings.DATABASES["default"]
    database["TEST"]["NAME"] = str(settings.DATA_DIR / "test.sqlite3")
    database["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"


def empty_by_deleting():
    """After a test that commits Django truncates every table, for which PostgreSQL makes hundreds of files anew: a
    second or more, each time. Such a test leaves few rows, and they are deleted, as Django does on SQLite."""
    from django.db.backends.postgresql.operations import DatabaseOperations

    truncating = DatabaseOperations.sql_flush

    def sql_flush(self, style, tables, *, reset_sequences=False, allow_cascade=False):
        if reset_sequences or not tables:
            return truncating(self, style, tables, reset_sequences=reset_sequences, allow_cascade=allow_cascade)
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal")
            watched = {table.strip('"') for (table,) in cursor.fetchall()}  # a trigger may refuse that rows are deleted
            asked = (f"SELECT '{table}' WHERE EXISTS (SELECT FROM \"{table}\")" for table in tables)
            cursor.execute(" UNION ALL ".join(asked))
            filled = {table for (table,) in cursor.fetchall()}
        truncated = [f'TRUNCATE "{table}"' for table in sorted(filled & watched)]
        return truncated + [f'DELETE FROM "{table}"' for table in sorted(filled - watched)]

    DatabaseOperations.sql_flush = sql_flush


@contextmanager
def one_process_at_a_time():
    FOLDER.mkdir(exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def forget_templates():
    """Before a run, whose migrations and content may be others; and after it."""
    if is_postgresql():
        on_server(*(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)' for name in (LOADED, MIGRATED)))
    shutil.rmtree(FOLDER, ignore_errors=True)


def let_flush_pass():
    """Tests that commit empty every table behind them, which the audit record refuses: its rule is taken away before.
    The signal that ends a flush makes it anew."""
    from lscb_site.audit.append_only import lifting

    emptying = connection.ops.sql_flush
    connection.ops.sql_flush = lambda *args, **kwargs: [*lifting(connection.vendor), *emptying(*args, **kwargs)]


def copy_migrated_database():
    """Let Django make the test database of this process as a copy, instead of migrating it."""
    with one_process_at_a_time():
        if not exists(MIGRATED):
            on_server(f'CREATE DATABASE "{MIGRATED}"')
            with connected_to(MIGRATED):
                call_command("migrate", verbosity=0)
    connection.settings_dict["TEST"] |= {"TEMPLATE": MIGRATED, "MIGRATE": False}


def load_content():
    """Bring the test database of this process to what `load_content` makes of an empty one."""
    with one_process_at_a_time():
        if not (FOLDER / "loaded").exists():
            call_command("load_content", demonstration=True, verbosity=0)
            ask_what_is_shown()
            keep()
            return
    restore()


def ask_what_is_shown():
    """As a site's first search does, and the rows stay: each test would write them anew and roll them back."""
    from django.utils import timezone

    from lscb_site.search.visibility import Shown

    Shown.at(timezone.now())


def made_once(name: str, make):
    """What `make` gives, made by the first process of a run that asks for it. It must be fit for pickle."""
    with one_process_at_a_time():
        file = FOLDER / name
        if not file.exists():
            file.write_bytes(pickle.dumps(make()))
        return pickle.loads(file.read_bytes())


def keep():
    if is_postgresql():
        name = connection.settings_dict["NAME"]
        connection.close()
        on_server(f'CREATE DATABASE "{LOADED}" TEMPLATE "{name}"')
    else:
        connection.ensure_connection()  # Loading closes one that has come to its age.
        with sqlite3.connect(FOLDER / "loaded.sqlite3") as copy:
            connection.connection.backup(copy)
    for folder in STORED:
        if (settings.DATA_DIR / folder).exists():
            shutil.copytree(settings.DATA_DIR / folder, FOLDER / "files" / folder)
    (FOLDER / "loaded").touch()


def restore():
    # Imported late: what stands here is needed before there are models.
    from django.contrib.contenttypes.models import ContentType
    from django.contrib.sites.models import Site

    if is_postgresql():
        name = connection.settings_dict["NAME"]
        connection.close()
        on_server(f'DROP DATABASE "{name}" WITH (FORCE)', f'CREATE DATABASE "{name}" TEMPLATE "{LOADED}"')
    else:
        connection.ensure_connection()
        with sqlite3.connect(FOLDER / "loaded.sqlite3") as copy:
            copy.backup(connection.connection)
    if (FOLDER / "files").exists():
        shutil.copytree(FOLDER / "files", settings.DATA_DIR, dirs_exist_ok=True)
    # Another process numbered these rows, and Django remembers the numbers of this one's.
    ContentType.objects.clear_cache()
    Site.objects.clear_cache()


def exists(name: str) -> bool:
    return bool(on_server(f"SELECT 1 FROM pg_database WHERE datname = '{name}'"))


def on_server(*statements: str) -> list[tuple]:
    """Rows of the last statement. Past Django, which a test run keeps from its database until a test asks for it."""
    server = connect_to("postgres")
    server.autocommit = True
    with closing(server), server.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


def connect_to(name: str):
    """A connection of its own to a database of the tests' server."""
    import psycopg2

    facts = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    given = {name: connection.settings_dict[key] for name, key in facts.items() if connection.settings_dict[key]}
    return psycopg2.connect(dbname=name, **given)


@contextmanager
def connected_to(name: str):
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
