"""Scanned pages, with the words that a machine read in them, that hide nothing."""

import io

import pikepdf
from pikepdf import Dictionary
from PIL import Image, ImageDraw

from tests.samples import documents
from tests.samples.drawn_pdf import (
    FILLER,
    Scan,
    jpeg_of,
    letter,
    page_of,
    text,
)


def scan_with_words():
    return letter().document()


def scan_with_words_off_by_some_points():
    return letter().document(off_by=(3, -4))


def scan_with_words_between_its_lines():
    return letter().document(off_by=(2, 9))


def skewed_scan():
    scan = letter()
    scan.skew = 1.2
    return scan.document()


def noisy_scan():
    scan = letter()
    noise = Image.effect_noise(scan.image.size, 40)
    scan.image = Image.blend(scan.image, noise, 0.25)
    scan.draw = ImageDraw.Draw(scan.image)
    return scan.document()


def scan_with_painted_words_behind():
    return letter().document(mode=0, under=True)


def scan_with_made_up_words():
    """Recognition takes specks for letters."""
    scan = letter()
    scan.words += [(500, 60, 4, "i"), (520, 80, 6, "~."), (80, 40, 8, "It")]
    return scan.document()


def scan_with_white_on_dark():
    scan = Scan()
    scan.bar(60, 692, 400, 26)
    for at, words in enumerate(FILLER):
        scan.line(words, 72, 600 - at * 18)
    font_words = "Private and confidential"
    light = Scan()
    light.line(font_words, 72, 700)
    scan.image.paste(255 - 8, mask=light.image.point(lambda value: 255 if value < 128 else 0))
    scan.words += light.words
    return scan.document()


def scan_in_strips():
    scan = letter()
    document = documents.new_pdf(text="")
    page_of(document, "")
    half = scan.image.height // 2
    parts = [scan.image.crop((0, 0, scan.image.width, half)), scan.image.crop((0, half, *scan.image.size))]
    content = "q 595 0 0 421 0 421 cm /A Do Q q 595 0 0 421 0 0 cm /B Do Q\n"
    layer = "".join(text(word, left, foot, before="3 Tr") for left, foot, _, word in scan.words)
    page_of(document, content + layer, XObject=Dictionary(A=jpeg_of(document, parts[0]), B=jpeg_of(document, parts[1])))
    return documents.saved(document)


def scan_on_grey_paper():
    scan = letter()
    scan.image = scan.image.point(lambda light: light * 6 // 10 + 20)
    return scan.document(off_by=(2, 9))


def scan_on_its_side():
    with pikepdf.open(io.BytesIO(letter().document(off_by=(1, 2)))) as document:
        document.pages[0].obj.Rotate = 90
        return documents.saved(document)


def scan_of_two_tones():
    scan = letter()
    scan.image = scan.image.point(lambda light: 255 if light > 128 else 0)
    return scan.document()


def scan_with_a_stamp():
    """Bates numbers and “Received”, printed by a machine on a scan."""
    return letter().document(after=text("LSCB-000123", 450, 20, 9) + text("RECEIVED", 400, 780, before="1 0 0 rg"))
