"""PDFs that hide words and pictures behind pictures and faint covers: one maker for each way, as in `hiding_pdf`."""

from pikepdf import Array, Dictionary, Name
from PIL import Image

from tests.samples.drawn_pdf import FILLER, Scan, box, drawn, filler, image_of, jpeg_of, photograph, text
from tests.samples.hiding_pdf_covered import NAME, OVER_NAME, SENTENCE, marked


def live_words_under_another_scan():
    """What a page says, and over it the picture of a page that says something else."""
    scan = Scan()
    for at in range(20):
        scan.line(FILLER[at % 4], 72, 700 - at * 20)
    words = "".join(text(f"{NAME} was born in 2009", foot=700 - at * 20) for at in range(20))
    return drawn(
        words + "q 595 0 0 842 0 0 cm /P Do Q\n" + filler(200),
        XObject=lambda document: Dictionary(P=image_of(document, scan.image)),
    )


def live_words_under_a_large_photograph():
    words = "".join(text(f"{NAME} was born in 2009", foot=700 - at * 20) for at in range(20))
    return drawn(
        words + filler(110, 4) + "q 500 0 0 700 50 130 cm /P Do Q\n",
        XObject=lambda document: Dictionary(P=image_of(document, photograph(500, 700))),
    )


def few_live_words_under_a_photograph_of_the_page():
    return drawn(
        text(f"Her mother is {NAME}") + "q 595 0 0 842 0 0 cm /P Do Q\n" + filler(),
        XObject=lambda document: Dictionary(P=image_of(document, photograph(600, 842))),
    )


def _under_a_faint_box(opacity: float, colour: str = "0 g") -> bytes:
    return drawn(
        SENTENCE + filler() + "q /Thick gs " + box(*OVER_NAME, colour) + "Q\n",
        ExtGState=lambda _: Dictionary(Thick=Dictionary(ca=opacity)),
    )


def black_box_of_nine_tenths():
    return _under_a_faint_box(0.9)


def black_box_of_four_fifths():
    return _under_a_faint_box(0.8)


def white_box_that_is_nearly_opaque():
    return _under_a_faint_box(0.92, "1 g")


def square_that_is_nearly_opaque():
    """As PDF editors draw it, with “Opacity” turned down a little."""
    colour = Array([0, 0, 0])
    return marked(Name.Square, C=colour, IC=colour, CA=0.85)


def _with_photograph(content: str) -> bytes:
    return drawn(
        filler(400) + content,
        XObject=lambda document: Dictionary(
            P=jpeg_of(document, photograph()), Q=jpeg_of(document, photograph(320, 220))
        ),
    )


PHOTOGRAPH = "q 300 0 0 200 100 600 cm /P Do Q\n"


def ellipse_over_part_of_a_picture():
    curve = "180 700 m 180 711 193 720 210 720 c 227 720 240 711 240 700 c 240 689 227 680 210 680 c "
    return _with_photograph(PHOTOGRAPH + f"q 0 g {curve} 193 680 180 689 180 700 c f Q\n")


def photograph_under_a_photograph():
    return _with_photograph(PHOTOGRAPH + "q 320 0 0 220 90 590 cm /Q Do Q\n")


def photograph_off_the_page():
    return _with_photograph("q 300 0 0 200 700 600 cm /P Do Q\n")


def photograph_clipped_away():
    return _with_photograph(f"q 0 0 20 20 re W n {PHOTOGRAPH} Q\n")


def photograph_that_is_transparent():
    def made(document):
        mask = image_of(document, Image.new("L", (300, 200), 0))
        return Dictionary(P=image_of(document, photograph(), SMask=mask))

    return drawn(filler(400) + PHOTOGRAPH, XObject=made)


# Maker, code of the finding, words that must stand in its excerpts.
HIDING = {
    made.__name__: (made, code, words)
    for code, words, makers in [
        (
            "covered_text",
            NAME,
            (
                *(live_words_under_another_scan, live_words_under_a_large_photograph),
                *(few_live_words_under_a_photograph_of_the_page, black_box_of_nine_tenths, black_box_of_four_fifths),
                *(white_box_that_is_nearly_opaque, square_that_is_nearly_opaque),
            ),
        ),
        (
            "covered_picture",
            "",
            (
                *(ellipse_over_part_of_a_picture, photograph_under_a_photograph, photograph_off_the_page),
                *(photograph_clipped_away, photograph_that_is_transparent),
            ),
        ),
    ]
    for made in makers
}
