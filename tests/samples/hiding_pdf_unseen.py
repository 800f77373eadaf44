"""PDFs whose words are drawn so that no eye sees them: white, tiny, cut off, on a layer that is off."""

from pikepdf import Array, Dictionary, Name, String

from tests.samples import documents
from tests.samples.drawn_pdf import (
    box,
    drawn,
    filler,
    form_of,
    image_of,
    page_of,
    photograph,
    text,
)
from tests.samples.hiding_pdf_covered import NAME


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
