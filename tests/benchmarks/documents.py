"""Prints what reading and comparing documents costs: ``python -m tests.benchmarks.documents [folder]``.

Without a folder it reads born-digital PDFs made for the purpose, of a text like the board's protocols. Processor time
is counted, not waiting, so a busy machine changes little. Exit status 1 when a figure misses its target.
"""

import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

import pikepdf

from lscb_site.files import scans as scans_of_files
from lscb_site.files.kinds import FileKind
from lscb_site.files.private_check import findings_in
from lscb_site.files.readers import picture
from lscb_site.files.readers.pdf import letters as pdf_letters
from lscb_site.files.readers.pdf import scanned
from lscb_site.files.readers.pdf import text as pdf_text
from lscb_site.files.reading import read_file
from resources.comparison.texts import compare
from tests.files.readers.test_pdf_tables import measured
from tests.samples import scans, tables_pdf_tagged, tables_pdf_untagged
from tests.samples.tagged import Words, pdf, tag

CHECKED_PAGES_A_SECOND, CHECK_MEMORY_MIB = 30, 400
# About 60 % of what was measured (311, 70 and 210 pages), so that a busy machine misses none. Reading a whole file now
# looks for letters that nobody sees, with two pictures of every page.
PAGES_A_SECOND, WHOLE_PAGES_A_SECOND, CHILD_MEMORY_MIB, COMPARISON_SECONDS = 180, 40, 1024, 2.0
TAGGED_PAGES_A_SECOND, CELLS_TAGGED, CELLS_UNTAGGED, SECONDS_A_SCAN = 125, 90, 70, 3.0
SEED, DOCUMENTS, PAGES, LINES, WORDS_A_LINE = 2015, 5, 120, 38, 13
COMPARED_WORDS, PARAGRAPH_WORDS = 60_000, 40
TEXT = """
a agreed all and any are as ask at be board borough by care carers child children concern consent decision early for
from front harm health help home hub in information is it keep lead local meeting missing of on or parents partner
plan police protect protocol record referral report review risk safe school share should social that the their this
to together when who with worker write
"""


def main(folder: str | None) -> int:
    with tempfile.TemporaryDirectory() as made:
        paths = sorted(Path(folder or _pdfs(Path(made))).glob("*.pdf"))
        if not paths:
            print(f"No PDF in {folder}.")
            return 1
        names = [str(path) for path in paths]
        # The check comes first: the system tells the memory of the largest child so far.
        results = [
            *_private_check(names),
            *_reading(names),
            *_tagged(Path(made)),
            *_tables(Path(made)),
            *_scans(Path(made)),
            *_comparison(),
        ]
    for words, figure, unit, passed in results:
        print(f"{words:<72} {figure:>8,.1f} {unit:<12} {'' if passed else 'MISSED'}".rstrip())
    return 0 if all(passed for *_, passed in results) else 1


def _private_check(paths: list[str]) -> Iterator[tuple[str, float, str, bool]]:
    pages = _pages_of(paths)
    began = _spent()
    for path in paths:
        findings_in(path, FileKind.PDF)
    speed = pages / (_spent() - began)
    yield (
        "Privacy check, in a child process each, its start included",
        speed,
        "pages/CPU s",
        speed >= CHECKED_PAGES_A_SECOND,
    )
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    yield "Largest child of it, resident", memory, "MiB", memory <= CHECK_MEMORY_MIB


def _pages_of(paths: list[str]) -> int:
    pages = 0
    for path in paths:
        with pikepdf.open(path) as document:
            pages += len(document.pages)
    return pages


def _reading(paths: list[str]) -> Iterator[tuple[str, float, str, bool]]:
    pages = 0
    text = pictures = 0.0
    list(pdf_text.sections(paths[0]))  # the libraries are loaded once
    picture.thumbnail(paths[0], "pdf")
    for path in paths:
        began = time.process_time()
        with patch.object(pdf_letters, "hidden_characters", return_value=set()):
            pages += len(list(pdf_text.sections(path)))
        middle = time.process_time()
        picture.thumbnail(path, "pdf")
        text, pictures = text + middle - began, pictures + time.process_time() - middle
    together = pages / (text + pictures)
    words = f"Text of {len(paths)} PDF, {pages} pages, hidden letters not looked for"
    yield words, pages / text, "pages/CPU s", pages / text >= PAGES_A_SECOND
    yield "Text and the first page's picture", together, "pages/CPU s", together >= PAGES_A_SECOND
    began = _spent()
    for path in paths:
        read_file(path, FileKind.PDF)
    whole = pages / (_spent() - began)
    yield "Everything, in a child process each, its start included", whole, "pages/CPU s", whole >= WHOLE_PAGES_A_SECOND
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    yield "Largest child, resident", memory, "MiB", memory <= CHILD_MEMORY_MIB


