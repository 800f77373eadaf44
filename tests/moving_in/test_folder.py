"""Files are found by the names that people give them."""

import os
import unicodedata

import pytest

from lscb_site.moving_in.folder import Folder, NotFound


@pytest.fixture
def folder(tmp_path):
    def of(*names):
        for name in names:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"x")
        return Folder(tmp_path)

    return of


@pytest.mark.parametrize(
    ("on_disk", "written"),
    [
        ("CSE/Protocol.pdf", "CSE/Protocol.pdf"),
        ("CSE/Protocol.pdf", "protocol.PDF"),
        ("CSE/Protocol.pdf", "CSE\\Protocol.pdf"),
        ("CSE/Protocol.pdf", "./CSE/protocol.pdf"),
        (unicodedata.normalize("NFD", "Café.pdf"), "Café.pdf"),
        ("two  spaces.pdf", "two spaces.pdf"),
        ("no\u00a0break.pdf", "no break.pdf"),
    ],
)
def test_spelling_makes_no_difference(folder, on_disk, written):
    assert folder(on_disk).find(written).name == os.path.basename(on_disk)


def test_of_two_that_differ_in_capitals_the_very_name_is_taken(folder):
    found = folder("a.pdf", "A.pdf")
    assert found.find("A.pdf").name == "A.pdf"
    with pytest.raises(NotFound, match="2 files of the folder may be meant"):
        folder("one/b.pdf", "two/b.pdf").find("b.pdf")


@pytest.mark.parametrize("name", ["../secret.pdf", "/etc/passwd", "b.pdf", "", "."])
def test_nothing_outside_is_found(folder, tmp_path, name):
    (tmp_path.parent / "secret.pdf").write_bytes(b"x")
    with pytest.raises(NotFound):
        folder("a.pdf").find(name)


def test_links_and_what_systems_leave_behind_are_no_files(folder, tmp_path):
    (tmp_path / "link.pdf").symlink_to("/etc/passwd")
    found = folder("a.pdf", "Thumbs.db", "x/.DS_Store")
    assert [path.name for path in found.paths()] == ["a.pdf"]


def test_a_name_that_is_no_text(tmp_path):
    with open(os.fsencode(tmp_path) + b"/caf\xe9.pdf", "wb") as file:
        file.write(b"x")
    assert Folder(tmp_path).find("caf\ufffd.pdf").is_file()
