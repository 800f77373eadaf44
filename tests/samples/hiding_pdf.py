"""PDFs that hold something their pages do not show: one maker for each way, with what must be found.

Every one has ordinary text around what it hides. `HIDING` says of each what code is expected, on which page, and which
words must be found there, and must not be read.
"""

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from tests.samples import documents
from tests.samples.drawn_pdf import (
    A4,
    box,
    content_number,
    drawn,
    filler,
    form_of,
    image_of,
    jpeg_of,
    letter,
    page_of,
    photograph,
    saved_on_top,
    stream_of,
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


def white_on_white():
    return drawn(filler() + text(NAME, before="1 g"))


def nearly_white():
    return drawn(filler() + text(NAME, before="0.98 g"))


def black_on_black():
    return drawn(filler() + box(60, 690, 300, 30) + text(NAME))


def tiny():
    return drawn(filler() + text(NAME, size=1))


def tiny_by_its_matrix():
    return drawn(filler() + f"q 0.08 0 0 0.08 72 700 cm BT /F1 12 Tf ({NAME}) Tj ET Q\n")


def not_painted():
    return drawn(filler() + text(NAME, before="3 Tr"))


def not_painted_over_words():
    return drawn(filler() + text(NAME, foot=640, before="3 Tr"))


def transparent():
    return drawn(
        filler() + text(NAME, before="/Clear gs"), ExtGState=lambda _: Dictionary(Clear=Dictionary(ca=0, CA=0))
    )


def clipped_away():
    return drawn(filler() + f"q 0 0 10 10 re W n {text(NAME)} Q\n")


def beyond_the_edge():
    return drawn(filler() + text(NAME, 72, 900))


def outside_the_crop():
    document = documents.new_pdf(text="")
    page_of(document, filler() + text(NAME, 72, 800)).CropBox = Array([0, 0, 595, 770])
    return documents.saved(document)


def _layered(document, name: str = "Notes to editor"):
    layer = document.make_indirect(Dictionary(Type=Name.OCG, Name=String(name)))
    document.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([layer])))
    return layer


def hidden_layer():
    document = documents.new_pdf(text="")
    content = filler() + f"/OC /L1 BDC\n{text(NAME)}EMC\n"
    page_of(document, content, Properties=Dictionary(L1=_layered(document)))
    return documents.saved(document)


def hidden_layer_of_a_form():
    document = documents.new_pdf(text="")
    form = form_of(document, text(NAME), OC=_layered(document))
    page_of(document, filler() + "/Layer Do\n", XObject=Dictionary(Layer=form))
    return documents.saved(document)


def hidden_layer_of_pictures():
    document = documents.new_pdf(text="")
    picture = image_of(document, photograph(), OC=_layered(document, "Photographs"))
    page_of(document, filler() + "q 300 0 0 200 100 100 cm /P Do Q\n", XObject=Dictionary(P=picture))
    return documents.saved(document)


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


def annotated(**entries) -> bytes:
    """A page of text with one annotation."""
    document = documents.new_pdf(text="")
    page = page_of(document, filler())
    entries = {"Rect": Array([72, 690, 200, 710]), "F": 4} | entries
    page.Annots = Array([document.make_indirect(Dictionary(Type=Name.Annot, **entries))])
    return documents.saved(document)


def marked_for_redaction():
    return annotated(Subtype=Name.Redact, Rect=Array([70, 636, 200, 652]), OverlayText=String("x"))


def note():
    return annotated(Subtype=Name.Text, Contents=String(f"Is {NAME} the aunt?"), T=String("J. Editor"))


def highlight_with_words():
    quads = Array([72, 652, 300, 652, 72, 636, 300, 636])
    return annotated(Subtype=Name.Highlight, QuadPoints=quads, Contents=String(f"Ask {NAME}"))


def rich_note():
    rich = String(f"<body><p>Call <b>{NAME}</b> back</p></body>")
    return annotated(Subtype=Name.FreeText, RC=rich, DA=String("/F1 12 Tf 0 g"))


def note_that_is_hidden():
    return annotated(Subtype=Name.Text, Contents=String(f"Ring {NAME}"), F=2)


def annotated_out_of_sight():
    """A square that is drawn, and whose flags say that it is not to be shown."""
    document = documents.new_pdf(text="")
    page = page_of(document, filler())
    square = Dictionary(Type=Name.Annot, Subtype=Name.Square, Rect=Array([72, 690, 300, 720]), IC=Array([1, 0, 0]))
    square.F = 2
    square.AP = Dictionary(N=document.make_indirect(form_of(document, box(72, 690, 200, 20))))
    page.Annots = Array([document.make_indirect(square)])
    return documents.saved(document)


def filled(field_type, value, **entries) -> bytes:
    document = documents.new_pdf(text="")
    page = page_of(document, filler())
    field = document.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=field_type,
            T=String("child"),
            V=value,
            Rect=Array([72, 700, 300, 720]),
            **entries,
        )
    )
    page.Annots = Array([field])
    document.Root.AcroForm = Dictionary(Fields=Array([field]))
    return documents.saved(document)


def answered_form():
    return filled(Name.Tx, String(NAME))


def chosen_in_a_form():
    return filled(Name.Ch, Array([String(NAME)]), Opt=Array([String(NAME), String("Other")]))


def ticked_form():
    return filled(Name.Btn, Name.Yes, TU=String("On a child protection plan"))


def answered_and_hidden():
    return filled(Name.Tx, String(NAME), F=2)


def answer_of_a_parent_field():
    document = documents.new_pdf(text="")
    page = page_of(document, filler())
    widget = document.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=Array([72, 700, 300, 720])))
    field = document.make_indirect(Dictionary(FT=Name.Tx, T=String("n"), V=String(NAME), Kids=Array([widget])))
    widget.Parent = field
    page.Annots = Array([widget])
    document.Root.AcroForm = Dictionary(Fields=Array([field]))
    return documents.saved(document)