def _tagged(folder: Path) -> Iterator[tuple[str, float, str, bool]]:
    path = str(folder / "tagged")  # no .pdf: it is none of those that are read in their folder
    chance = random.Random(SEED)
    lines = [
        tag("P", Words(_sentence(chance, WORDS_A_LINE), 60, 780 - at % LINES * 18, 10, page=at // LINES))
        for at in range(LINES * PAGES)
    ]
    pdf(tag("Document", *lines), pages=PAGES).save(path)
    began = time.process_time()
    with patch.object(pdf_letters, "hidden_characters", return_value=set()):
        found = len(list(pdf_text.sections(path)))
    speed = found / (time.process_time() - began)
    yield f"Text of a tagged PDF, {LINES} paragraphs a page", speed, "pages/CPU s", speed >= TAGGED_PAGES_A_SECOND


def _tables(folder: Path) -> Iterator[tuple[str, float, str, bool]]:
    def sections_of(data: bytes, _kind: str) -> list[dict]:
        (folder / "table").write_bytes(data)
        return list(pdf_text.sections(str(folder / "table")))

    for words, samples, bound in [
        ("tagged", tables_pdf_tagged.TAGGED, CELLS_TAGGED),
        ("untagged", tables_pdf_untagged.UNTAGGED, CELLS_UNTAGGED),
    ]:
        share = 100 * measured(sections_of, samples)[0]
        yield f"Cells that are right in {len(samples)} {words} tables", share, "%", share >= bound


def _scans(folder: Path) -> Iterator[tuple[str, float, str, bool]]:
    program = scans_of_files.program()
    if not program:
        yield "OCR seconds a page: left out, tesseract is not installed", 0.0, "CPU s", True
        return
    clean = scans.text_page()
    kinds = [clean, scans.skewed(clean), scans.noisy(scans.skewed(clean, -1.7))]
    (folder / "scan").write_bytes(scans.pdf_of(*kinds))
    began = _spent()
    found = scanned.texts(str(folder / "scan"), list(range(len(kinds))), program)
    spent = (_spent() - began) / len(kinds)
    yield "OCR seconds a page: a clean scan, a skewed one, a noisy one", spent, "CPU s", spent <= SECONDS_A_SCAN
    wanted = Counter(scans.words())
    for number, words in enumerate(("clean", "skewed", "skewed and noisy")):
        have = Counter(found.get(str(number), {"text": ""})["text"].split())
        share = 100 * sum((have & wanted).values()) / sum(wanted.values())
        yield f"Words that are right of a {words} scan", share, "%", share >= 75


def _spent() -> float:
    """Processor seconds of this process and of the children it has waited for."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def _comparison() -> Iterator[tuple[str, float, str, bool]]:
    chance = random.Random(SEED)
    old = [_sentence(chance, PARAGRAPH_WORDS) for _ in range(COMPARED_WORDS // PARAGRAPH_WORDS)]
    for words, new in [
        ("edited in every fifth paragraph, two moved", _edited(chance, old)),
        ("rewritten throughout", [_sentence(chance, PARAGRAPH_WORDS) for _ in old]),
    ]:
        began = time.process_time()
        compare(_sections(old), _sections(new))
        spent = time.process_time() - began
        yield f"Comparison of {COMPARED_WORDS:,} words, {words}", spent, "s", spent < COMPARISON_SECONDS


def _edited(chance: random.Random, paragraphs: list[str]) -> list[str]:
    new = list(paragraphs)
    for at in range(0, len(new), 5):
        words = new[at].split(" ")
        words[10:13] = _sentence(chance, 4).split(" ")
        new[at] = " ".join(words)
    for _ in range(2):
        new.insert(chance.randrange(len(new)), new.pop(chance.randrange(len(new))))
    return new


def _sections(paragraphs: list[str]) -> list[SimpleNamespace]:
    return [
        SimpleNamespace(anchor=f"page-{at // 10 + 1}", text="\n".join(paragraphs[at : at + 10]))
        for at in range(0, len(paragraphs), 10)
    ]


def _sentence(chance: random.Random, length: int) -> str:
    words = chance.choices(TEXT.split(), k=length)
    words[:: max(1, length // 4)] = [f"{chance.choice(words)}{chance.randrange(1000)}" for _ in words[:: length // 4]]
    return f"{' '.join(words).capitalize()}."


def _pdfs(folder: Path) -> Path:
    chance = random.Random(SEED)
    for number in range(DOCUMENTS):
        document = pikepdf.new()
        font = document.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.Type1,
                BaseFont=pikepdf.Name.Helvetica,
                Encoding=pikepdf.Name.WinAnsiEncoding,
            )
        )
        for page_number in range(1, PAGES + 1):
            page = document.add_blank_page(page_size=(595, 842))
            page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
            lines = [_sentence(chance, WORDS_A_LINE) for _ in range(LINES)]
            drawn = [f"1 0 0 1 60 {780 - at * 18} Tm ({line}) Tj" for at, line in enumerate(lines)]
            foot = f"1 0 0 1 60 30 Tm (Page {page_number} of {PAGES}) Tj"
            page.obj.Contents = document.make_stream("\n".join(["BT /F1 10 Tf", *drawn, foot, "ET"]).encode())
        document.save(folder / f"{number}.pdf")
    return folder


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2] or [None]))
