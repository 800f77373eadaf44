import pytest
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile

from lscb_site.files import receiving
from lscb_site.files.admin import ReceivesFiles
from lscb_site.files.fields import DocumentField
from lscb_site.files.inspection import Refused
from lscb_site.files.receiving import NotStored, received
from lscb_site.publishing.admin import PublishableAdmin
from tests.samples.documents import pdf

pytestmark = pytest.mark.django_db  # whether the bytes were erased


def takes_files(model_admin) -> bool:
    forms = [model_admin.form, *(inline.form for inline in model_admin.inlines)]
    return any(isinstance(field, DocumentField) for form in forms for field in form.base_fields.values())


def test_every_admin_whose_forms_take_files_receives_them_first():
    found = [type(each) for each in admin.site._registry.values() if takes_files(each)]
    assert {each.__name__ for each in found} == {"DocumentOnDesk", "EditionOnDesk", "PostAdmin"}
    orders = [each.__mro__ for each in found]
    assert all(order.index(ReceivesFiles) < order.index(PublishableAdmin) for order in orders)


def test_an_upload_is_received_once_and_refused_once(monkeypatch):
    upload, bad = SimpleUploadedFile("a.pdf", pdf(title="A title")), SimpleUploadedFile("bad.pdf", b"MZ a program")
    first = received(upload)
    with pytest.raises(Refused) as refused:
        received(bad)
    monkeypatch.setattr(receiving, "inspect", lambda *_, **__: pytest.fail("It is known."))
    assert received(upload) is first
    assert (first.title, first.facts) == ("A title", "PDF, 1\N{NO-BREAK SPACE}KB")
    with pytest.raises(Refused, match="This is a program") as again:
        received(bad)
    assert again.value is refused.value


def test_bytes_that_changed_while_they_were_received_are_not_stored(monkeypatch):
    upload = SimpleUploadedFile("a.pdf", pdf())
    monkeypatch.setattr(receiving.content_store(), "name_for", lambda name, digest: "00/other.pdf")
    with pytest.raises(NotStored):
        received(upload)
