"""Bytes on their way."""

import gzip
import hashlib
import io

import pytest

from lscb_site.operations.backups.streams import CHUNK, Counted, Packed, Program
from lscb_site.operations.backups.trouble import BackupTrouble

BYTES = bytes(range(256)) * 5_000  # more than a chunk


@pytest.mark.parametrize("size", [1_000, CHUNK, -1])
def test_what_passes_is_counted(size):
    counted = Counted(io.BytesIO(BYTES))
    passed = b"".join(iter(lambda: counted.read(size), b""))
    assert passed == BYTES
    assert (counted.size, counted.sha256) == (len(BYTES), hashlib.sha256(BYTES).hexdigest())


@pytest.mark.parametrize("content", [b"", b"a", BYTES])
@pytest.mark.parametrize("size", [7, CHUNK, -1])
def test_what_is_packed_is_gzip(content, size):
    packed = Packed(io.BytesIO(content))
    assert gzip.decompress(b"".join(iter(lambda: packed.read(size), b""))) == content


class Breaks:
    """A source that cannot be read to its end."""

    def __init__(self):
        self.source = io.BytesIO(BYTES)

    def read(self, size=-1, /):
        if chunk := self.source.read(100_000):
            return chunk
        raise BackupTrouble("The disk ends here.")


@pytest.mark.slow
def test_a_program_passes_on_what_it_is_fed():
    with Program(["cat"], "cat failed", fed=io.BytesIO(BYTES)) as program:
        assert Counted(program).read_through().sha256 == hashlib.sha256(BYTES).hexdigest()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "fed", "said"),
    [
        (["sh", "-c", "echo half; echo ‘no’ >&2; exit 3"], None, "It failed: ‘no’"),
        (["sh", "-c", "cat; exit 1"], io.BytesIO(BYTES), "It failed: it ended without a word"),
        (["cat"], Breaks(), "The disk ends here."),
        (["sh", "-c", "kill -9 $$"], io.BytesIO(BYTES), "It failed: it ended without a word"),
    ],
)
def test_output_is_at_its_end_only_where_the_program_ended_well(command, fed, said):
    with Program(command, "It failed", fed=fed) as program, pytest.raises(BackupTrouble, match=said):
        Counted(program).read_through()


@pytest.mark.slow
def test_a_program_that_nobody_reads_to_its_end_is_ended():
    with Program(["cat", "/dev/zero"], "It failed") as program:
        assert program.read(10) == bytes(10)
    assert program.process.returncode == -9
