"""What must be true before the site starts: tables, content, static files."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def prepare() -> None:
    Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)
    call_command("load_content", demonstration=True, verbosity=0)
    collect_static_files()


def collect_static_files() -> None:
    """Collect only when a source file changed: compressing all of them takes ten seconds or more."""
    note = settings.STATIC_ROOT / "collected-from.txt"
    sources = digest_of_sources()
    if not note.exists() or note.read_text() != sources:
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        note.write_text(sources)


def digest_of_sources() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list(ignore_patterns=[]):
            facts = Path(storage.path(name)).stat()
            digest.update(f"{storage.location} {name} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()
