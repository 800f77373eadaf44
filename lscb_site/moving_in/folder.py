"""The files of an old library, found by the names that its sheet gives them, as people and other systems spell them."""

import hashlib
import os
from collections import defaultdict
from pathlib import Path

from lscb_site.text.characters import clean_line

NOISE = {"thumbs.db", "desktop.ini", ".ds_store"}  # what systems leave in folders by themselves


class NotFound(Exception):
    """Its text is a sentence."""


class Folder:
    """Every file below a folder, links left out: what lies elsewhere is not what somebody handed over."""

    def __init__(self, top: Path) -> None:
        self.top = top
        self.known: dict[str, list[Path]] = defaultdict(list)
        for place, folders, names in os.walk(top, followlinks=False):
            folders.sort()
            for name in sorted(names):
                path = Path(place, name)
                if name.lower() not in NOISE and path.is_file() and not path.is_symlink():
                    self.known[spelled(path.relative_to(top).as_posix())].append(path)

    def find(self, name: str) -> Path:
        """The file of this name: whole, with the folders that it lies in, or alone where only one is called so.

        Raises NotFound. Letters in capitals or not, and how an accent is stored, make no difference unless two files
        differ in nothing else.
        """
        wanted = spelled(name.replace("\\", "/").removeprefix("./"))
        found = self.known.get(wanted) or [
            path for known, paths in self.known.items() if known.endswith(f"/{wanted}") for path in paths
        ]
        exact = [path for path in found if path.relative_to(self.top).as_posix() == name]
        if len(exact or found) == 1:
            return (exact or found)[0]
        if not found:
            raise NotFound("There is no such file in the folder.")
        places = ", ".join(shown(path.relative_to(self.top)) for path in found[:3])
        raise NotFound(f"{len(found)} files of the folder may be meant: {places}. Write the whole of one name.")

    def paths(self) -> list[Path]:
        return sorted(path for paths in self.known.values() for path in paths)


def spelled(name: str) -> str:
    return clean_line(os.fsencode(name).decode(errors="replace")).casefold()


def shown(path: Path) -> str:
    """A name for a report: one that is no text shows the sign � for what cannot be read."""
    return clean_line(os.fsencode(path).decode(errors="replace"))


def sha256_of(path: Path) -> str:
    """Raises OSError where it cannot be read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
