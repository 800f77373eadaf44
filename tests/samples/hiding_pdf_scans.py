"""Scanned pages on which something is barred, wiped out or hidden behind the picture."""

import io

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image

from tests.samples import documents
from tests.samples.drawn_pdf import (
    box,
    drawn,
    filler,
    image_of,
    jpeg_of,
    letter,
    page_of,
    photograph,
    text,
)
from tests.samples.hiding_pdf_covered import NAME


def bar_in_a_scan():
    scan = letter()
    for word in NAME.split():
        left, foot, width = scan.place(word)
        scan.bar(left - 2, foot - 3, width + 4, 14)
    return scan.document()


def bar_over_a_scan():
    scan = letter()
    left, foot, width = scan.place("Winterbourne")
    first = scan.place("Kezia")[0]
    return scan.document(after=box(first - 1, foot - 3, left + width - first + 2, 14))


def wiped_out_of_a_scan():
    scan = letter()
    for word in NAME.split():
        left, foot, width = scan.place(word)
        scan.bar(left - 2, foot - 4, width + 4, 16, light=247)
    return scan.document()


def words_behind_a_scan():
    """Text recognition that paints its words and lays the picture over them; a bar in the picture."""
    scan = letter()
    for word in NAME.split():
        left, foot, width = scan.place(word)
        scan.bar(left - 2, foot - 3, width + 4, 14)
    return scan.document(mode=0, under=True)


def bar_in_a_scan_that_lies_on_its_side():
    scan = letter()
    for word in NAME.split():
        left, foot, width = scan.place(word)
        scan.bar(left - 2, foot - 3, width + 4, 14)
    with pikepdf.open(io.BytesIO(scan.document())) as document:
        document.pages[0].obj.Rotate = 270
        return documents.saved(document)


def bar_in_a_scan_of_two_tones():
    scan = letter()
    for word in NAME.split():
        left, foot, width = scan.place(word)
        scan.bar(left - 2, foot - 3, width + 4, 14)
    scan.image = scan.image.point(lambda light: 255 if light > 128 else 0)
    return scan.document()


def type_3_letters():
    document = documents.new_pdf(text="")
    glyph = document.make_stream(b"600 0 0 0 500 700 d1 0 0 500 700 re f")
    names = sorted(set(NAME.replace(" ", "")))
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, 0, 500, 700]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=Dictionary({f"/{name}": glyph for name in names}),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([i for n in names for i in (ord(n), Name(f"/{n}"))])),
        FirstChar=0,
        LastChar=127,
        Widths=Array([600] * 128),
    )
    page = page_of(document, filler() + text(NAME, font="F3") + box(70, 695, 160, 18))
    page.Resources.Font.F3 = document.make_indirect(font)
    return documents.saved(document)


def box_over_part_of_a_picture():
    return drawn(
        filler(400) + "q 300 0 0 200 100 600 cm /P Do Q\n" + box(180, 680, 60, 40),
        XObject=lambda document: Dictionary(P=jpeg_of(document, photograph())),
    )


def picture_over_part_of_a_picture():
    black = Image.new("L", (8, 8), 0)
    return drawn(
        filler(400) + "q 300 0 0 200 100 600 cm /P Do Q q 60 0 0 40 180 680 cm /Bar Do Q\n",
        XObject=lambda document: Dictionary(P=jpeg_of(document, photograph()), Bar=image_of(document, black)),
    )


def bar_over_a_scan_without_words():
    scan = letter()
    left, foot, width = scan.place("Winterbourne")
    scan.words = []
    return scan.document(after=box(left - 1, foot - 3, width + 2, 14))
