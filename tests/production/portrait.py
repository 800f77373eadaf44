"""A site as it is: every row, every byte, and what everybody gets at its public addresses."""

import hashlib
import json
import re
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

# What goes on by itself, and what a restore changes: who is signed in and invited, what is derived, what it says of
# itself. All other tables must be the same to the byte, and the audit record but for the restore that stands in it.
CHANGED = re.compile(
    "accounts_invitation|audit_entry$|caching_contentversion|django_session|django_tasks|operations_|search_"
    "|usersessions_"
)
ROWS = """
import hashlib, json
from lscb_site.audit.models import Entry
from lscb_site.operations.backups.database import site_database
acts = repr(list(Entry.objects.exclude(act="restored").order_by("pk").values_list()))
recorded = {"audit record": hashlib.sha256(acts.encode()).hexdigest()}
print("ROWS", json.dumps(site_database().digests() | recorded))
"""
COUNTING = 3  # seconds, until every download is counted
# What a store is in the middle of, and a lock.
PASSING = ("./documents/waiting/", "./documents/incoming/", "./alone.lock")
LINK = re.compile(r'(?:href|src)="(/[^"#?]*)')
# Of these, each answer is another: a form's token, the minute that is printed, and an empty feed's time.
EACH_TIME = re.compile(
    r'name="csrfmiddlewaretoken" value="[^"]*"|<span data-printed>[^<]*|<lastBuildDate>[^<]*|</id><updated>[^<]*'
)


@dataclass
class Portrait:
    """`rows`: of each table their number and digest. `files`: the digest of each by its name. `public`: of each address
    the status, the type and the digest of what a visitor gets."""

    rows: dict[str, list]
    files: dict[str, str]
    public: dict[str, tuple]

    @property
    def downloads(self) -> list[str]:
        return [path for path in self.public if path.startswith("/resources/files/")]


def taken(inside, data: str, visitor=None) -> Portrait:
    """`inside(*command)` answers what a command says beside the site, `data` is DATA_DIR there. Without a visitor no
    process of the site need run."""
    public = walk(visitor) if visitor else {}
    time.sleep(COUNTING if visitor else 0)
    said = inside("python", "manage.py", "shell", "-c", ROWS)
    tables = json.loads(said.partition("ROWS ")[2].splitlines()[0])
    listed = inside("sh", "-c", f"cd {data} && find . -type f -exec sha256sum {{}} +").splitlines()
    files = {name: digest for digest, _, name in (line.partition("  ") for line in listed)}
    return Portrait(
        {table: facts for table, facts in tables.items() if not CHANGED.search(table)},
        {name: digest for name, digest in files.items() if not name.startswith(PASSING)},
        public,
    )


def walk(visitor) -> dict[str, tuple]:
    """Every address of the site map, and whatever those pages lead to on this site."""
    start = visitor.ask("/sitemap.xml")[2].decode()
    maps = [
        start,
        *(visitor.ask(urlsplit(at).path)[2].decode() for at in re.findall(r"<loc>([^<]*\.xml)</loc>", start)),
    ]
    listed = [urlsplit(at).path for text in maps for at in re.findall(r"<loc>([^<]+)</loc>", text)]
    found: dict[str, tuple] = {}
    linked: set[str] = set()
    for path in dict.fromkeys(["/", *listed]):
        found[path] = look(visitor, path, linked)
    for path in sorted(linked - set(found)):
        found[path] = look(visitor, path, set())
    return found


def look(visitor, path: str, linked: set[str]) -> tuple:
    status, headers, body = visitor.ask(path)
    kind = headers.get("Content-Type", "")
    if re.search(r"/html|[/+]xml", kind):
        text = EACH_TIME.sub("", body.decode())
        linked.update(at for at in LINK.findall(text) if not at.startswith(("//", "/admin/")))
        body = text.encode()
    return status, kind, hashlib.sha256(body).hexdigest()


def differences(before: Portrait, after: Portrait) -> list[str]:
    found = []
    for what in "rows", "files", "public":
        old, new = getattr(before, what), getattr(after, what)
        found += [f"{what}: {name}" for name in sorted(old.keys() | new.keys()) if old.get(name) != new.get(name)]
    return found
