"""Everything hidden in Office and OpenDocument files is found, and not read; what only looks suspicious is not."""

import pytest

from lscb_site.files.finding_kinds import Weight
from tests.samples.hiding_office import HIDING
from tests.samples.innocent_office import INNOCENT
from tests.samples.office_parts import SEEN


@pytest.mark.parametrize("name", HIDING)
def test_what_is_hidden_is_found_with_its_place_and_words(name, find):
    sample = HIDING[name]
    found = find(sample.make(), sample.kind)
    assert sample.code in found, found
    assert any(sample.words in each.excerpt for each in found[sample.code].places), found[sample.code]
    assert all(each.place for each in found[sample.code].places)


@pytest.mark.parametrize("name", HIDING)
def test_what_is_hidden_is_not_read_and_what_is_seen_is(name, text_of):
    sample = HIDING[name]
    text = text_of(sample.make(), sample.kind)
    assert SEEN in text
    assert not sample.words or sample.words not in text


@pytest.mark.parametrize("name", HIDING)
def test_the_samples_are_files_that_the_site_accepts(name, examined):
    sample = HIDING[name]
    assert examined(sample.make())["kind"] == sample.kind


@pytest.mark.parametrize("name", INNOCENT)
def test_what_only_looks_suspicious_is_no_finding_to_look_at(name, find):
    sample = INNOCENT[name]
    found = find(sample.make(), sample.kind)
    assert [each for each in found.values() if each.kind.weight == Weight.LOOK] == []


@pytest.mark.parametrize("name", INNOCENT)
def test_what_only_looks_suspicious_is_read(name, text_of):
    sample = INNOCENT[name]
    text = text_of(sample.make(), sample.kind)
    assert SEEN in text or name == "word agreement"
    assert sample.words in text
