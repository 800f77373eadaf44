"""PDFs that say words in the place of those they show: other words, and the same in another form."""

from pikepdf import Dictionary, String

from tests.samples import documents
from tests.samples.drawn_pdf import box, drawn, filler, form_of, page_of, text
from tests.samples.tagged import Words, pdf, tag

NAME = "Kezia Winterbourne"


def said(substitute: str, content: str, key="ActualText", kind="Span") -> str:
    written = substitute.encode("utf-16-be").hex()
    return f"/{kind} <</{key} <FEFF{written}>>> BDC\n{content}EMC\n"


def on_a_word():
    return drawn(filler() + said(NAME, text("Child A")) + text("was seen", 130))


def on_a_word_in_two_pieces():
    return drawn(filler() + said(NAME, text("Child") + text("A", 110)) + text("was seen", 130))


def on_initials():
    return drawn(filler() + said(NAME, text("K.W.")) + text("was seen", 130))


def on_a_bar_of_signs():
    return drawn(filler() + said(NAME, text("-----")) + text("was seen", 130))


def on_a_box():
    return drawn(filler() + said(NAME, box(72, 698, 80, 14)))


def on_nothing():
    return drawn(filler() + text("Child A was seen") + said(NAME, ""))


def on_nothing_by_name():
    document = documents.new_pdf(text="")
    held = document.make_indirect(Dictionary(ActualText=String(NAME)))
    page_of(document, filler() + "/Span /P0 BDC EMC\n" + text("was seen"), Properties=Dictionary(P0=held))
    return documents.saved(document)


def in_a_form():
    return drawn(
        filler() + "/Words Do\n",
        XObject=lambda document: Dictionary(Words=form_of(document, said(NAME, text("Child A")))),
    )


def alternate_words_of_a_span():
    return drawn(filler() + said(NAME, text("Child A"), "Alt") + text("was seen", 130))


def expanded():
    return drawn(filler() + said(NAME, text("Child A"), "E") + text("was seen", 130))


def _tagged(key: str, substitute: str, kind="Span", shown="Child A") -> bytes:
    document = pdf(tag("Document", tag("P", tag(kind, Words(shown)), Words("was seen", 140))))
    document.Root.StructTreeRoot.K[0].K[0].K[0][f"/{key}"] = String(substitute)
    return documents.saved(document)


def of_an_element():
    return _tagged("ActualText", NAME)


def alternate_words_of_an_element():
    return _tagged("Alt", NAME)


def of_an_element_of_nothing():
    document = pdf(tag("Document", tag("P", Words("Child A was seen"), tag("Span"))))
    span = document.Root.StructTreeRoot.K[0].K[0].K[1]
    span.ActualText, span.Pg = String(NAME), document.pages[0].obj
    return documents.saved(document)


def ligatures():
    return drawn(filler() + text("The o", 72) + said("ffi", text("f", 100)) + text("cer", 110))


def whole_word_on_a_ligature():
    return drawn(filler() + said("officer", text("officer")))


def soft_hyphens():
    return drawn(filler() + text("safe") + said("\u00ad", text("-", 96)) + text("guarding", 72, 684))


def words_broken_at_the_end_of_a_line():
    return drawn(filler() + said("safeguarding", text("safe-", 480)) + text("guarding children", 72, 684))


def word_broken_at_the_end_of_a_page():
    return drawn(filler() + said("safeguarding", text("safe-", 480, 40)))


def decorated_initial():
    return drawn(filler() + said("C", box(72, 680, 30, 36)) + text("hildren are heard", 106))


def whole_word_on_a_large_initial():
    return drawn(filler() + said("Children", text("C", 72, 690, 36)) + text("hildren are heard", 100))


def bullets_and_tabs():
    return drawn(filler() + said("\u2022", text("o")) + said("\t", text(" ", 84)) + text("who", 90))


def figures_in_words():
    return drawn(filler() + said("nine nine nine", text("999")) + said("one half", text("\u00bd", 110)))


def shortened_words():
    return drawn(
        filler()
        + said("Multi-Agency Safeguarding Hub", text("MASH"), "E")
        + said("Doctor", text("Dr", 140), "E")
        + said("department", text("dept", 170), "E")
    )


def other_spelling():
    return drawn(filler() + said("CHILDREN\u2019S SERVICES", text("Children's services")))


def sign_that_is_named():
    return drawn(filler() + said("Telephone", text("#")) + text("020 7946 0000", 90))


def formula():
    return drawn(filler() + said("the square of a and the square of b", text("a2 + b2"), kind="Formula"))


def picture_with_its_description():
    document = pdf(
        tag("Document", tag("P", Words("Where the hubs are")), tag("Figure", Words("12", 72, 600), alt="Map of London"))
    )
    return documents.saved(document)


def link_with_its_description():
    return _tagged("Alt", "Opens the Board's page of protocols", "Link", "Protocols")


def word_in_two_elements():
    document = pdf(tag("Document", tag("P", tag("Span", Words("Safe", 72)), tag("Span", Words("guarding", 96)))))
    for span in document.Root.StructTreeRoot.K[0].K[0].K:
        span.ActualText = String("Safeguarding")
    return documents.saved(document)


HIDING = [
    *(on_a_word, on_a_word_in_two_pieces, on_initials, on_a_bar_of_signs, on_a_box, on_nothing, on_nothing_by_name),
    *(in_a_form, alternate_words_of_a_span, expanded, of_an_element, alternate_words_of_an_element),
    *(of_an_element_of_nothing,),
]
INNOCENT = [
    *(ligatures, whole_word_on_a_ligature, soft_hyphens, words_broken_at_the_end_of_a_line),
    *(word_broken_at_the_end_of_a_page, decorated_initial, whole_word_on_a_large_initial, bullets_and_tabs),
    *(figures_in_words, shortened_words, other_spelling, sign_that_is_named, formula, picture_with_its_description),
    *(link_with_its_description, word_in_two_elements),
]
