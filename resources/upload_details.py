"""What the card of an upload asks, and what it tells of the library: see `lscb_site.files.details`."""

from django import forms
from django.utils.html import format_html

from lscb_site.files.details import Offer, UploadDetails
from lscb_site.files.opening import opening_of
from lscb_site.files.receiving import received
from lscb_site.web.addresses import admin_address
from lscb_site.web.date_fields import DayField
from lscb_site.web.dates import Precision
from resources import proposals
from resources.languages import LANGUAGES
from resources.models import Document, Edition, EditionFile, FormerFile
from resources.templatetags.library import language_name

MOST = 3  # places of the same bytes that a card names
NOT_STATED = "The file does not say"


class FileDetails(UploadDetails):
    """Of a file that joins an edition. `context` has its `edition` or, of a new one, its `document`; and `number`, how
    many files were chosen before it."""

    title = forms.CharField(
        max_length=200,
        required=False,
        help_text="What the link says. Empty: the document's title, or what the file itself says.",
    )
    role = forms.ChoiceField(choices=EditionFile.Role)
    language = forms.ChoiceField(required=False, choices=[("", NOT_STATED), *LANGUAGES])

    day = None  # of `proposals`, once it is proposed

    def propose(self):
        edition, document = self._edition(), self._document()
        opening = opening_of(self.upload)
        is_main = self._is_first() and not (edition and edition.main_file and edition.main_file.file)
        own = proposals.title_for(self.upload)[:200]
        title = str(document) if is_main and document else own
        role = EditionFile.Role.MAIN if is_main else EditionFile.Role.APPENDIX
        self.initial |= {"title": title, "role": role, "language": proposals.language_for(opening)}
        self.day = proposals.day_for(self.upload, own)
        self.tell_the_language_of(opening)

    def tell_the_language_of(self, opening):
        if opening.language:
            stated = f"As the file says: {language_name(opening.language)}"
            self.fields["language"].choices = [("", stated), *LANGUAGES]

    def notes(self):
        edition = self._edition()
        for file in EditionFile.objects.filter(sha256=self.digest).select_related("edition__document")[:MOST]:
            if edition and file.edition_id == edition.pk:
                yield format_html("This edition has this very file already: “{}”. It is not added again.", file)
            else:
                yield in_the_library(file, "The library has this very file already")
        former = FormerFile.objects.filter(sha256=self.digest).select_related("file__edition__document")
        for each in former[:MOST]:
            yield in_the_library(each.file, "This was replaced by a corrected file once")

    def is_asked(self):
        edition = self._edition()
        return not (edition and edition.files.filter(sha256=self.digest).exists())

    def offers(self, *, is_asked):
        """The day of the document itself is its edition's, which has a field of its own."""
        if not is_asked:
            return [*self.title_offered(), *self.language_offered()]
        is_main = self.initial.get("role") == EditionFile.Role.MAIN
        return self.day_offered("This edition applies from") if is_main else ()

    def title_offered(self):
        title = self.initial.get("title", "")
        return [Offer("Title", title, {"title": title})] if title else []

    def language_offered(self):
        language = self.initial.get("language", "")
        return [Offer("Language", dict(LANGUAGES)[language], {"said_language": language})] if language else []

    def day_offered(self, label):
        if not self.day:
            return []
        fills = {"effective_date": f"{self.day.value:%d/%m/%Y}", "date_precision": self.day.precision}
        return [Offer(label, f"{self.day.words}, as {self.day.source} says", fills)]

    @property
    def digest(self):
        return received(self.upload).sha256

    def _is_first(self):
        return self.context.get("number", "0") in ("", "0")

    def _edition(self):
        return row_called(Edition, self.context.get("edition"))

    def _document(self):
        edition = self._edition()
        return edition.document if edition else row_called(Document, self.context.get("document"))


class DocumentDetails(FileDetails):
    """Of a file that becomes a document of the library."""

    title = forms.CharField(max_length=200, help_text="As its first page prints it.")
    role = None
    kind = forms.ChoiceField(choices=Document.Kind, initial=Document.Kind.REPORT)
    date = DayField(required=False, label="Applies from")
    precision = forms.ChoiceField(label="How much of it is known", choices=Precision, initial=Precision.DAY)

    field_order = ["title", "kind", "date", "precision", "language"]

    def propose(self):
        opening = opening_of(self.upload)
        title = proposals.title_for(self.upload)[:200]
        self.initial |= {"title": title, "language": proposals.language_for(opening)}
        if kind := proposals.kind_for(self.upload, title):
            self.initial["kind"] = kind
        self.day = proposals.day_for(self.upload, title)
        if self.day:
            self.initial |= {"date": self.day.value, "precision": self.day.precision}
            self.fields["date"].help_text = f"{self.day.words}, as {self.day.source} says. Check it."
        self.tell_the_language_of(opening)

    def notes(self):
        if known := Document.objects.known_by(self.digest):
            said = "The library has this very file already. That document is used, and no second one is made"
            yield in_words(known, said)
            return
        yield from super().notes()
        title = self.initial.get("title", "")
        for document in Document.objects.filter(title__iexact=title)[:MOST]:
            yield in_words(document, "The library has a document of this title. Perhaps this is a new edition of it")

    def is_asked(self):
        return Document.objects.known_by(self.digest) is None


class NewDocumentDetails(DocumentDetails):
    """The same on a document's own page, which has these fields itself."""

    def notes(self):
        return FileDetails.notes(self)

    def offers(self, *, is_asked):
        found = self.title_offered()
        if kind := self.initial.get("kind"):
            found.append(Offer("Kind", Document.Kind(kind).label, {"kind": kind}))
        return [*found, *self.day_offered("Applies from"), *self.language_offered()]


def row_called(model, key):
    """The row of a key that a form sent; None where there is none."""
    return model.objects.filter(pk=key).first() if key and key.isdecimal() and len(key) < 10 else None


def in_the_library(file, said):
    return in_words(file.edition, said)


def in_words(item, said):
    """A sentence with a link to what it is about, and the state of that."""
    link = '{}: <a href="{}" target="_blank">{}</a> ({}).'
    return format_html(link, said, admin_address(item), item, item.status().label.lower())
