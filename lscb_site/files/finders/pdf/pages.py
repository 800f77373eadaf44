"""What the pages of a PDF hold and do not show: words, parts of pictures, layers, marks for redaction."""

from collections.abc import Iterator, Sequence

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import ImageChops

from lscb_site.files.finders.pdf.bookmarks import words_in
from lscb_site.files.finders.pdf.covers import covered_pictures
from lscb_site.files.finders.pdf.substitutes import SpokenWords
from lscb_site.files.finders.pdf.unseen_pictures import unseen_pictures
from lscb_site.files.readers.pdf.hidden import HiddenRun, hidden_runs
from lscb_site.files.readers.pdf.objects import TooManyObjects
from lscb_site.files.readers.pdf.rendering import Window, extremes

SCALE = 1.0  # pixels a point, to see whether a layer draws anything
DIFFERENCE = 16  # of 255
MAX_CHARACTERS = 100_000  # of one page
MAX_MARKS = 1000  # annotations of one page


class PageLooker:
    def __init__(
        self,
        document: pypdfium2.PdfDocument,
        spoken: SpokenWords,
        every_layer: pypdfium2.PdfDocument | None,
        layers: Sequence[str],
    ) -> None:
        """``every_layer`` is the same document with every layer shown; ``layers`` the names of those that are off."""
        self.document = document
        self.spoken = spoken
        self.every_layer = every_layer
        self.layers = layers
        self.words: set[str] = set()  # of all pages looked at, what they show

    def find(self, number: int, place: str) -> Iterator[tuple[str, str, str]]:
        page = self.document[number]
        try:
            yield from self.spoken.find(number, page, place)
            yield from self._hidden(number, page, place)
        except TooManyObjects:
            yield "not_checked", place, ""
        finally:
            page.close()

    def _hidden(self, number: int, page: pypdfium2.PdfPage, place: str) -> Iterator[tuple[str, str, str]]:
        text_page = page.get_textpage()
        try:
            runs = hidden_runs(page, text_page)
            in_layers = self._in_layers(number, page, runs)
            for run in runs:
                if run not in in_layers:
                    yield run.reason.value, place, run.text
            for words in in_layers.values():
                yield "hidden_layer", place, words
            hidden = {index for run in runs for index in run.characters}
            text = text_page.get_text_range()[:MAX_CHARACTERS]
            self.words |= words_in("".join(letter for at, letter in enumerate(text) if at not in hidden))
            for _ in covered_pictures(page, text_page, hidden):
                yield "covered_picture", place, ""
            for _ in unseen_pictures(page):
                yield "covered_picture", place, "a whole picture that the page does not show"
            yield from self._marked(page, text_page, place)
        finally:
            text_page.close()

    def _in_layers(
        self, number: int, page: pypdfium2.PdfPage, runs: Sequence[HiddenRun]
    ) -> dict[HiddenRun | None, str]:
        """Of hidden runs, those that are seen when every layer is shown; or the names of layers that draw something."""
        if self.every_layer is None:
            return {}
        other = self.every_layer[number]
        text_page = other.get_textpage()
        try:
            now, then = Window(page, SCALE).picture(), Window(other, SCALE).picture()
            if now.size == then.size and extremes(ImageChops.difference(now, then))[1] < DIFFERENCE:
                return {}
            still = {index for run in hidden_runs(other, text_page) for index in run.characters}
            words: dict[HiddenRun | None, str] = {
                run: run.text for run in runs if not still.intersection(run.characters)
            }
            return words or {None: ", ".join(self.layers)}
        finally:
            text_page.close()
            other.close()

    def _marked(
        self, page: pypdfium2.PdfPage, text_page: pypdfium2.PdfTextPage, place: str
    ) -> Iterator[tuple[str, str, str]]:
        for number in range(min(MAX_MARKS, pdfium.FPDFPage_GetAnnotCount(page.raw))):
            mark = pdfium.FPDFPage_GetAnnot(page.raw, number)
            if not mark:
                continue
            if pdfium.FPDFAnnot_GetSubtype(mark) == pdfium.FPDF_ANNOT_REDACT:
                box = pdfium.FS_RECTF()
                pdfium.FPDFAnnot_GetRect(mark, box)
                yield "unapplied_redaction", place, text_page.get_text_bounded(box.left, box.bottom, box.right, box.top)
            pdfium.FPDFPage_CloseAnnot(mark)
