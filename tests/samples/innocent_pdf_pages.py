"""PDFs with pictures, panels, forms, charts and marks that hide nothing."""

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageDraw

from tests.samples import documents
from tests.samples.drawn_pdf import (
    A4,
    FILLER,
    box,
    drawn,
    filler,
    form_of,
    image_of,
    jpeg_of,
    page_of,
    photograph,
    text,
)


def words_on_a_photograph():
    return drawn(
        "q 595 0 0 842 0 0 cm /P Do Q\n" + text("Annual report", 72, 700, 40, before="1 g") + text("2024", 72, 660),
        XObject=lambda document: Dictionary(P=jpeg_of(document, photograph(600, 850, dark=True))),
    )


def panel_on_a_photograph():
    return drawn(
        "q 595 0 0 842 0 0 cm /P Do Q\n"
        + box(60, 640, 420, 110, "0 0.2 0.3 rg")
        + text("Annual report", 80, 690, 40, before="1 g"),
        XObject=lambda document: Dictionary(P=jpeg_of(document, photograph(600, 850))),
    )


def empty_form():
    document = documents.new_pdf(text="")
    page = page_of(document, text("Name of child:") + filler() + box(160, 695, 200, 18, "0.95 g"))
    name = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("name"), Rect=Array([160, 695, 360, 713])
    )
    tick = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        FT=Name.Btn,
        T=String("tick"),
        V=Name.Off,
        AS=Name.Off,
        Rect=Array([72, 100, 84, 112]),
    )
    push = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Btn, Ff=65536, T=String("go"), Rect=Array([90, 100, 120, 112])
    )
    usual = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        FT=Name.Ch,
        T=String("area"),
        V=String("Please choose"),
        DV=String("Please choose"),
        Rect=Array([130, 100, 220, 112]),
    )
    hint = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        FT=Name.Tx,
        T=String("when"),
        V=String("day, month, year"),
        DV=String("day, month, year"),
        Rect=Array([230, 100, 330, 112]),
    )
    page.Annots = Array([document.make_indirect(each) for each in (name, tick, push, usual, hint)])
    document.Root.AcroForm = Dictionary(Fields=page.Annots)
    return documents.saved(document)


def small_grey_print():
    return drawn(filler() + text("Registered in England and Wales, number 01234567", 72, 40, 6, before="0.6 g"))


def photograph_beside_words():
    return drawn(
        "q 150 0 0 100 400 700 cm /P Do Q\n" + filler(680),
        XObject=lambda document: Dictionary(P=jpeg_of(document, photograph())),
    )


def white_boxes_under_words():
    return drawn("".join(box(70, 634 - at * 16, 400, 16, "1 g") for at in range(12)) + filler())


def every_line_on_its_own_white():
    """As some programs print: a white box, its line, the next."""
    lines = [box(60, 636 - at * 16, 480, 16, "1 g") + text(FILLER[at % 4], 72, 640 - at * 16) for at in range(12)]
    return drawn(box(0, 0, *A4, "1 g") + "".join(lines))


def rotated_pages():
    document = documents.new_pdf(4, text="")
    for number in range(4):
        page_of(document, filler() + box(72, 690, 200, 20, "0.8 g") + text("On grey"), number).Rotate = number * 90
    return documents.saved(document)


def signature_over_words():
    ink = Image.new("L", (200, 60), 0)
    ImageDraw.Draw(ink).line([(5, 50), (40, 8), (60, 50), (90, 10), (120, 48), (195, 20)], fill=255, width=3)

    def made(document):
        mask = image_of(document, ink)
        return Dictionary(Sign=image_of(document, Image.new("RGB", ink.size, (10, 10, 120)), SMask=mask))

    return drawn(filler() + "q 160 0 0 48 100 600 cm /Sign Do Q\n", XObject=made)


def links_and_bookmarks():
    document = documents.new_pdf(2, text="")
    page = page_of(document, filler())
    link = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=Array([72, 636, 200, 650]),
        Border=Array([0, 0, 1]),
        Contents=String("The Board’s site"),
        A=Dictionary(S=Name.URI, URI=String("https://www.example.org/")),
    )
    page.Annots = Array([document.make_indirect(link)])
    with document.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Purpose", 0))
    return documents.saved(document)


def linearised():
    document = documents.new_pdf(5)
    return documents.saved(document, linearize=True)


