"""PDFs that say something beside their pages: one maker for each way, as in `hiding_pdf`."""

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.samples import documents
from tests.samples.drawn_pdf import filler, form_of, page_of, text
from tests.samples.hiding_pdf_carried import annotated, filled
from tests.samples.hiding_pdf_covered import NAME


def bookmark():
    """Made from a heading that is no longer there."""
    document = documents.new_pdf(text="")
    page_of(document, text("[Name removed] chronology") + filler())
    with document.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(f"{NAME} chronology", 0))
    return documents.saved(document)


def answer_that_a_form_begins_with():
    return filled(Name.Tx, String(NAME), DV=String(NAME))


def words_of_a_window():
    return annotated(Subtype=Name.Popup, Contents=String(f"Ask {NAME}"))


def link_to_a_file():
    address = String(f"file:///C:/Users/{NAME}/case.docx")
    return annotated(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=address))


def link_to_another_document():
    return annotated(Subtype=Name.Link, A=Dictionary(S=Name.GoToR, F=String(f"/C/Users/{NAME}/case.pdf")))


def _stamp(flags: int) -> bytes:
    document = documents.new_pdf(text="")
    page = page_of(document, filler())
    looks = Dictionary(N=document.make_indirect(form_of(document, text(NAME))))
    rectangle = Array([0, 0, 595, 842])
    stamp = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, F=flags, Rect=rectangle, AP=looks)
    page.Annots = Array([document.make_indirect(stamp)])
    return documents.saved(document)


def stamp_that_is_hidden():
    return _stamp(2)


def stamp_that_is_only_printed():
    return _stamp(32 | 4)


def _in_layer(usual: Dictionary, *, is_listed: bool = True, member: bool = False, **entries) -> bytes:
    document = documents.new_pdf(text="")
    layer = document.make_indirect(Dictionary(Type=Name.OCG, Name=String("Drafts"), **entries))
    document.Root.OCProperties = Dictionary(OCGs=Array([layer] if is_listed else []), D=usual)
    shown = document.make_indirect(Dictionary(Type=Name.OCMD, OCGs=layer, P=Name.AllOff)) if member else layer
    page_of(document, filler() + f"/OC /L1 BDC\n{text(NAME)}EMC\n", Properties=Dictionary(L1=shown))
    return documents.saved(document)


def layer_shown_when_another_is_off():
    return _in_layer(Dictionary(), member=True)


def layer_that_is_not_listed():
    return _in_layer(Dictionary(BaseState=Name.OFF), is_listed=False)


def layer_for_some_sizes():
    return _in_layer(Dictionary(), Usage=Dictionary(Zoom=Dictionary(min=8)))


def title():
    document = documents.new_pdf(text="")
    page_of(document, filler())
    document.docinfo["/Title"] = String(f"Review of {NAME}")
    return documents.saved(document)


def keywords_in_xmp():
    document = documents.new_pdf(text="")
    page_of(document, filler())
    with document.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:subject"] = {NAME}
    return documents.saved(document)


# Maker, code of the finding, words that must stand in its excerpts.
HIDING = {
    made.__name__: (made, code, words)
    for code, words, makers in [
        ("bookmark", NAME, (bookmark,)),
        ("form_answer", NAME, (answer_that_a_form_begins_with,)),
        ("comment", NAME, (words_of_a_window, stamp_that_is_hidden, stamp_that_is_only_printed)),
        ("hidden_layer", "Drafts", (layer_shown_when_another_is_off, layer_that_is_not_listed, layer_for_some_sizes)),
        ("property_words", NAME, (title, keywords_in_xmp)),
        ("template_path", NAME, (link_to_a_file, link_to_another_document)),
    ]
    for made in makers
}
