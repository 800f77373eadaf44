"""The two parts of the tests, and what runs on one database alone, name what is there; nothing falls between."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from tests import conftest, databases, parts

TOP = Path(__file__).resolve().parents[2]
FILES = sorted((TOP / "tests").rglob("test_*.py"))


def read_by(markexpr: str) -> set:
    config = SimpleNamespace(option=SimpleNamespace(markexpr=markexpr))
    return {file for file in FILES if not conftest.pytest_ignore_collect(file, config)}


@pytest.mark.parametrize("start", [*parts.SLOW, *parts.FIRST_ON_POSTGRESQL])
def test_each_start_of_a_path_is_that_of_a_test(start):
    assert any(file.relative_to(TOP).as_posix().startswith(start) for file in FILES)


def test_what_runs_on_sqlite_alone_is_there():
    named = [line for line in (TOP / ".ci/same-on-any-database").read_text().splitlines() if not line.startswith("#")]
    assert [name for name in named if not (TOP / name).exists()] == []
    assert named == sorted(set(named))


@pytest.mark.parametrize("markexpr", ["slow", "", "not browser"])
def test_only_make_test_leaves_files_unread(markexpr):
    assert read_by(markexpr) == set(FILES)


def test_make_test_leaves_unread_what_is_slow_as_a_whole_and_nothing_else():
    read = {file.relative_to(TOP).as_posix() for file in read_by("not slow")}
    assert {"tests/search/test_searching.py", "tests/caching/test_version.py"} <= read
    assert not any(path.startswith(parts.SLOW) for path in read)
    if not databases.is_postgresql():
        unread = {file.relative_to(TOP).as_posix() for file in FILES} - read
        assert all(path.startswith(parts.SLOW) for path in unread)