def shading_under_words():
    shading = Dictionary(
        ShadingType=2,
        ColorSpace=Name.DeviceGray,
        Coords=Array([72, 0, 500, 0]),
        Extend=Array([True, True]),
        Function=Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0.95]), C1=Array([0.7]), N=1),
    )
    return drawn("q 60 400 480 260 re W n /Grey sh Q\n" + filler(), Shading=lambda _: Dictionary(Grey=shading))


def layer_that_is_on():
    document = documents.new_pdf(text="")
    layer = document.make_indirect(Dictionary(Type=Name.OCG, Name=String("Headers")))
    document.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(ON=Array([layer]), Order=Array([layer])))
    page_of(document, filler() + f"/OC /L1 BDC\n{text('Heading')}EMC\n", Properties=Dictionary(L1=layer))
    return documents.saved(document)


def ruled_and_underlined():
    rules = "".join(f"q 0 G 0.7 w 72 {638 - at * 16} m 420 {638 - at * 16} l S Q\n" for at in range(12))
    return drawn(filler() + rules + text("(struck out)", 72, 700) + "q 0 G 0.7 w 72 704 m 140 704 l S Q\n")


def coloured_words():
    return drawn(
        filler()
        + text("Red on green of one lightness", before="0.8 0 0 rg")
        + box(70, 300, 300, 20, "0 0.42 0 rg")
        # The same grey when colour is left out.
        + text("Amber alert", 72, 306, before="0.83 0 0 rg")
    )


def shade_in_the_shape_of_words():
    """Letters that only clip, and a shade painted through them, as web pages print coloured headings."""
    shading = Dictionary(
        ShadingType=2,
        ColorSpace=Name.DeviceRGB,
        Coords=Array([72, 0, 400, 0]),
        Extend=Array([True, True]),
        Function=Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0.7, 0, 0]), C1=Array([0, 0, 0.7]), N=1),
    )
    heading = "q 7 Tr BT /F1 40 Tf 1 0 0 1 72 700 Tm (Illuminated) Tj ET /Shade sh Q\n"
    return drawn(heading + filler(), Shading=lambda _: Dictionary(Shade=shading))


def chart():
    """Bars on a shaded ground, with their figures beside them and rules behind."""
    bars = "".join(
        box(120, 640 - row * 24, 60 + row * 30, 16, "0.2 0.5 0.3 rg")
        + text(f"{row * 7 + 14}%", 185 + row * 30, 644 - row * 24, 10)
        for row in range(8)
    )
    rules = "".join(f"q 0.8 G 0.5 w {120 + at * 40} 450 m {120 + at * 40} 660 l S Q\n" for at in range(9))

    def made(document):
        ground = Image.linear_gradient("L").rotate(90).resize((100, 60)).point(lambda light: 60 + light * 3 // 4)
        return Dictionary(Ground=image_of(document, ground))

    return drawn("q 400 0 0 240 100 440 cm /Ground Do Q\n" + rules + bars + filler(400), XObject=made)


def stamp_beside_words():
    document = documents.new_pdf(text="")
    page = page_of(document, filler())
    stamp = form_of(document, box(400, 740, 120, 40, "0.8 0 0 rg") + text("APPROVED", 410, 755, 16, before="1 g"))
    stamp.stream_dict.BBox = Array([400, 740, 520, 780])
    mark = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Stamp,
        Rect=Array([400, 740, 520, 780]),
        F=4,
        AP=Dictionary(N=document.make_indirect(stamp)),
    )
    page.Annots = Array([document.make_indirect(mark)])
    return documents.saved(document)


def numbers_in_a_margin():
    """A label drawn again in white over itself, for a link: what it says is seen."""
    numbers = "".join(
        text(str(at), 40, 640 - at * 16, 9, before="0.4 g") + text(f"\xb7{at}\xb7", 37, 640 - at * 16, 9, before="1 g")
        for at in range(1, 12)
    )
    return drawn(filler() + numbers)


def captioned_photograph():
    """A label with its own ground on a picture, as maps and diagrams have."""
    return drawn(
        filler(400) + "q 300 0 0 200 100 500 cm /P Do Q\n" + box(110, 510, 120, 18, "1 g") + text("Figure 1", 116, 515),
        XObject=lambda document: Dictionary(P=jpeg_of(document, photograph())),
    )
