"""What the portal is made of: under which licences, listed for others, and nothing known to be dangerous."""

import json
import re
import subprocess
import sys

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from tests.house.licences import Unsaid, faults, is_allowed, licence, read_said
from tests.house.list_of_parts import list_of_parts
from tests.house.locks import TOP, read_lock

OURS = ["lscb_site", "news", "resources", "lscb_contacts", "manage.py"]


def test_every_library_is_under_a_licence_that_is_allowed():
    assert faults() == []


def test_one_that_is_not_is_named():
    said = read_said()
    said["read"] |= {"pillow": "AGPL-3.0-only"}
    assert faults(said) == ["pillow is under AGPL-3.0-only, which .ci/licences.toml does not allow"]


def test_what_is_allowed_for_one_library_is_allowed_for_no_other():
    said = read_said()
    said["read"] |= {"pillow": said["read"]["psycopg2-binary"]}
    assert [fault.partition(" ")[0] for fault in faults(said)] == ["pillow"]


def test_one_that_says_nothing_is_read_by_somebody():
    said = read_said()
    del said["read"]["py-svg-hush"]
    with pytest.raises(Unsaid):
        licence("py-svg-hush", said)
    assert [fault.partition(" ")[0] for fault in faults(said)] == ["py-svg-hush"]


@pytest.mark.parametrize(
    ("expression", "answer"),
    [
        ("MIT", True),
        ("MIT AND GPL-3.0-only", False),
        ("MIT OR GPL-3.0-only", True),
        ("(MIT OR GPL-3.0-only) AND AGPL-3.0-or-later", False),
        ("GPL-2.0-only WITH Classpath-exception-2.0", False),
    ],
)
def test_of_a_choice_one_is_enough(expression, answer):
    assert is_allowed(expression, {"MIT"}) is answer


def test_the_list_of_parts_holds_each_library_with_digests_and_a_licence():
    text = list_of_parts()
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    assert text == list_of_parts()
    parts = {part["name"]: part for part in json.loads(text)["components"]}
    lock = read_lock(TOP / "requirements.txt")
    assert parts.keys() == lock.keys()
    assert {name for name, part in parts.items() if part["version"] != lock[name].version} == set()
    assert {name for name, part in parts.items() if len(part["hashes"]) != len(lock[name].digests)} == set()
    unlicensed = {name for name, part in parts.items() if not part.get("licenses")}
    assert {name for name in unlicensed if lock[name].pin.marker is None} == set()


def test_the_list_of_parts_says_who_needs_whom():
    needs = {each["ref"]: each.get("dependsOn", []) for each in json.loads(list_of_parts())["dependencies"]}
    assert any(ref.startswith("pkg:pypi/django@") for ref in needs["lscb-portal"])
    assert not any(ref.startswith("pkg:pypi/asgiref@") for ref in needs["lscb-portal"])
    django = next(ref for ref in needs if ref.startswith("pkg:pypi/django@"))
    assert any(ref.startswith("pkg:pypi/asgiref@") for ref in needs[django])


def test_whoever_passes_by_a_rule_of_safety_says_why():
    lines = [
        f"{path.relative_to(TOP)}: {line.strip()}"
        for top in OURS
        for path in ([TOP / top] if top.endswith(".py") else (TOP / top).rglob("*.py"))
        for line in path.read_text().splitlines()
        if re.search(r"# no(?:qa: S\d++(?! - \w)|sec)", line)
    ]
    assert lines == []


@pytest.mark.slow
def test_bandit_finds_nothing():
    """It takes a quarter of a minute, and ruff has most of its rules: `make lint` goes without."""
    run = [sys.executable, "-m", "bandit", "--quiet", "--configfile", "pyproject.toml", "--recursive", *OURS]
    done = subprocess.run(run, cwd=TOP, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
def test_bandit_looks(tmp_path):
    (tmp_path / "bad.py").write_text("import pickle\n\npickle.loads(b'')\n")
    run = [sys.executable, "-m", "bandit", "--quiet", "--configfile", "pyproject.toml", "--recursive", tmp_path]
    assert subprocess.run(run, cwd=TOP, capture_output=True).returncode == 1
