"""PDFs whose words look hidden and are seen: watermarks, outlines, shadows, highlights, white on dark."""

from pikepdf import Array, Dictionary, Name
from PIL import Image

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


def spread_and_justified():
    spread = [text(FILLER[at % 4], 72, 640 - at * 16, before=f"{at} Tw {at / 8} Tc") for at in range(12)]
    return drawn("".join(spread) + text("C O N F I D E N T I A L", 72, 700, 14))


def tight_lines():
    return drawn("".join(text(FILLER[at % 4], 72, 640 - at * 11) for at in range(20)))


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
