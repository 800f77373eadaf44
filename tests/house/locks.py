"""`python -m tests.house.locks`: says where the locks do not hold, on any Python that pyproject.toml names.

It asks no network. A lock is held against its source, and against what each library, as it is installed here, says
that it needs. For other systems than this one we rely on the tool that wrote the locks.
"""

import sys
import tomllib
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

TOP = Path(__file__).resolve().parents[2]
LOCKS = {"requirements.txt": ".ci/requirements.in", "requirements-dev.txt": ".ci/requirements-dev.in"}
MINORS = PATCHES = range(30)  # more than there are: a marker may draw its line at any of them


@dataclass
class Locked:
    """A library in a lock, and who asked for it: the source, or other libraries."""

    pin: Requirement
    asked_by: set[str] = field(default_factory=set)
    digests: list[str] = field(default_factory=list)  # SHA-256 of each file that may be installed

    @property
    def version(self) -> str:
        return next(iter(self.pin.specifier)).version

    def is_for(self, python: dict[str, str]) -> bool:
        return self.pin.marker is None or self.pin.marker.evaluate(python)

    def fits(self, needed: Requirement) -> bool:
        return needed.specifier.contains(self.version, prereleases=True) and needed.extras <= self.pin.extras


def faults(top: Path = TOP) -> list[str]:
    pythons = named_pythons(top)
    found, versions = [], {}
    for name, source_name in LOCKS.items():
        source, lock = read_source(top / source_name), read_lock(top / name)
        found += [f"{name}: {fault}" for fault in [*stale(source_name, source, lock), *incomplete(lock, pythons)]]
        for package, locked in lock.items():
            other = versions.setdefault(package, locked.version)
            if other != locked.version:
                found.append(f"{name}: {package} is {locked.version} here and {other} in the other lock")
    return found


def named_pythons(top: Path) -> list[dict[str, str]]:
    """Every version that pyproject.toml admits, as markers see it."""
    admitted = SpecifierSet(tomllib.loads((top / "pyproject.toml").read_text())["project"]["requires-python"])
    return [
        {"python_version": f"3.{minor}", "python_full_version": f"3.{minor}.{patch}"}
        for minor in MINORS
        for patch in PATCHES
        if f"3.{minor}.{patch}" in admitted
    ]


def read_source(path: Path) -> dict[str, Requirement]:
    lines = [line.partition(" #")[0] for line in path.read_text().splitlines() if line and not line.startswith("#")]
    return {canonicalize_name(needed.name): needed for needed in map(Requirement, lines)}


def read_lock(path: Path) -> dict[str, Locked]:
    """Each library stands on a line of its own; indented below it its digests, then who asked for it."""
    lock = {}
    for line in path.read_text().splitlines():
        if line[:1].isalnum():
            pin = Requirement(line.removesuffix("\\"))
            locked = lock[canonicalize_name(pin.name)] = Locked(pin)
        elif line.startswith("    #"):
            if asking := line.strip("# ").removeprefix("via").strip():
                locked.asked_by.add(asking)
        elif line.startswith("    --hash=sha256:"):
            locked.digests.append(line.strip(" \\").removeprefix("--hash=sha256:"))
    return lock


def stale(source_name: str, source: dict[str, Requirement], lock: dict[str, Locked]) -> list[str]:
    """Where the source was changed and the lock was not, or the lock by hand."""
    found = []
    for package, needed in source.items():
        locked = lock.get(package)
        if not (locked and locked.fits(needed) and f"-r {source_name}" in locked.asked_by):
            found.append(f"{source_name} asks for {needed}, and {locked.pin if locked else 'nothing'} is locked for it")
    for package, locked in lock.items():
        if package not in source and f"-r {source_name}" in locked.asked_by:
            found.append(f"{package} is locked for {source_name}, which does not ask for it")
        elif package not in source and not locked.asked_by & set(lock):
            found.append(f"{package} is locked, and nothing asks for it")
    return found


def incomplete(lock: dict[str, Locked], pythons: list[dict[str, str]]) -> list[str]:
    """What a locked library needs and does not find in the lock, and on which Pythons."""
    found = []
    for package, locked in lock.items():
        try:
            installed = metadata.metadata(package)
        except metadata.PackageNotFoundError:
            if locked.is_for({}):
                found.append(f"{package} is not installed here, so nothing is known of what it needs")
            continue  # it is for other Pythons or systems than this one
        if installed["Version"] != locked.version:
            found.append(f"{package} is locked as {locked.version}, and {installed['Version']} is installed here")
            continue
        its_pythons = [python for python in pythons if locked.is_for(python)]
        runs_on = SpecifierSet(",".join(installed.get_all("Requires-Python") or []))
        if without := [python for python in its_pythons if python["python_full_version"] not in runs_on]:
            found.append(f"{package} does not run {on(without)}")
        for needed in map(Requirement, installed.get_all("Requires-Dist") or []):
            other = lock.get(canonicalize_name(needed.name))
            asking = [python for python in its_pythons if is_asked(needed, locked.pin.extras, python)]
            if without := [python for python in asking if not (other and other.is_for(python) and other.fits(needed))]:
                have = other.pin if other else "nothing"
                found.append(f"{package} needs {needed} {on(without)}, and {have} is locked")
    return found


def is_asked(needed: Requirement, extras: set[str], python: dict[str, str]) -> bool:
    return needed.marker is None or any(needed.marker.evaluate(python | {"extra": extra}) for extra in ["", *extras])


def on(pythons: list[dict[str, str]]) -> str:
    versions = [python["python_full_version"] for python in pythons]
    return f"on Python {versions[0]}" if len(versions) == 1 else f"on Python {versions[0]} to {versions[-1]}"


if __name__ == "__main__":
    if found := faults():
        what_to_do = "The sources stand in .ci: 'make lock' writes the locks, the next make installs them."
        sys.exit("\n".join([*found, what_to_do]))
