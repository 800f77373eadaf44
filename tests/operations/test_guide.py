"""The guide's commands can be typed as they stand. `make test-production` plays them on a site that loses its disk."""

import re
import shlex

import pytest
from django.core.management import get_commands, load_command_class

from tests.operations.test_production_form import SERVICES
from tests.production.guide import blocks, steps

HEADINGS = ["With containers", "After either", "Deploying a new version without a gap", "Backups", "Restore drill"]
LINES = dict.fromkeys(
    line
    for heading in HEADINGS
    for block in blocks(heading)
    if block.language == "sh"
    for line in block.text.splitlines()
)
MANAGE = re.compile(r"(?:manage\.py|portal-manage) ([^'&]+)")
DOCKER = re.compile(r"docker compose (.+)")


@pytest.mark.parametrize("told", [told for line in LINES for told in MANAGE.findall(line)])
def test_a_command_of_the_portal_takes_what_the_guide_gives_it(told):
    name, *options = shlex.split(told)
    load_command_class(get_commands()[name], name).create_parser("manage.py", name).parse_args(options)


@pytest.mark.parametrize("told", [told for line in LINES for told in DOCKER.findall(line)])
def test_a_command_for_containers_names_services_that_there_are(told):
    verb, *words = shlex.split(told)
    assert verb in {"build", "up", "run", "exec", "ps", "down"}
    named = [word for word in words if word in SERVICES]
    assert named or verb in {"build", "up", "ps", "down"}
    if verb == "up":
        assert [word for word in words if not word.startswith("-")] == named


@pytest.mark.parametrize(
    "heading", ["After either", "Deploying a new version without a gap", "Backups", "Restore drill"]
)
def test_each_step_has_its_commands_for_containers_and_for_a_plain_host(heading):
    found = {form: set(steps(heading, form)) for form in ("containers", "host")}
    only_there = {"Backups": {1}}  # containers have the programs
    assert found["host"] - found["containers"] == only_there.get(heading, set())
    assert found["containers"] <= found["host"]


def test_a_step_of_the_drill_is_found_under_its_number():
    restored = steps("Restore drill", "containers")[6]
    assert [block.form for block in restored] == ["containers"]
    assert "manage.py restore --identity" in restored[0].text
    assert "portal-manage restore --identity" in steps("Restore drill", "host")[6][0].text
