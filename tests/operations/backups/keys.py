"""Key pairs for tests."""

import subprocess
from pathlib import Path


def new_key(folder: Path, name: str = "key") -> tuple[Path, str]:
    """The file of a private key, and the public one."""
    identity = folder / f"{name}.txt"
    subprocess.run(["age-keygen", "-o", identity], check=True, capture_output=True)
    told = subprocess.run(["age-keygen", "-y", identity], check=True, capture_output=True, text=True)
    return identity, told.stdout.strip()
