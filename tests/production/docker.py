"""Stands for the program `docker` where the guide's commands are played: `docker compose` with podman's means.

What Docker does by itself is done here: it keeps the order of services, waits until they are healthy, and starts what a
command in a container depends on (engine.py says why podman does not).
"""

import subprocess
import sys
from pathlib import Path

import yaml

from tests.production.engine import ORDER, TOP, Engine

SHIM = """#!/bin/sh
PYTHONPATH={top} exec {python} -m tests.production.docker {folder} "$@"
"""


def put_into(folder: Path, engine: Engine) -> None:
    """A program named docker, for the PATH of whoever plays commands."""
    folder.mkdir(parents=True, exist_ok=True)
    shim = folder / "docker"
    shim.write_text(SHIM.format(top=TOP, python=sys.executable, folder=engine.folder))
    shim.chmod(0o755)


def up(engine: Engine, words: list[str]) -> None:
    services = [word for word in words if not word.startswith("-")]
    if "--build" in words:
        engine.build_site()
    for group in [[service] for service in services] or ORDER:
        engine.start(group)


def run(engine: Engine, words: list[str]) -> None:
    services = yaml.safe_load((engine.site / "compose.yaml").read_text())["services"]
    service = next(word for word in words if word in services)
    engine.start(list(services[service].get("depends_on", {})))
    options = [word for word in words if word not in ("--rm", "-T")]
    tell(engine, "--profile", "backup", "run", "--rm", "--no-deps", "-T", *options)


def tell(engine: Engine, *words: str) -> None:
    done = engine.compose(*words, check=False, stdin=subprocess.DEVNULL)
    sys.stdout.write(done.stdout)
    sys.stderr.write(done.stderr)
    if done.returncode:
        raise SystemExit(done.returncode)


def main() -> None:
    folder, program, verb, *words = sys.argv[1:]
    if program != "compose":
        raise SystemExit(f"docker {program}: nobody has taught this one.")
    engine = Engine(Path(folder))
    if verb == "build":
        engine.build_site()
    elif verb == "up":
        up(engine, words)
    elif verb == "run":
        run(engine, words)
    elif verb == "exec":
        tell(engine, "exec", "-T", *words)
    else:
        tell(engine, verb, *words)


if __name__ == "__main__":
    main()
