"""Encrypting for whoever holds a private key that is nowhere on this machine, by Debian's program `age`."""

import hashlib
import io
import shutil
from dataclasses import dataclass
from pathlib import Path

from lscb_site.operations.backups.streams import Program, Source
from lscb_site.operations.backups.trouble import BackupTrouble

ENDING = ".age"
SECRET = "AGE-SECRET-KEY-"  # noqa: S105 - what one begins with
KEYS = ("age1", "ssh-")  # what a public key begins with; anything else names a file of them
NO_PROGRAM = "the program age is not installed here. Install it with: apt install age"


@dataclass(frozen=True)
class Recipients:
    """Those who can open what is encrypted."""

    keys: tuple[str, ...]

    @property
    def ending(self) -> str:
        """Of what is encrypted for just these: after a change of keys everything is encrypted anew."""
        keys = "\n".join(sorted(self.keys))
        return f".{hashlib.sha256(keys.encode()).hexdigest()[:8]}{ENDING}"

    def sealing(self, source: Source) -> Program:
        flags = [word for key in self.keys for word in ("--recipient", key)]
        return Program(["age", "--encrypt", *flags], "age could not encrypt", fed=source)


def recipients_of(setting: str) -> Recipients | None:
    """Of BACKUP_PUBLIC_KEY: a public key, or a file with one on each line; None where nothing is to be encrypted.

    Raises BackupTrouble where the setting holds something else, or where there is no program to do it.
    """
    if not setting:
        return None
    if SECRET in setting.upper():
        raise BackupTrouble(
            "BACKUP_PUBLIC_KEY holds a private key. Set it to the public one, which begins with age1, and keep the "
            "private one where neither this machine nor the backups are. This one has been seen here: make another."
        )
    if not shutil.which("age"):
        raise BackupTrouble(f"BACKUP_PUBLIC_KEY is set, and {NO_PROGRAM}")
    found = Recipients(tuple(keys_in(setting)))
    try:
        with found.sealing(io.BytesIO()) as program:
            program.read()
    except BackupTrouble as problem:
        raise BackupTrouble("BACKUP_PUBLIC_KEY holds no public key that age can encrypt for.") from problem
    return found


def keys_in(setting: str) -> list[str]:
    if setting.startswith(KEYS):
        return [setting]
    try:
        lines = Path(setting).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as problem:
        raise BackupTrouble(
            "BACKUP_PUBLIC_KEY is neither a public key (age1… or ssh-…) nor a file of them that can be read."
        ) from problem
    keys = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    if any(SECRET in key.upper() for key in keys) or not keys:
        raise BackupTrouble("The file of BACKUP_PUBLIC_KEY must hold public keys (age1… or ssh-…), and nothing else.")
    return keys


def opening(source: Source, identity: Path) -> Program:
    """What was encrypted for the private key in the file `identity`."""
    return Program(
        ["age", "--decrypt", "--identity", str(identity)],
        "The identity does not open this backup, or the backup is damaged",
        fed=source,
    )


def check_identity(identity: Path | None) -> Path:
    """Raises BackupTrouble where it cannot be used at all."""
    if identity is None:
        raise BackupTrouble("This backup is encrypted: name the file of the private key with --identity FILE.")
    if not identity.is_file():
        raise BackupTrouble("The file of --identity is not there.")
    if not shutil.which("age"):
        raise BackupTrouble(f"This backup is encrypted, and {NO_PROGRAM}")
    return identity
