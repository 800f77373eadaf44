"""A site of a given size in a database of its own, for as long as it is measured."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2

from tests.benchmarks.servers import TOP

POSTGRESQL = os.environ.get("TEST_DATABASE_URL", "postgres://postgres@127.0.0.1/lscb")
BIG_FILE = 2 * 1024 * 1024  # bytes
ADD_FILE = """
from django.core.files.base import ContentFile
from django.db import transaction
from tests.benchmarks.filling import MADE
from resources.models import Document, Edition, EditionFile
import hashlib, pathlib, sys
content = pathlib.Path(sys.argv[1]).read_bytes()
with transaction.atomic():
    document = Document.objects.create(title="Two megabytes", slug=f"{MADE}0")
    edition = Edition.objects.create(document=document)
    file = EditionFile(edition=edition, title="Two megabytes", name="two.pdf", kind="pdf", size=len(content),
                       sha256=hashlib.sha256(content).hexdigest())
    file.file.save("two.pdf", ContentFile(content), save=True)
    document.publish()
print(file.get_absolute_url())
"""


class Site:
    """The environment of its processes, and the address of a file of two megabytes on it."""

    def __init__(self, folder: Path, database: str):
        self.environment = os.environ | {
            "DATABASE_URL": database,
            "DATA_DIR": str(folder),
            "STATIC_ROOT": str(folder.parent / "static"),
            "SECRET_KEY": "only-for-this-benchmark-" + "0123456789" * 4,
            "ALLOWED_HOSTS": "127.0.0.1",
            "HTTPS": "False",
            "LOG_LEVEL": "ERROR",
        }

    def manage(self, *words: str) -> str:
        return self.run("manage.py", *words)

    def run(self, *words: str) -> str:
        command = [sys.executable, *words]
        done = subprocess.run(command, cwd=TOP, env=self.environment, check=True, stdout=subprocess.PIPE, text=True)
        return done.stdout

    def prepare(self, items: int, file: Path):
        self.manage("migrate", "-v0")
        self.manage("load_content", "--demonstration", "-v0")
        if not Path(self.environment["STATIC_ROOT"]).exists():
            self.manage("collectstatic", "--noinput", "-v0")
        self.add_file(file)
        self.run("-m", "tests.benchmarks.make_big_site", "--items", str(items))

    def add_file(self, file: Path):
        script = f"import sys; sys.argv[1:] = [{str(file)!r}]\n{ADD_FILE}"
        self.file = self.manage("shell", "--no-imports", "-c", script).strip().splitlines()[-1]

    def queries(self, path: str) -> tuple[int, int]:
        """Of a process that has just started, and of one that is warm; without the front cache."""
        command = [sys.executable, "-m", "tests.benchmarks.queries", path]
        environment = self.environment | {"PAGE_CACHE": "off"}
        told = subprocess.run(command, cwd=TOP, env=environment, check=True, stdout=subprocess.PIPE, text=True)
        cold, warm = map(int, told.stdout.split())
        return cold, warm


@contextmanager
def database(kind: str, folder: Path, items: int) -> Iterator[str]:
    """The address of an empty database, which is gone afterwards."""
    if kind == "sqlite":
        yield f"sqlite:///{folder}/site.sqlite3"
        return
    name = f"lscb_bench_{items}"
    on_server(f"DROP DATABASE IF EXISTS {name}", f"CREATE DATABASE {name}")
    try:
        yield urlunsplit(urlsplit(POSTGRESQL)._replace(path=f"/{name}"))
    finally:
        on_server(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def on_server(*statements: str):
    connection = psycopg2.connect(urlunsplit(urlsplit(POSTGRESQL)._replace(path="/postgres")), connect_timeout=5)
    connection.autocommit = True
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    connection.close()


def has_postgresql() -> bool:
    try:
        on_server("SELECT 1")
    except psycopg2.OperationalError:
        return False
    return True
