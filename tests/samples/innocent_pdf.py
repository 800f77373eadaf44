"""PDFs that hide nothing and look as if they did. Each maker returns bytes; `INNOCENT` gathers them by name."""

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageDraw

from tests.samples import documents, papers
from tests.samples.drawn_pdf import (
    A4,
    FILLER,
    Scan,
    box,
    drawn,
    filler,
    form_of,
    image_of,
    jpeg_of,
    letter,
    page_of,
    photograph,
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


MARK = "BT /F1 90 Tf 0.7 0.7 -0.7 0.7 120 220 Tm (DRAFT) Tj ET"


def watermark_under():
    return drawn(f"q 0.85 g {MARK} Q\n" + filler(740, 40))


def faint_watermark():
    return drawn(f"q 0.94 g {MARK} Q\n" + filler(740, 40))


def watermark_over():
    return drawn(
        filler(740, 40) + f"q /Half gs 0.6 g {MARK} Q\n", ExtGState=lambda _: Dictionary(Half=Dictionary(ca=0.4))
    )


def watermark_in_a_form():
    def made(document):
        group = Dictionary(S=Name.Transparency, I=True)
        return Dictionary(W=form_of(document, f"q 0.5 g {MARK} Q", Group=group))

    return drawn(
        filler(740, 40) + "q /Half gs /W Do Q\n",
        XObject=made,
        ExtGState=lambda _: Dictionary(Half=Dictionary(ca=0.3, BM=Name.Multiply)),
    )


def dark_table_head():
    rows = "".join(
        box(72, 640 - row * 22, 400, 20, "0.9 g" if row % 2 else "1 g") + text(f"Borough {row}", 78, 646 - row * 22)
        for row in range(8)
    )
    head = box(72, 662, 400, 22, "0 0.2 0.3 rg") + text("Authority", 78, 668, before="1 g")
    return drawn(head + text("Telephone", 300, 668, before="1 g") + rows)


def drop_cap():
    return drawn(text("T", 72, 690, 48) + text("he partners share what they know", 104, 712) + filler(676))


def white_on_dark_page():
    return drawn(box(0, 0, *A4, "0 0.15 0.2 rg") + f"q 1 g {filler()} Q\n")


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


def outlined_words():
    return drawn(text("Working together", size=40, before="1 Tr 0.8 w") + filler())


def filled_and_outlined_words():
    return drawn(text("Working together", size=40, before="2 Tr 1 g 0 G 0.8 w") + filler())


def shadowed_words():
    shadow = text("Working together", 74, 698, 40, before="0.6 g")
    return drawn(shadow + text("Working together", size=40) + filler())


def bold_drawn_twice():
    return drawn(text("Working together") + text("Working together", 72.4) + text("Working together", 72) + filler())


def highlighted_under():
    return drawn(box(70, 636, 200, 16, "1 1 0 rg") + filler())


def highlighted_by_multiplying():
    return drawn(
        filler() + "q /Pen gs 1 1 0 rg 70 636 200 16 re f Q\n",
        ExtGState=lambda _: Dictionary(Pen=Dictionary(BM=Name.Multiply)),
    )


def highlighted_by_multiplying_thickly():
    return drawn(
        filler() + "q /Pen gs 1 1 0 rg 70 636 200 16 re f Q\n",
        ExtGState=lambda _: Dictionary(Pen=Dictionary(BM=Name.Multiply, ca=0.9)),
    )


def words_on_a_panel_that_lets_a_little_through():
    return drawn(
        text("Annual report", foot=740)
        + "q 595 0 0 500 0 200 cm /P Do Q q /Thick gs "
        + box(60, 430, 470, 240, "1 g")
        + "Q\n"
        + filler(),
        XObject=lambda document: Dictionary(P=jpeg_of(document, photograph(600, 500))),
        ExtGState=lambda _: Dictionary(Thick=Dictionary(ca=0.85)),
    )


def photograph_drawn_twice():
    """In the same place, as some programs do to make it stronger; and a plain ground under it."""

    def made(document):
        return Dictionary(P=jpeg_of(document, photograph()), G=image_of(document, Image.new("L", (60, 60), 200)))

    place = "q 300 0 0 200 100 500 cm"
    return drawn(filler(400) + f"{place} /G Do Q\n" + f"{place} /P Do Q\n" * 2, XObject=made)


def highlight_annotation():
    document = documents.new_pdf(text="")
    page = page_of(document, filler())
    mark = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Highlight,
        C=Array([1, 1, 0]),
        Rect=Array([70, 636, 300, 652]),
        QuadPoints=Array([70, 652, 300, 652, 70, 636, 300, 636]),
        F=4,
    )
    page.Annots = Array([document.make_indirect(mark)])
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


