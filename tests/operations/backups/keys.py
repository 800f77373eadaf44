"""Key pairs for tests."""

import shutil
import subprocess
from pathlib import Path

from tests.faults.left_out import left_out


def new_key(folder: Path, name: str = "key") -> tuple[Path, str]:
    """The file of a private key, and the public one."""
    if not shutil.which("age-keygen"):
        left_out("encrypted backups: there is no age.")
    identity = folder / f"{name}.txt"
    subprocess.run(["age-keygen", "-o", identity], check=True, capture_output=True)
    told = subprocess.run(["age-keygen", "-y", identity], check=True, capture_output=True, text=True)
    return identity, told.stdout.strip()
