"""The libraries: each with its reason, locked, and the same on every Python that we name."""

import re
import shutil
import tomllib

import pytest

from tests.house.locks import LOCKS, TOP, faults, read_source

pytestmark = pytest.mark.slow


@pytest.fixture
def copy(tmp_path):
    """The sources and the locks in a folder of their own, with `old` text of one replaced, as by hand."""

    def changed(name, old, new):
        for path in ["pyproject.toml", *LOCKS, *LOCKS.values()]:
            (tmp_path / path).parent.mkdir(exist_ok=True)
            shutil.copy(TOP / path, tmp_path / path)
        text, count = re.subn(old, new, (tmp_path / name).read_text(), flags=re.MULTILINE)
        assert count == 1
        (tmp_path / name).write_text(text)
        return tmp_path

    return changed


@pytest.mark.parametrize("source", LOCKS.values())
def test_every_library_of_ours_says_why_it_is_there(source):
    lines = [line for line in (TOP / source).read_text().splitlines() if line and not line.startswith("#")]
    assert [line for line in lines if len(line.partition("#")[2].split()) < 2] == []


@pytest.mark.parametrize("source", LOCKS.values())
def test_every_library_of_ours_has_one_version(source):
    needed = read_source(TOP / source).values()
    assert [str(each) for each in needed if [part.operator for part in each.specifier] != ["=="]] == []


def test_the_locks_hold_on_every_python_that_we_name():
    assert faults() == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_index(lock):
    """Where a machine fetches its libraries is its own affair; their digests are ours."""
    assert re.findall(r"^-.*|.*://.*", (TOP / lock).read_text(), re.MULTILINE) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        # What one old Python alone needs, and this one may not.
        ("requirements.txt", r"^async-timeout==(.*\n    )+# via redis\n", "", "redis needs async-timeout"),
        ("requirements.txt", r"python_full_version < '3.11.3'", "python_version < '3.11'", "on Python 3.11.2, and"),
        ("pyproject.toml", r">=3.11.2", ">=3.8", "does not run on Python 3.8.0"),
    ],
    ids=["left out", "marked wrongly", "older Python"],
)
def test_what_a_lock_lacks_is_said(copy, name, old, new, says):
    assert any(says in fault for fault in faults(copy(name, old, new)))


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        (".ci/requirements.in", r"^Django==[\d.]+", "Django==5.2.1", "asks for Django==5.2.1, and django=="),
        (".ci/requirements.in", r"^redis==", "Redis-of-ours==", "asks for Redis-of-ours=="),
        (".ci/requirements.in", r"^redis==.*", "", "redis is locked for .ci/requirements.in, which does not ask"),
        (
            "requirements-dev.txt",
            r"^uv==",
            "over==1.0\n    # via gone\nuv==",
            "over is locked, and nothing asks for it",
        ),
        ("requirements-dev.txt", r"^packaging==[\d.]+", "packaging==1.0", "packaging is 1.0 here and"),
    ],
    ids=["another version", "new", "gone", "left over", "two versions"],
)
def test_a_stale_lock_is_found(copy, name, old, new, says):
    assert any(says in fault for fault in faults(copy(name, old, new)))


@pytest.fixture
def range_of_pythons():
    """As pyproject.toml has it: the first, and the minor version after the last."""
    project = tomllib.loads((TOP / "pyproject.toml").read_text())["project"]
    return re.fullmatch(r">=(3\.\d+\.\d+),<3\.(\d+)", project["requires-python"]).groups()


@pytest.mark.parametrize("name", ["README.md", "Makefile", "docs/operating.md"])
def test_the_pythons_that_we_name_are_those_that_are_checked(range_of_pythons, name):
    first, after = range_of_pythons
    assert f"Python {first} to 3.{int(after) - 1}" in (TOP / name).read_text()


def test_make_takes_and_locks_for_those_pythons(range_of_pythons):
    first, after = range_of_pythons
    makefile = (TOP / "Makefile").read_text()
    assert f"({first.replace('.', ', ')}) <= sys.version_info < (3, {after})" in makefile
    assert f"--python-version {first} " in makefile
