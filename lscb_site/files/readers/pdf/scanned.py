"""Reads pages that are pictures with Debian's `tesseract`, in the child process, and says how sure it is.

Each page is rendered, set straight and cleaned first: skewed and noisy scans lose two words of three otherwise. The
program gets the picture through a pipe and answers in a table of words (TSV); no file is written. ocrmypdf does no more
for us: it puts the words into another PDF, and needs Ghostscript and a dozen libraries for it.
"""

import io
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

import pypdfium2
from PIL import Image, ImageChops, ImageFilter, ImageStat

from lscb_site.files.readers.characters import clean
from lscb_site.files.readers.elements import element, section

DOTS_AN_INCH, POINTS_AN_INCH = 300, 72
MOST_PIXELS = 25_000_000  # A3 has 17 million
# Seconds for one page, and of the clock for all of them.
SECONDS_A_PAGE, SECONDS = 40, 280
# Confidence (0 to 100): of a word that is left out, of a page that is not worth showing, and of one that may lie.
FAINTEST_WORD, FAINTEST_PAGE, PERHAPS_LYING = 30, 40, 60
# Degrees: how far a page is turned back at most, and the steps in which that is looked for.
MOST_SKEW, COARSE, FINE = 6.0, 0.5, 0.1
# Straightness is judged on a page of about this width in pixels.
JUDGED_WIDTH = 620
# Grey levels (0 to 255) by which points differ from their neighbours on average where a scan is noisy.
NOISY = 1.8
MOST_PASSES = 2
WORD_LEVEL = "5"


@dataclass(frozen=True, slots=True)
class ReadWord:
    """``confidence`` is from 0 to 100; ``paragraph`` is the block and the paragraph in it, ``line`` its line."""

    text: str
    confidence: float
    paragraph: tuple[str, str]
    line: str


def texts(path: str, numbers: list[int], program: str) -> dict[str, Any]:
    """For each of these pages, counted from 0, what ``program`` reads on it: ``html``, ``text`` and ``confidence``.

    A page is missing where nothing could be read on it, or the time was over.
    """
    until = time.monotonic() + SECONDS
    found = {}
    with pypdfium2.PdfDocument(path) as document:
        for number in numbers:
            left = until - time.monotonic()
            if left <= 0:
                break
            page = document[number]
            picture = rendered(page)
            page.close()
            made = page_of(picture, program, min(left, SECONDS_A_PAGE))
            if made:
                found[str(number)] = made
    return found


def page_of(picture: Image.Image, program: str, seconds: float) -> dict[str, Any] | None:
    """What stands on a grey picture of a page; nothing where the program is not sure enough of any of it."""
    until = time.monotonic() + seconds
    straight = straightened(cleaned(picture))
    words = _words(straight, program, seconds)
    confidence = _confidence(words)
    if confidence < PERHAPS_LYING and time.monotonic() < until:
        turn = _turn(straight, program, until - time.monotonic())
        if turn:
            again = _words(straight.rotate(-turn, expand=True), program, until - time.monotonic())
            if _confidence(again) > confidence:
                words, confidence = again, _confidence(again)
    if confidence < FAINTEST_PAGE:
        return None
    made = section("", [element("p", text) for text in paragraphs(words)])
    return {"html": made["html"], "text": made["text"], "confidence": round(confidence)} if made["text"] else None


def rendered(page: pypdfium2.PdfPage) -> Image.Image:
    """The page in grey, as it is shown, without its comments."""
    width, height = page.get_size()
    scale = DOTS_AN_INCH / POINTS_AN_INCH
    scale = min(scale, (MOST_PIXELS / max(width * height, 1)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False, draw_annots=False)
    picture: Image.Image = bitmap.to_pil().convert("L")
    return picture.copy()


def straightened(picture: Image.Image) -> Image.Image:
    """Turned so that its lines are level."""
    angle = skew_of(picture)
    if abs(angle) < FINE:
        return picture
    return picture.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)