def attachment():
    document = documents.new_pdf(text="")
    page_of(document, filler())
    document.attachments["Winterbourne chronology.docx"] = documents.docx_()
    return documents.saved(document)


def _first_version(words: str) -> bytes:
    document = documents.new_pdf(text="")
    page_of(document, text(words) + filler())
    return documents.saved(document)


def earlier_words():
    first = _first_version(f"The child is {NAME}.")
    return saved_on_top(first, {content_number(first): stream_of(text("The child is not named.") + filler())})


def earlier_words_twice():
    """Changed, and changed again."""
    last = earlier_words()
    return saved_on_top(last, {content_number(last): stream_of(text("The child is well.") + filler())})


def earlier_version():
    first = _first_version("The child is not named.")
    return saved_on_top(first, {content_number(first): stream_of(text("The child is not named.") + filler() + "\n")})


def scripted(script) -> bytes:
    """A form of one field, formatted by a script."""
    return filled(Name.Tx, String(""), AA=Dictionary(F=Dictionary(S=Name.JavaScript, JS=script)))


def page_taken_out():
    """A page that is no longer among the pages, and still in the file: an old bookmark keeps it."""
    document = documents.new_pdf(2, text="")
    page_of(document, filler())
    page_of(document, text(f"The child is {NAME}."), 1)
    document.Root.Old = document.pages[1].obj
    del document.pages[1]
    return documents.saved(document)


def date_script():
    return scripted(String('AFDate_FormatEx("dd/mm/yyyy");'))


def author():
    return _named(Author=f"{NAME}")


def custom_property():
    return _named(Manager=NAME)


def _named(**properties) -> bytes:
    document = documents.new_pdf(text="")
    page_of(document, filler())
    for key, value in properties.items():
        document.docinfo[f"/{key}"] = String(value)
    return documents.saved(document)


def creator_in_xmp():
    document = documents.new_pdf(text="")
    page_of(document, filler())
    with document.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:creator"] = [NAME]
    return documents.saved(document)


def small_picture_of_the_page():
    document = documents.new_pdf(text="")
    page_of(document, filler()).Thumb = image_of(document, Image.new("L", (76, 108), 200))
    return documents.saved(document)


def data_of_the_program():
    document = documents.new_pdf(text="")
    private = document.make_stream(b"%AI12 private data")
    page_of(document, filler()).PieceInfo = Dictionary(
        Illustrator=Dictionary(LastModified=String("D:2020"), Private=Dictionary(AIPrivateData1=private))
    )
    return documents.saved(document)


def photograph_with_its_place():
    document = documents.new_pdf(text="")
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 30.0, 26.0), 3: "W", 4: (0.0, 7.0, 39.0)})
    picture = jpeg_of(document, photograph(), exif=exif)
    page_of(document, filler(400) + "q 300 0 0 200 100 600 cm /P Do Q\n", XObject=Dictionary(P=picture))
    return documents.saved(document)


# Maker, code of the finding, words that must stand in its excerpts (none: the place is enough).
HIDING = {
    made.__name__: (made, code, words)
    for code, words, makers in [
        (
            "covered_text",
            NAME,
            (
                *(black_box, white_box, thick_line, part_of_a_line, box_in_a_form, text_in_a_form, label_on_box),
                *(picture_over_words, photograph_over_words, page_of_white, shading_over_words, rotated_page),
                *(upright_words, moved_page_box, annotation_over_words, black_on_black, bar_in_a_scan),
                *(bar_over_a_scan, wiped_out_of_a_scan, words_behind_a_scan, type_3_letters, black_highlighter),
                *(text_box_over_words, thick_pen_over_words, stamp_over_words, nearly_opaque_box),
                *(box_of_many_lines, blue_on_blue, drawn_twice_under_a_label, letter_by_letter),
                *(bar_in_a_scan_that_lies_on_its_side, bar_in_a_scan_of_two_tones),
            ),
        ),
        (
            "invisible_text",
            NAME,
            (
                *(white_on_white, nearly_white, tiny, tiny_by_its_matrix, not_painted, not_painted_over_words),
                *(transparent, clipped_away),
            ),
        ),
        ("outside_page", NAME, (beyond_the_edge, outside_the_crop)),
        ("hidden_layer", NAME, (hidden_layer, hidden_layer_of_a_form)),
        ("hidden_layer", "Photographs", (hidden_layer_of_pictures,)),
        (
            "covered_picture",
            "",
            (box_over_part_of_a_picture, picture_over_part_of_a_picture, bar_over_a_scan_without_words),
        ),
        ("unapplied_redaction", "The partners", (marked_for_redaction,)),
        ("comment", NAME, (note, highlight_with_words, rich_note, note_that_is_hidden)),
        ("form_answer", NAME, (answered_form, chosen_in_a_form, answered_and_hidden, answer_of_a_parent_field)),
        ("form_answer", "On a child protection plan", (ticked_form,)),
        ("attachment", "Winterbourne chronology.docx", (attachment,)),
        ("earlier_words", NAME, (earlier_words, earlier_words_twice, page_taken_out)),
        ("earlier_version", "", (earlier_version,)),
        ("form_script", "AFDate_FormatEx", (date_script,)),
        ("property_person", NAME, (author, custom_property, creator_in_xmp)),
        ("page_picture", "", (small_picture_of_the_page,)),
        ("program_data", "Illustrator", (data_of_the_program,)),
        ("picture_location", "", (photograph_with_its_place,)),
    ]
    for made in makers
}
