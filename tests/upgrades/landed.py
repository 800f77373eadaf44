"""Migrations that have landed, with the digests of their bytes: they are never edited, because databases out there have
run them. `python -m tests.upgrades.landed` adds those that are new, and changes none that is there."""

import hashlib

from tests.running_site import TOP

RECORD = TOP / "tests" / "upgrades" / "landed.txt"


def record() -> dict[str, str]:
    """The digest of each migration that has landed, by its path."""
    lines = RECORD.read_text().splitlines() if RECORD.exists() else []
    return {path: digest for digest, path in (line.split() for line in lines)}


def present() -> dict[str, str]:
    """The same of the migrations that are there now."""
    apps = [TOP / name for name in ("lscb_site", "news", "resources", "lscb_contacts")]
    files = sorted(file for app in apps for file in app.rglob("migrations/[0-9]*.py"))
    return {str(file.relative_to(TOP)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


if __name__ == "__main__":
    lines = [f"{digest} {path}\n" for path, digest in sorted((present() | record()).items())]
    RECORD.write_text("".join(lines))