def skew_of(picture: Image.Image) -> float:
    """By how many degrees, anticlockwise, the page must be turned: so that rows of letters and the white between them
    differ most.
    """
    width = min(JUDGED_WIDTH, picture.width)
    small = picture.resize((width, max(1, picture.height * width // picture.width)), Image.Resampling.BOX)
    small = ImageChops.invert(small)
    best = 0.0
    for step, reach in ((COARSE, MOST_SKEW), (FINE, COARSE)):
        count = round(reach / step)
        angles = [best + step * number for number in range(-count, count + 1)]
        best = max(angles, key=lambda angle: _contrast_of_rows(small, angle))
    return best


def _contrast_of_rows(picture: Image.Image, angle: float) -> float:
    turned = picture.rotate(angle, Image.Resampling.BILINEAR, fillcolor=0)
    rows = turned.resize((1, turned.height), Image.Resampling.BOX).tobytes()
    return float(sum((one - other) ** 2 for one, other in pairwise(rows)))


def cleaned(picture: Image.Image) -> Image.Image:
    """Without specks, and on even white."""
    for _ in range(MOST_PASSES):
        if noise_of(picture) <= NOISY:
            break
        picture = picture.filter(ImageFilter.MedianFilter(3))
    # What is light within a few letters around is paper: a shadow at the fold, a grey photocopy.
    size = max(1, picture.width // 16), max(1, picture.height // 16)
    paper = picture.resize(size, Image.Resampling.BOX).filter(ImageFilter.MaxFilter(5))
    paper = paper.filter(ImageFilter.GaussianBlur(4)).resize(picture.size, Image.Resampling.BILINEAR)
    return ImageChops.invert(ImageChops.subtract(paper, picture))


def noise_of(picture: Image.Image) -> float:
    """How much points differ from their neighbours, on average, in grey levels, in the middle of the page."""
    width, height = picture.size
    middle = picture.crop((width // 3, height // 3, 2 * width // 3, 2 * height // 3))
    return float(ImageStat.Stat(ImageChops.difference(middle, middle.filter(ImageFilter.MedianFilter(3)))).mean[0])


def _run(picture: Image.Image, program: str, seconds: float, *arguments: str) -> str:
    written = io.BytesIO()
    picture.save(written, "PNG", compress_level=1)
    try:
        done = subprocess.run(  # noqa: S603 - the program that an operator installed
            [program, "stdin", "stdout", "--dpi", str(DOTS_AN_INCH), *arguments],
            input=written.getvalue(),
            capture_output=True,
            timeout=max(seconds, 0.1),
            env={"OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""


def _words(picture: Image.Image, program: str, seconds: float) -> list[ReadWord]:
    found = []
    for row in _run(picture, program, seconds, "--psm", "3", "tsv").split("\n"):
        cells = row.split("\t")
        if len(cells) == 12 and cells[0] == WORD_LEVEL and clean(cells[11]):
            found.append(ReadWord(clean(cells[11]), float(cells[10]), (cells[2], cells[3]), cells[4]))
    return found


def _turn(picture: Image.Image, program: str, seconds: float) -> int:
    """By how many degrees, clockwise, the page must be turned so that it stands on its feet."""
    for row in _run(picture, program, seconds, "--psm", "0").split("\n"):
        name, _, value = row.partition(":")
        if name == "Rotate" and value.strip() in ("90", "180", "270"):
            return int(value)
    return 0


def _confidence(words: list[ReadWord]) -> float:
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / letters if letters else 0.0


def paragraphs(words: list[ReadWord]) -> Iterator[str]:
    """The words that are worth it, a word that was broken at a line's end put together."""
    sure = [word for word in words if word.confidence >= FAINTEST_WORD]
    for _, paragraph in groupby(sure, key=lambda word: word.paragraph):
        text, last = "", ""
        for word in paragraph:
            if text.endswith("-") and word.line != last and word.text[:1].islower():
                text = text[:-1] + word.text
            else:
                text += f" {word.text}" if text else word.text
            last = word.line
        yield text
