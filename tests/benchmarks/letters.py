"""Prints what telling followers costs: ``python -m tests.benchmarks.letters``.

For SQLite and PostgreSQL it makes a site of its own with 10,000 followers of one document, publishes an edition, and
lets a worker, which is killed five times on the way, send the letters to a mail server on this machine. Exit status 1
when a figure misses its target.

    --followers 10000        how many
    --only sqlite            one database; PostgreSQL is left out with a line where none answers
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.servers import TOP
from tests.benchmarks.sites import Site, database, has_postgresql
from tests.following.mail_server import mail_server


def main() -> int:
    options = argparse.ArgumentParser(description="What telling followers costs.")
    options.add_argument("--followers", type=int, default=10_000)
    options.add_argument("--only", choices=["sqlite", "postgresql"])
    chosen = options.parse_args()
    failed = 0
    for kind in ("sqlite", "postgresql"):
        if chosen.only not in (None, kind):
            continue
        if kind == "postgresql" and not has_postgresql():
            print("PostgreSQL is left out: no server answers.")
            continue
        failed |= measure(kind, chosen.followers)
    return failed


def measure(kind: str, followers: int) -> int:
    """In a process of its own, because settings are read once."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with database(kind, folder, followers) as address, mail_server(folder) as letterbox:
            environment = Site(folder / "data", address).environment
            environment["EMAIL_URL"] = f"smtp://127.0.0.1:{letterbox.port}"
            program = [sys.executable, "-m", "tests.benchmarks.letters_figures", str(followers), str(letterbox.record)]
            return subprocess.run(program, cwd=TOP, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
