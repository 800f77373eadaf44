"""The forms by which editors bring files into the library."""

from django import forms

from lscb_site.files.fields import DocumentField
from lscb_site.publishing.forms import PublishableForm
from resources.models import EditionFile
from resources.uploading import attach, take


class DocumentForm(PublishableForm):
    class Meta:
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3}),
            "topics": forms.CheckboxSelectMultiple,
            "audiences": forms.CheckboxSelectMultiple,
        }


class EditionForm(PublishableForm):
    class Meta:
        widgets = {"change_note": forms.Textarea(attrs={"rows": 3})}


class EditionInlineForm(forms.ModelForm):
    """An edition on its document's page, with its main file."""

    main_file = DocumentField(
        label="File",
        required=False,
        help_text="PDF, Word, PowerPoint, Excel or OpenDocument text. Leave empty while the file is to follow.",
    )

    class Meta:
        widgets = {"change_note": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and (main := self.instance.files.filter(role=EditionFile.Role.MAIN).first()):
            self.initial["main_file"] = main.file

    def save(self, commit=True):
        edition = super().save(commit)
        if commit:
            self._keep_file(edition)
        return edition

    def _keep_file(self, edition):
        main = edition.files.filter(role=EditionFile.Role.MAIN).first()
        if "main_file" in self.changed_data:
            main = main or EditionFile(edition=edition, title=str(edition.document))
            main.is_demonstration = False
            attach(main, self.cleaned_data["main_file"])
        elif main is None:
            # The place of the file that is still to follow, which readers are told of.
            edition.files.create(title=str(edition.document))


class EditionFileForm(forms.ModelForm):
    """A file of an edition, judged before it is stored and replaced by choosing another."""

    file = DocumentField(
        required=False,
        help_text="PDF, Word, PowerPoint, Excel or OpenDocument text. Leave empty while the file is to follow.",
    )

    def save(self, commit=True):
        if "file" in self.changed_data:
            take(self.instance, self.cleaned_data["file"])
            if "is_demonstration" not in self.changed_data:
                # The Board's own file takes a demonstration copy's place, and must not be called one.
                self.instance.is_demonstration = False
        return super().save(commit)


class EditionFilesFormSet(forms.BaseInlineFormSet):
    """The files of an edition. Django leaves constraints that name the parent out of its inline forms: it is here."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        is_new = index is None or index >= self.initial_form_count()
        if is_new and self.instance.pk and self.instance.files.filter(role=EditionFile.Role.MAIN).exists():
            form.initial["role"] = EditionFile.Role.APPENDIX

    def clean(self):
        super().clean()
        kept = [form for form in self.forms if form.is_valid() and not self._should_delete_form(form)]
        main = [form for form in kept if form.cleaned_data.get("role") == EditionFile.Role.MAIN]
        for form in main[1:]:
            form.add_error("role", "An edition has one main file. Give the others another role.")
