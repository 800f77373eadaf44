"""Installs a requirements file into the running environment: `python -m lscb_site.running.installing FILE`.

Only the standard library is here yet. psycopg2 has to be compiled; where that cannot be done the same version is
installed ready-built (psycopg2-binary), which holds the same module.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from importlib import metadata
from pathlib import Path

BUILD_TOOLS = {"pg_config": ["libpq-dev"], "gcc": ["gcc", "libc6-dev"]}  # command: Debian's packages
COMPILED = re.compile(r"^psycopg2==(\S+)", re.MULTILINE)
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def install(requirements: Path) -> None:
    text = requirements.read_text(encoding="utf-8")
    if pin := COMPILED.search(text):
        text = text.replace(pin[0], obtainable_driver(pin[1]))
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        pip("-r", file.name, check=True)


def obtainable_driver(version: str) -> str:
    """The requirement that gives psycopg2 of this `version` here: compiled where that works, else ready-built."""
    compiled, ready_built = f"psycopg2=={version}", f"psycopg2-binary=={version}"
    if is_installed("psycopg2-binary", version):
        return ready_built
    if is_installed("psycopg2", version) or (has_build_tools() and pip(compiled, **QUIET).returncode == 0):
        return compiled
    print("PostgreSQL's driver cannot be compiled here, so its ready-built form is used. It does the same.", flush=True)
    return ready_built


def has_build_tools() -> bool:
    """Fetches what is missing where that is allowed: as root, on Debian."""
    missing = [
        package for command, packages in BUILD_TOOLS.items() if not shutil.which(command) for package in packages
    ]
    if not missing:
        return True
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    print(f"Installing {', '.join(missing)} to compile PostgreSQL's driver.", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update"], check=False, **QUIET)
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *missing]
    return subprocess.run(command, check=False, env=environment, **QUIET).returncode == 0


def is_installed(package: str, version: str) -> bool:
    try:
        return metadata.version(package) == version
    except metadata.PackageNotFoundError:
        return False


def pip(*arguments, check=False, **options) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    return subprocess.run([*command, *arguments], check=check, **options)


if __name__ == "__main__":
    try:
        install(Path(sys.argv[1]))
    except subprocess.CalledProcessError:
        sys.exit("The libraries could not be installed: pip says why above.")
