"""Where things live and what they are called."""

import ast
import re
import subprocess
import tomllib
from collections import defaultdict
from pathlib import Path, PurePosixPath

import pytest

TOP = Path(__file__).resolve().parents[2]
THE_CLIENTS = {
    "manage.py",
    "lscb_site",
    "news",
    "resources",
    "lscb_contacts",
    "templates",
    "static",
    "requirements.txt",
    "tests",
    "README.md",
}
WHAT_TOOLS_EXPECT = {
    ".ci",
    ".dockerignore",
    ".editorconfig",
    ".env.example",
    ".gitignore",
    ".pre-commit-config.yaml",
    "Dockerfile",
    "LICENSE",
    "Makefile",
    "Procfile",
    "compose.yaml",
    "docs",
    "pyproject.toml",
    "requirements-dev.txt",
}
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "common", "misc", "services"}
ROOMS = {"lscb_site", "news", "resources", "lscb_contacts"}
LOOKED_UP = {"Command", "DatabaseWrapper", "Meta"}
# Of a class, and never spoken of without it: Document.Kind.
NAMES_OF_PARTS = {"Meta", "Media", "Kind", "State", "Role", "Purpose", "Field", "Origin", "Reading"}
MOST_LINES = 300
A_PATH_OF_SOMEBODYS_MACHINE = re.compile(r"(?<![\w.])/(?:home|root|Users)/\w")


def tracked() -> list[PurePosixPath]:
    listed = subprocess.run(["git", "ls-files"], cwd=TOP, capture_output=True, text=True, check=True).stdout
    return [PurePosixPath(line) for line in listed.splitlines() if (TOP / line).is_file()]


@pytest.fixture(scope="module")
def files():
    if not (TOP / ".git").exists():
        pytest.skip("This is not a checkout: there is no list of the project's files.")
    return tracked()


def test_the_top_level_holds_what_the_client_fixed_and_what_tools_expect(files):
    assert {path.parts[0] for path in files} <= THE_CLIENTS | WHAT_TOOLS_EXPECT


def test_names_say_what_is_inside(files):
    assert [path for path in files if path.stem in NAMES_THAT_SAY_NOTHING] == []


def test_no_file_hides_a_second_noun(files):
    written = [
        path for path in files if path.suffix in {".py", ".js", ".css", ".html"} and "migrations" not in path.parts
    ]
    lengths = {path: len((TOP / path).read_text(encoding="utf-8").splitlines()) for path in written}
    assert {path: lines for path, lines in lengths.items() if lines > MOST_LINES} == {}


def test_no_file_names_a_place_on_one_machine(files):
    texts = [path for path in files if path.suffix in {".py", ".md", ".txt", ".toml", ".yaml", ".html", ".css", ".js"}]
    assert [path for path in texts if A_PATH_OF_SOMEBODYS_MACHINE.search((TOP / path).read_text())] == []


def rooms() -> set[str]:
    """The rooms of the site. (`management` is where Django looks for commands.)"""
    return {init.parent.name for init in (TOP / "lscb_site").glob("*/__init__.py")} - {"management"}


def test_the_tour_in_the_readme_names_every_room():
    assert rooms() <= set(re.findall(r"^\| `(\w+)/`", (TOP / "README.md").read_text(), re.MULTILINE))


def test_every_room_has_its_place_in_the_order():
    """import-linter checks the rooms that its contract names; this finds a room that it does not name."""
    linter = tomllib.loads((TOP / "pyproject.toml").read_text())["tool"]["importlinter"]
    placed = set(re.findall(r"lscb_site\.(\w+)", str(linter["contracts"])))
    assert rooms() <= placed


def test_every_app_has_its_tests(files):
    with_tests = {path.parts[1] for path in files if path.parts[0] == "tests" and len(path.parts) > 2}
    assert {"news", "resources", "lscb_contacts"} <= with_tests


def test_no_two_classes_of_a_room_have_one_name(files):
    """A room is a subject, or a folder of lscb_site. What Django looks up by its name may stand twice."""
    classes = defaultdict(list)
    for path in files:
        if path.suffix == ".py" and path.parts[0] in ROOMS and "migrations" not in path.parts:
            room = path.parts[:2] if path.parts[0] == "lscb_site" else path.parts[:1]
            body = ast.parse((TOP / path).read_text()).body
            for found in (node for node in body if isinstance(node, ast.ClassDef)):
                classes[room, found.name].append(str(path))
                inner = (node.name for node in found.body if isinstance(node, ast.ClassDef))
                for name in set(inner) - NAMES_OF_PARTS:
                    classes[room, name].append(f"{path}, in {found.name}")
    assert {name: places for (_, name), places in classes.items() if len(places) > 1 and name not in LOOKED_UP} == {}
