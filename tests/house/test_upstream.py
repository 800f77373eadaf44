"""docs/upstream.md: whatever a test leaves to the libraries has its entry there, with a report that can be filed."""

import re
from pathlib import Path

import pytest

from tests.browser.accessibility import UPSTREAM as FINDINGS
from tests.house.test_admin_words import UPSTREAM as FORMS

RECORD = Path(__file__).resolve().parents[2] / "docs" / "upstream.md"
ENTRIES = dict(re.findall(r"^## `([\w-]+)`.*?\n(.*?)(?=^## |\Z)", RECORD.read_text(), re.MULTILINE | re.DOTALL))
PARTS = ("**Package:**", "**Where:**", "**To see it:**", "**Here:**", "**Thread:**", "**Report:**")


def test_whatever_is_left_to_the_libraries_is_in_the_record():
    left = {entry for _, entry, _ in FINDINGS} | {entry for entry, _, _ in FORMS}
    assert left
    assert left - ENTRIES.keys() == set()


@pytest.mark.parametrize("entry", ENTRIES)
def test_an_entry_says_all_that_a_report_needs(entry):
    assert [part for part in PARTS if part not in ENTRIES[entry]] == []


@pytest.mark.parametrize("entry", ENTRIES)
def test_the_files_that_an_entry_names_are_there(entry):
    here = ENTRIES[entry].partition("**Here:**")[2].partition("**Thread:**")[0]
    named = re.findall(r"`((?:static|templates|tests|lscb_site)/[\w./-]+)`", here)
    assert [each for each in named if not (RECORD.parents[1] / each).exists()] == []
