"""The privacy check and the clean copy run in a child process, within its limits."""

import pytest

from lscb_site.files.isolation import run_isolated
from lscb_site.files.kinds import FileKind
from lscb_site.files.private_check import findings_in, first_look
from lscb_site.files.reading import read_file
from tests.samples.hiding import SECRET
from tests.samples.hiding_office import HIDING

pytestmark = pytest.mark.slow
NAMES = ["word hidden text", "odt hidden section", "pptx off the slide", "xlsx hidden column"]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_hidden_is_found_while_an_editor_waits(name, tmp_path):
    sample, path = HIDING[name], tmp_path / "file"
    path.write_bytes(sample.make())
    _, findings = first_look(str(path), FileKind(sample.kind))
    assert findings == findings_in(str(path), FileKind(sample.kind))
    (found,) = [each for each in findings if each.code == sample.code]
    assert SECRET in found.places[0].excerpt
    assert SECRET not in str(read_file(str(path), FileKind(sample.kind)))


def test_notes_are_read_where_they_are_meant_for_readers(tmp_path):
    path = tmp_path / "deck"
    path.write_bytes(HIDING["pptx notes"].make())
    assert SECRET not in str(read_file(str(path), FileKind.PPTX))
    assert SECRET in read_file(str(path), FileKind.PPTX, speaker_notes=True).sections[0].text


def test_a_clean_copy_is_written(tmp_path):
    path, target = tmp_path / "file", tmp_path / "copy"
    path.write_bytes(HIDING["word comment"].make())
    without = run_isolated("lscb_site.files.cleaners:clean", str(path), "docx", str(target), output_bytes=10_000_000)
    assert "comment" in without
    assert target.exists()
