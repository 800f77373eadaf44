"""`python -m tests.house.licences`: which locked libraries are under a licence that `.ci/licences.toml` does not allow.

It asks no network: each library says itself, where it is installed, under which licence it is, in the words of SPDX or
in older ones that the file translates. What a library does not say, somebody has read, and the file holds it.
"""

import sys
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

from license_expression import get_spdx_licensing

from tests.house.locks import LOCKS, TOP, read_lock

SAID = TOP / ".ci" / "licences.toml"
CLASSIFIER = "License :: "
SPDX = get_spdx_licensing()


class Unsaid(Exception):
    """Nothing that SPDX knows says under which licence a library is."""


def read_said(path: Path = SAID) -> dict[str, Any]:
    return tomllib.loads(path.read_text())


def licence(package: str, said: dict[str, Any]) -> str:
    """As an expression of SPDX. Raises `Unsaid`, and PackageNotFoundError where the library is not installed here."""
    installed = metadata.metadata(package)
    classified = [
        each.split(" :: ")[-1] for each in installed.get_all("Classifier") or [] if each.startswith(CLASSIFIER)
    ]
    words = [installed["License-Expression"], installed["License"]]
    if len(classified) == 1:  # several may be a choice, or hold together: somebody reads it
        words += classified
    for word in [said["read"].get(package), *(said["called"].get(word, word) for word in words)]:
        if word and "\n" not in word and not SPDX.validate(word).errors:
            return word
    raise Unsaid(package)


def is_allowed(expression: str, allowed: set[str]) -> bool:
    """Of a choice one must be, of what holds together all."""

    def holds(part: Any) -> bool:
        if not part.args:
            return str(part) in allowed
        together = all if part.operator.strip() == "AND" else any
        return together(holds(each) for each in part.args)

    return holds(SPDX.parse(expression))


def faults(said: dict[str, Any] | None = None) -> list[str]:
    said = said or read_said()
    found = []
    for package in sorted({package for lock in LOCKS for package in read_lock(TOP / lock)}):
        try:
            expression = licence(package, said)
        except metadata.PackageNotFoundError:
            continue  # it is for other Pythons or systems than this one
        except Unsaid:
            found.append(f"{package} does not say its licence: read its files, and write it into .ci/licences.toml")
            continue
        if not is_allowed(expression, {*said["allowed"], *said["allowed_for"].get(package, [])}):
            found.append(f"{package} is under {expression}, which .ci/licences.toml does not allow")
    return found


if __name__ == "__main__":
    if found := faults():
        sys.exit("\n".join(found))