def spread_and_justified():
    spread = [text(FILLER[at % 4], 72, 640 - at * 16, before=f"{at} Tw {at / 8} Tc") for at in range(12)]
    return drawn("".join(spread) + text("C O N F I D E N T I A L", 72, 700, 14))


def tight_lines():
    return drawn("".join(text(FILLER[at % 4], 72, 640 - at * 11) for at in range(20)))


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


def lines_drawn_again_later():
    """The same words in the same place, with others between: neither hides the other."""
    heading = text("Annual report", size=60, before="0 0.2 0.5 rg")
    return drawn(heading + filler() + heading)


def word_of_two_pieces_on_a_faint_one():
    """The second piece stands on nothing, and is seen whatever becomes of the first."""
    return drawn(
        text("Draft", size=14, before="0.8 g") + text("Win", size=14) + text("terbourne", 96, size=14) + filler()
    )


def words_with_a_copy_that_is_not_painted():
    return drawn(filler() + filler().replace("q  BT", "q 3 Tr BT"))


def words_in_white_with_an_outline():
    """As Chrome prints it: filled in one piece, outlined in others."""
    fill = text("Stroked letters", size=30, before="1 g")
    outline = "BT /F1 30 Tf 1 0 0 1 72 700 Tm (Str) Tj (oked let) Tj (ters) Tj ET"
    return drawn(fill + f"q 1 Tr 0.8 w 0 G {outline} Q\n" + filler())


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


def scan_with_a_stamp():
    """Bates numbers and “Received”, printed by a machine on a scan."""
    return letter().document(after=text("LSCB-000123", 450, 20, 9) + text("RECEIVED", 400, 780, before="1 0 0 rg"))


INNOCENT = {
    made.__name__: made
    for made in (
        *(scan_with_words, scan_with_words_off_by_some_points, scan_with_words_between_its_lines, skewed_scan),
        *(noisy_scan, scan_with_painted_words_behind, scan_with_made_up_words, scan_with_white_on_dark, scan_in_strips),
        *(watermark_under, faint_watermark, watermark_over, watermark_in_a_form, dark_table_head, drop_cap),
        *(white_on_dark_page, words_on_a_photograph, panel_on_a_photograph, empty_form, outlined_words),
        *(filled_and_outlined_words, shadowed_words, bold_drawn_twice, highlighted_under, highlighted_by_multiplying),
        *(highlight_annotation, small_grey_print, photograph_beside_words, white_boxes_under_words),
        *(every_line_on_its_own_white, spread_and_justified, tight_lines, rotated_pages, signature_over_words),
        *(links_and_bookmarks, linearised, shading_under_words, layer_that_is_on, ruled_and_underlined, coloured_words),
        *(shade_in_the_shape_of_words, scan_on_grey_paper, scan_on_its_side, scan_of_two_tones, chart),
        *(stamp_beside_words, numbers_in_a_margin, words_with_a_copy_that_is_not_painted),
        *(words_in_white_with_an_outline, lines_drawn_again_later, word_of_two_pieces_on_a_faint_one),
        *(photograph_drawn_twice, highlighted_by_multiplying_thickly),
        *(words_on_a_panel_that_lets_a_little_through,),
        *(captioned_photograph, scan_with_a_stamp, papers.hebrew_pdf, papers.scan, documents.pdf),
    )
}
