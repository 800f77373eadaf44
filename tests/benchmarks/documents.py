"""Prints what reading and comparing documents costs: ``python -m tests.benchmarks.documents [folder]``.

Without a folder it reads born-digital PDFs made for the purpose, of a text like the board's protocols. Processor time
is counted, not waiting, so a busy machine changes little. Exit status 1 when a figure misses its target.
"""

import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pikepdf

from lscb_site.files.kinds import FileKind
from lscb_site.files.readers import pdf_text, picture
from lscb_site.files.reading import read_file
from resources.comparison.texts import compare

PAGES_A_SECOND, WHOLE_PAGES_A_SECOND, CHILD_MEMORY_MIB, COMPARISON_SECONDS = 500, 250, 1024, 2.0
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
        results = [*_reading([str(path) for path in paths]), *_comparison()]
    for words, figure, unit, passed in results:
        print(f"{words:<72} {figure:>8,.1f} {unit:<12} {'' if passed else 'MISSED'}".rstrip())
    return 0 if all(passed for *_, passed in results) else 1


def _reading(paths: list[str]) -> Iterator[tuple[str, float, str, bool]]:
    pages = 0
    text = pictures = 0.0
    list(pdf_text.sections(paths[0]))  # the libraries are loaded once
    picture.thumbnail(paths[0], "pdf")
    for path in paths:
        began = time.process_time()
        pages += len(list(pdf_text.sections(path)))
        middle = time.process_time()
        picture.thumbnail(path, "pdf")
        text, pictures = text + middle - began, pictures + time.process_time() - middle
    together = pages / (text + pictures)
    yield f"Text of {len(paths)} PDF, {pages} pages", pages / text, "pages/CPU s", pages / text >= PAGES_A_SECOND
    yield "Text and the first page's picture", together, "pages/CPU s", together >= PAGES_A_SECOND
    began = _spent()
    for path in paths:
        read_file(path, FileKind.PDF)
    whole = pages / (_spent() - began)
    yield "Everything, in a child process each, its start included", whole, "pages/CPU s", whole >= WHOLE_PAGES_A_SECOND
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    yield "Largest child, resident", memory, "MiB", memory <= CHILD_MEMORY_MIB


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
