"""PDFs that carry more than their pages: notes, answers, attachments, earlier versions, properties."""

from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from tests.samples import documents
from tests.samples.drawn_pdf import (
    box,
    content_number,
    filler,
    form_of,
    image_of,
    jpeg_of,
    page_of,
    photograph,
    saved_on_top,
    stream_of,
    text,
)
from tests.samples.hiding_pdf_covered import NAME


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
