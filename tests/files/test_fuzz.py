"""Random and mutated bytes: the inspection answers or refuses, always, and in time. Seeded, so a failure repeats."""

import io
import random
import time
from contextlib import suppress

import pytest

from lscb_site.files import examiners, refusals
from lscb_site.files.examiners.signatures import container_of
from lscb_site.files.inspection import Refused, inspect
from lscb_site.files.isolation import IsolationFailed
from lscb_site.files.kinds import FileKind
from lscb_site.files.reading import read_file
from lscb_site.files.refusals import Refusal
from tests.samples import compound, documents, hostile, hostile_pdf

pytestmark = pytest.mark.slow

SEED = 20150318
SECONDS_EACH = 0.8
SLOWEST = 2.0

SEEDS = {
    "pdf": documents.pdf(3, title="a", tagged=True),
    "pdf with objects in streams": hostile_pdf.javascript_in_object_stream(),
    "docx": documents.docx_(),
    "odt": documents.odt(),
    "doc": documents.doc(Macros=None, ObjectPool=None),
    "docx with an OLE object": hostile.docx_with({"a.bin": compound.compound_file({"CONTENTS": b"x"})}),
}
HEADS = [b"%PDF-1.7\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<html", b"MZ", b""]
TOKENS = [b"PK\x05\x06", b"PK\x01\x02", b"%%EOF", b"/JS", b"<<", b">>", b"endobj", b"\xff\xff\xff\xff", b"\0\0\0\0"]


def mutated(data: bytes, chance: random.Random) -> bytes:
    mutant = bytearray(data)
    for _ in range(chance.choice([1, 2, 5, 30])):
        at = chance.randrange(len(mutant))
        match chance.randrange(5):
            case 0:
                mutant[at] = chance.randrange(256)
            case 1:
                del mutant[at : at + chance.randrange(1, 200)]
            case 2:
                mutant[at:at] = chance.choice(TOKENS)
            case 3:
                mutant[at : at + 4] = chance.randbytes(4)
            case 4:
                piece = mutant[at : at + chance.randrange(1, 400)]
                there = chance.randrange(len(mutant))
                mutant[there:there] = piece
        if not mutant:
            return b"x"
    return bytes(mutant)


def answer(data: bytes, path) -> None:
    path.write_bytes(data)
    began = time.process_time()
    try:
        found = examiners.examine(str(path), container_of(data[:4096], data[-66000:]))
    except Refusal as refusal:
        found = {"refused": refusal.code}
    assert time.process_time() - began < SLOWEST
    assert found.get("refused") in refusals.SENTENCES or found["kind"] in ("pdf", "docx", "odt", "doc")


@pytest.mark.parametrize("name", SEEDS)
def test_mutated_files_are_answered(name, tmp_path):
    chance = random.Random(f"{SEED} {name}")
    until = time.monotonic() + SECONDS_EACH
    while time.monotonic() < until:
        answer(mutated(SEEDS[name], chance), tmp_path / "file")


def test_random_bytes_are_answered(tmp_path):
    chance = random.Random(SEED)
    for _ in range(300):
        answer(chance.choice(HEADS) + chance.randbytes(chance.randrange(1, 3000)) + b"%%EOF", tmp_path / "file")


@pytest.mark.parametrize("number", range(4))
def test_some_go_the_whole_way(number):
    chance = random.Random(SEED + number)
    name = ["pdf", "docx", "odt", "pdf"][number]
    with suppress(Refused):
        inspect(io.BytesIO(mutated(SEEDS[name], chance)), f"a.{name}", max_bytes=10**7)


@pytest.mark.parametrize("name", ["pdf", "docx", "odt"])
def test_a_mutated_file_is_read_or_fails_by_its_name(name, tmp_path):
    path = tmp_path / "file"
    path.write_bytes(mutated(SEEDS[name], random.Random(f"{SEED} reading {name}")))
    with suppress(IsolationFailed):
        assert read_file(path, FileKind(name)).health
