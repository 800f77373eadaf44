"""The two requirements files: pinned, with reasons, and complete, so that two machines have the same site."""

from importlib import metadata

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.running_site import TOP

NEEDED_BY_OTHERS = "# What the libraries above need"


def lines(name) -> tuple[list[str], list[str]]:
    """What we use ourselves, and what that needs."""
    ours, others = (TOP / name).read_text().split(NEEDED_BY_OTHERS)
    return tuple([line for line in part.splitlines() if line and not line.startswith("#")] for part in (ours, others))


def pins(*names) -> dict[str, str]:
    """The version of each package, by its canonical name."""
    every = [line.split("#")[0].strip() for name in names for part in lines(name) for line in part]
    return {canonicalize_name(package): version for package, version in (line.split("==") for line in every)}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_library_of_ours_says_why_it_is_there(name):
    ours, _ = lines(name)
    assert [line for line in ours if len(line.partition("#")[2].split()) < 2] == []


@pytest.mark.parametrize("names", [["requirements.txt"], ["requirements.txt", "requirements-dev.txt"]])
def test_what_a_pinned_library_needs_is_pinned_and_fits(names):
    pinned = pins(*names)
    faults = []
    for package in pinned:
        if package == "psycopg2":  # it may stand here in its ready-built form, and needs nothing
            continue
        for text in metadata.requires(package) or []:
            needed = Requirement(text)
            if needed.marker and not needed.marker.evaluate({"extra": ""}):
                continue
            version = pinned.get(canonicalize_name(needed.name))
            if version is None or not needed.specifier.contains(version, prereleases=True):
                faults.append(f"{package} needs {needed}, and {version or 'none'} is pinned")
    assert faults == []
