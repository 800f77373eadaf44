"""HTML and CSS through the W3C's Nu checker, which `make test` fetches (see .ci/tools)."""

import json
import os
import shutil
import subprocess

import pytest

from tests.house.addresses import PAGES
from tests.running_site import TOP

# What the checker does not know yet, and every current browser does.
NEWER_THAN_THE_CHECKER = (
    # An @layer statement may stand before it.
    "@import are not allowed after any valid statement other than @charset and @import",
    "Unrecognized at-rule “@container”",
    "Property “container” doesn't exist",
    "Property “container-type” doesn't exist",
    # Its own error where light-dark() holds variables.
    'Cannot invoke "org.w3c.css.values.CssValue',
)


def faults(files) -> list[str]:
    """What the checker has to say of the files, one line each."""
    jars = sorted((TOP / "var" / "tools").glob("vnu-jar@*/vnu.jar"))
    if not (jars and shutil.which("java")):
        missing = "The Nu checker or java is not here: run .ci/tools"
        pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(missing)
    # It is over before the compiler for long runs and the parallel collector would have paid.
    java = ["java", "-Xss2m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", str(jars[-1])]
    options = ["--format", "json", "--exit-zero-always", "--also-check-css"]
    report = subprocess.run([*java, *options, *map(str, files)], capture_output=True, text=True, check=True).stderr
    return [
        "{url}, line {lastLine}: {message} {extract}".format_map({"lastLine": "?", "extract": ""} | message)
        for message in json.loads(report)["messages"]
        if not any(known in message["message"] for known in NEWER_THAN_THE_CHECKER)
    ]


def test_every_page_and_every_style_sheet_is_valid(visits, tmp_path):
    for number, page in enumerate(PAGES):
        name = page.path.strip("/").replace("/", "-").replace("?", "-") or "home"
        (tmp_path / f"{number:02}-{name}.html").write_bytes(visits[page.path].response.content)
    assert faults(sorted([*tmp_path.iterdir(), *(TOP / "static" / "css").rglob("*.css")])) == []
