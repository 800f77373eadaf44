"""What the admin's forms of the library send."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.samples.documents import pdf

DOCUMENTS = "/admin/resources/document/"
EDITIONS = "/admin/resources/edition/"


def rows(prefix, *forms, initial=0):
    """The fields of an inline formset."""
    data = {f"{prefix}-TOTAL_FORMS": len(forms), f"{prefix}-INITIAL_FORMS": initial}
    for number, form in enumerate(forms):
        data |= {f"{prefix}-{number}-{name}": value for name, value in form.items()}
    return data


def document_data(**changes):
    facts = {"title": "Annual report", "slug": "annual-report", "kind": "report", "_save": "1"}
    return facts | rows("sources") | changes


def edition_data(document, **changes):
    return {"document": document.pk, "number": 1, "date_precision": "day", "_save": "1"} | changes


def upload(name="report.pdf", **kwargs):
    return SimpleUploadedFile(name, pdf(**kwargs))
