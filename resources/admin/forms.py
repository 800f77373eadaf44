"""The forms by which editors bring files into the library."""

from django import forms

from lscb_site.files.fields import LOOK_AT, AsksAboutUploads, DocumentField, DocumentsField
from lscb_site.files.kinds import FileKind
from lscb_site.files.receiving import received
from lscb_site.publishing.forms import PublishableForm
from resources.admin.private_uploads import AsksWhatFilesHide
from resources.edition_order import after_in_words, contradiction, in_words
from resources.languages import LANGUAGES
from resources.models import Edition, EditionFile
from resources.uploading import add_to, attach, take, title_of

KINDS = "PDF, Word, PowerPoint, Excel or OpenDocument text."
WHICH_IS_WHICH = "The first is the document itself, and the others are its appendices, unless you say otherwise."
ONE_MAIN_FILE = "An edition has one main file. Give the others another role."
AT_ONCE = "This edition is live: readers have what you add as soon as you save."
SAY_WHAT_WAS_PUT_RIGHT = "Say in one line what was put right: readers see it."


class DocumentForm(PublishableForm):
    class Meta:
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3}),
            "topics": forms.CheckboxSelectMultiple,
            "audiences": forms.CheckboxSelectMultiple,
        }


class EditionForm(AsksAboutUploads, AsksWhatFilesHide, PublishableForm):
    more_files = DocumentsField(
        label="Add files",
        required=False,
        details="file of an edition",
        help_text=f"Drop files here, or choose several in one dialogue. {KINDS} {WHICH_IS_WHICH}",
    )

    class Meta:
        widgets = {"change_note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "more_files" not in self.fields:
            return
        field = self.fields["more_files"]
        field.tell(
            edition=self.instance.pk or "", document=self.instance.document_id or self.initial.get("document", "")
        )
        if self.instance.pk and self.instance.is_live:
            field.help_text += f" {AT_ONCE}"

    def clean(self):
        cleaned = super().clean()
        self.refuse_what_is_hidden("more_files", cleaned.get("more_files", ()), self.instance)
        self._refuse_two_main_files(cleaned.get("more_files", ()))
        document = cleaned.get("document") or (self.instance.document if self.instance.document_id else None)
        if document and cleaned.get("number"):
            others = document.editions.exclude(pk=self.instance.pk)
            refuse_contradiction([*((other, None) for other in others), (told(self.instance, cleaned), self)])
        return cleaned

    def _refuse_two_main_files(self, uploads):
        said = [upload.details for upload in uploads if upload.details.said.get("role") == EditionFile.Role.MAIN]
        has_one = self.instance.pk and self.instance.files.filter(role=EditionFile.Role.MAIN).exclude(file="").exists()
        for details in said if has_one else said[1:]:
            details.add_error("role", ONE_MAIN_FILE)
            self.add_error("more_files", f"{LOOK_AT.format(details.name)} {ONE_MAIN_FILE}")

    def take_more_files(self):
        """Each file that was added, and whether the edition had not got it already."""
        uploads = self.cleaned_data.get("more_files", ())
        return [add_to(self.instance, upload, upload.details.said) for upload in uploads]


def told(instance, cleaned):
    """An edition as a form tells it. What the form leaves out is as it was."""
    names = ("number", "label", "effective_date", "date_precision")
    return Edition(**{name: cleaned.get(name, getattr(instance, name)) for name in names})


def refuse_contradiction(pairs):
    """Of editions of one document, each with the form that tells it: None for one that stands as it is."""
    pairs = list(pairs)
    found = contradiction(edition for edition, _ in pairs)
    if found:
        later, earlier = found
        form = next((form for edition, form in pairs if edition is later), None)
        if form is not None:
            form.add_error("effective_date", in_words(later, earlier))
            return
        form = next(form for edition, form in pairs if edition is earlier)
        form.add_error("effective_date", after_in_words(later, earlier))


class EditionsFormSet(forms.BaseInlineFormSet):
    """The editions on their document's page, which are judged together: two may change places at once."""

    def clean(self):
        super().clean()
        kept = [form for form in self.forms if form.is_valid() and form.cleaned_data.get("number")]
        if len(kept) == len([form for form in self.forms if form.has_changed() or form.instance.pk]):
            refuse_contradiction((told(form.instance, form.cleaned_data), form) for form in kept)


class EditionInlineForm(AsksWhatFilesHide, forms.ModelForm):
    """An edition on its document's page, with its main file."""

    main_file = DocumentField(
        label="File",
        required=False,
        details="new document",
        help_text=f"{KINDS} Leave empty while you do not have it.",
    )
    said_language = forms.ChoiceField(
        label="Language of the file",
        required=False,
        choices=[("", "As the file says"), *LANGUAGES],
        help_text=EditionFile._meta.get_field("said_language").help_text,
    )

    class Meta:
        widgets = {"change_note": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        main = self._main_file() if self.instance.pk else None
        self.initial["said_language"] = main.said_language if main else ""
        if self.instance.pk and self.instance.is_live:
            self.fields["main_file"].help_text += f" {AT_ONCE}"
        if main and main.file:
            self.initial["main_file"] = main.file
            if self.instance.is_live:
                field = self.fields["main_file"]
                field.disabled = True
                field.help_text = "Readers have it. Replace it on the edition's own page, and say what was put right."

    def clean(self):
        cleaned = super().clean()
        if "main_file" in self.changed_data and cleaned.get("main_file"):
            self.refuse_what_is_hidden("main_file", [cleaned["main_file"]], self.instance)
        return cleaned

    def save(self, commit=True):
        edition = super().save(commit)
        if commit:
            self._keep_file(edition)
        return edition

    def _keep_file(self, edition):
        main = self._main_file() or EditionFile(edition=edition, title=str(edition.document))
        main.said_language = self.cleaned_data.get("said_language", "")
        if "main_file" in self.changed_data:
            main.is_demonstration = False
            attach(main, self.cleaned_data["main_file"])
            self.files_with_a_reason = [main] if self.public_reason else []
        elif main.pk and "said_language" in self.changed_data:
            main.wait_to_be_read()
            main.save()
        edition.keep_a_place()

    def _main_file(self):
        return next((file for file in self.instance.files.all() if file.role == EditionFile.Role.MAIN), None)


class EditionFileForm(AsksWhatFilesHide, forms.ModelForm):
    """A file of an edition, judged before it is stored and replaced by choosing another."""

    title = forms.CharField(
        max_length=200,
        required=False,
        help_text="What the link says. Leave it empty to take the document's title or, for another file, its own.",
    )
    file = DocumentField(
        required=False,
        details="file of an edition",
        help_text=f"{KINDS} Leave empty while you do not have it.",
    )
    correction = forms.CharField(
        label="What was put right",
        max_length=300,
        required=False,
        help_text="Needed when you replace the file. It becomes a dated line in the history of this edition.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.kind not in ("", FileKind.PPTX) and "shows_notes" in self.fields:
            self.fields["shows_notes"].widget = forms.HiddenInput()  # nothing else has notes

    def clean(self):
        cleaned = super().clean()
        is_new = "file" in self.changed_data
        if is_new and not cleaned.get("correction") and self._readers_have_other_bytes(cleaned.get("file")):
            self.add_error("correction", SAY_WHAT_WAS_PUT_RIGHT)
        if is_new and cleaned.get("file"):
            self.refuse_what_is_hidden("file", [cleaned["file"]], getattr(self.instance, "edition", None))
        if not cleaned.get("title") and not is_new and cleaned.get("role") != EditionFile.Role.MAIN:
            self.add_error("title", "Say what the link to it will say.")
        return cleaned

    def _readers_have_other_bytes(self, upload):
        """Choosing the same file once more puts a damaged copy right, and changes nothing that readers must be told."""
        if not upload or not self.initial.get("file") or not self.instance.edition.is_live:
            return False
        return received(upload).sha256 != self.instance.sha256

    def save(self, commit=True):
        file, upload = self.instance, self.cleaned_data.get("file")
        if not file.title:
            file.title = str(file.edition.document) if file.role == EditionFile.Role.MAIN else title_of(upload)
        if "file" in self.changed_data:
            take(file, upload)
            if "is_demonstration" not in self.changed_data:
                # The Board's own file takes a demonstration copy's place, and must not be called one.
                file.is_demonstration = False
            self.files_with_a_reason = [file] if self.public_reason else []
        elif {"shows_notes", "said_language"} & set(self.changed_data):
            file.wait_to_be_read()
        saved = super().save(commit)
        if commit and self.cleaned_data.get("correction"):
            file.edition.corrections.create(note=self.cleaned_data["correction"])
        return saved


class EditionFilesFormSet(forms.BaseInlineFormSet):
    """The files of an edition. Django leaves constraints that name the parent out of its inline forms: it is here."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        is_new = index is None or index >= self.initial_form_count()
        if is_new and self.instance.pk and self.instance.files.filter(role=EditionFile.Role.MAIN).exists():
            form.initial["role"] = EditionFile.Role.APPENDIX
        if self.instance.pk and self.instance.is_live:
            form.fields["file"].help_text += f" {AT_ONCE}"

    def clean(self):
        super().clean()
        kept = [form for form in self.forms if form.is_valid() and not form.cleaned_data.get("DELETE")]
        main = [form for form in kept if form.cleaned_data.get("role") == EditionFile.Role.MAIN]
        for form in main[1:]:
            form.add_error("role", ONE_MAIN_FILE)
