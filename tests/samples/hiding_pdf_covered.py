"""PDFs whose words lie under something: a box, a picture, a mark, a label."""

from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from tests.samples import documents
from tests.samples.drawn_pdf import (
    A4,
    box,
    drawn,
    filler,
    form_of,
    image_of,
    page_of,
    photograph,
    text,
    width_of,
)

NAME = "Kezia Winterbourne"
SENTENCE = text("The child") + text(NAME, 130) + text("lives with her aunt.", 260)
OVER_NAME = (128, 696, width_of(NAME) + 4, 14)


def black_box():
    return drawn(SENTENCE + filler() + box(*OVER_NAME))


def white_box():
    return drawn(SENTENCE + filler() + box(*OVER_NAME, "1 g"))


def thick_line():
    left, foot, width, height = OVER_NAME
    stroke = f"q 0 G {height} w {left} {foot + height / 2} m {left + width} {foot + height / 2} l S Q\n"
    return drawn(SENTENCE + filler() + stroke)


def part_of_a_line():
    """One string, of which a box covers the last words."""
    return drawn(text(f"The child is {NAME}") + filler() + box(140, 696, 150, 14))


def box_in_a_form():
    return drawn(
        SENTENCE + filler() + "/Boxes Do\n",
        XObject=lambda document: Dictionary(Boxes=form_of(document, box(*OVER_NAME))),
    )


def text_in_a_form():
    return drawn(
        "q 1 0 0 1 0 -40 cm /Words Do Q\n" + box(128, 656, width_of(NAME) + 4, 14) + filler(600),
        XObject=lambda document: Dictionary(Words=form_of(document, SENTENCE)),
    )


def label_on_box():
    return drawn(SENTENCE + filler() + box(*OVER_NAME) + text("[NAME REDACTED]", 132, 699, 10, before="1 g"))


def picture_over_words():
    return drawn(
        SENTENCE + filler() + f"q {OVER_NAME[2]} 0 0 40 128 690 cm /Photo Do Q\n",
        XObject=lambda document: Dictionary(Photo=image_of(document, Image.new("RGB", (40, 10), (200, 60, 60)))),
    )


def photograph_over_words():
    return drawn(
        filler(400) + text(f"Her mother is {NAME}", 100, 700) + "q 300 0 0 200 80 600 cm /Photo Do Q\n",
        XObject=lambda document: Dictionary(Photo=image_of(document, photograph())),
    )


def page_of_white():
    """Everything painted over, and the page drawn anew."""
    return drawn(text(NAME) + filler(600, 3) + box(0, 0, *A4, "1 g") + filler(500))


def shading_over_words():
    shading = Dictionary(
        ShadingType=2,
        ColorSpace=Name.DeviceRGB,
        Coords=Array([128, 0, 300, 0]),
        Extend=Array([True, True]),
        Function=Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 1]), C1=Array([0, 0.5, 1]), N=1),
    )
    clip = "q 128 690 170 20 re W n /Blue sh Q\n"
    return drawn(SENTENCE + filler() + clip, Shading=lambda _: Dictionary(Blue=shading))


def rotated_page():
    document = documents.new_pdf(text="")
    page_of(document, SENTENCE + filler() + box(*OVER_NAME)).Rotate = 90
    return documents.saved(document)


def upright_words():
    """A line from the foot to the head of the page, under a box."""
    line = f"q BT /F1 12 Tf 0 1 -1 0 50 200 Tm ({NAME}) Tj ET Q\n"
    return drawn(filler() + line + box(38, 198, 16, 120))


def moved_page_box():
    document = documents.new_pdf(text="")
    page = page_of(document, SENTENCE + filler() + box(*OVER_NAME))
    page.MediaBox = Array([-100, 50, 700, 900])
    page.CropBox = Array([20, 100, 560, 800])
    return documents.saved(document)


def annotation_over_words():
    document = documents.new_pdf(text="")
    page = page_of(document, SENTENCE + filler())
    left, foot, width, height = OVER_NAME
    appearance = form_of(document, box(*OVER_NAME))
    appearance.stream_dict.BBox = Array([left, foot, left + width, foot + height])
    square = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Square,
        Rect=Array([left, foot, left + width, foot + height]),
        IC=Array([0, 0, 0]),
        F=4,
        AP=Dictionary(N=document.make_indirect(appearance)),
    )
    page.Annots = Array([document.make_indirect(square)])
    return documents.saved(document)


def marked(subtype, content: str = "", **entries) -> bytes:
    """The sentence, and an annotation over the name; drawn by ``content``, or by the reader's program."""
    document = documents.new_pdf(text="")
    page = page_of(document, SENTENCE + filler())
    left, foot, width, height = OVER_NAME
    rectangle = Array([left, foot, left + width, foot + height])
    mark = Dictionary(Type=Name.Annot, Subtype=subtype, Rect=rectangle, F=4, **entries)
    if content:
        appearance = form_of(document, content)
        appearance.stream_dict.BBox = rectangle
        mark.AP = Dictionary(N=document.make_indirect(appearance))
    page.Annots = Array([document.make_indirect(mark)])
    return documents.saved(document)


def black_highlighter():
    left, foot, width, height = OVER_NAME
    top, right = foot + height, left + width
    corners = Array([left, top, right, top, left, foot, right, foot])
    return marked(Name.Highlight, QuadPoints=corners, C=Array([0, 0, 0]))


def text_box_over_words():
    left, foot, *_ = OVER_NAME
    content = box(*OVER_NAME, "1 g") + text("[redacted]", left + 4, foot + 3, 10)
    return marked(Name.FreeText, content, DA=String("/F1 10 Tf 0 g"), Contents=String("[redacted]"))


def thick_pen_over_words():
    left, foot, width, height = OVER_NAME
    middle = foot + height / 2
    content = f"q 0 G {height} w {left} {middle} m {left + width} {middle} l S Q"
    return marked(Name.Ink, content, InkList=Array([Array([left, middle, left + width, middle])]))


def stamp_over_words():
    return marked(Name.Stamp, box(*OVER_NAME, "0.8 0 0 rg"))


def nearly_opaque_box():
    return drawn(
        SENTENCE + filler() + "q /Thick gs " + box(*OVER_NAME) + "Q\n",
        ExtGState=lambda _: Dictionary(Thick=Dictionary(ca=0.97)),
    )


def box_of_many_lines():
    left, foot, width, height = OVER_NAME
    lines = "".join(f"{left} {foot + at / 2} m {left + width} {foot + at / 2} l S\n" for at in range(height * 2 + 1))
    return drawn(SENTENCE + filler() + f"q 0 G 0.8 w {lines} Q\n")


def blue_on_blue():
    return drawn(filler() + box(60, 690, 300, 30, "0.1 0.2 0.5 rg") + text(NAME, before="0.1 0.2 0.5 rg"))


def drawn_twice_under_a_label():
    return drawn(SENTENCE + SENTENCE + filler() + box(*OVER_NAME) + text("[NAME REDACTED]", 132, 699, 10, before="1 g"))


WIDTHS = dict(zip("KeziaWntrbou ", (667, 556, 500, 222, 556, 944, 556, 278, 333, 556, 556, 556, 278), strict=True))


def letter_by_letter():
    """Every letter drawn on its own, as some programs write."""
    letters, left = "", 130.0
    for each in NAME:
        letters += text(each, left) if each != " " else ""
        left += WIDTHS[each] * 0.012
    return drawn(text("The child") + letters + filler() + box(128, 696, left - 126, 14))
