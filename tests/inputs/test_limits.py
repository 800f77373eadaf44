"""More than a form takes: the form comes back with all that was typed, or a page says what to do."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lscb_site.files import receiving
from lscb_site.web.guards import LARGEST_FORM
from news.models import Post
from tests.news.test_admin import LIST, typed, upload
from tests.resources.admin.forms import DOCUMENTS, document_data, rows

pytestmark = pytest.mark.django_db

BODY = "<p>Written for an hour.</p>"
URLENCODED = "application/x-www-form-urlencoded"


@pytest.mark.parametrize("count", [101, 140, 1000])
def test_more_files_than_can_be_added_at_once(editor_client, monkeypatch, count):
    monkeypatch.setattr(receiving, "inspect", lambda *args, **kwargs: pytest.fail("Nobody waits for them."))
    files = [SimpleUploadedFile(f"{number}.pdf", b"%PDF-1.7") for number in range(count)]
    answer = editor_client.post(f"{LIST}add/", typed(title="A title", body=BODY, new_documents=files))
    (sentence,) = answer.context["adminform"].form.errors["new_documents"]
    assert sentence.startswith(f"You chose {count} files. At most 100 can be added at once")
    assert "A title" in answer.text
    assert "Written for an hour." in answer.text
    assert not Post.objects.exists()


def test_more_files_than_anybody_chooses(editor_client):
    files = [SimpleUploadedFile(f"{number}.pdf", b"") for number in range(1001)]
    answer = editor_client.post(f"{LIST}add/", typed(new_documents=files))
    assert answer.status_code == 413
    assert "at most 1,000 files" in answer.text
    assert "what you typed is still in the form" in answer.text


@pytest.mark.parametrize("count", [1001, 5000])
def test_more_fields_than_django_would_read(editor_client, client, count):
    more = {f"unknown-{number}": "x" for number in range(count)}
    answer = editor_client.post(f"{LIST}add/", typed(title="", body=BODY) | more)
    assert answer.context["adminform"].form.errors["title"]
    assert "Written for an hour." in answer.text
    assert client.post("/contacts/find/", {"postcode": "not one"} | more).status_code == 200


def test_more_fields_than_anybody_fills_in(editor_client, client):
    more = "&".join(f"a{number}=" for number in range(10_001))
    for sender, address in [(editor_client, f"{LIST}add/"), (client, "/contacts/find/")]:
        answer = sender.post(address, more, URLENCODED)
        assert answer.status_code == 413
        assert "too much to read" in answer.text


@pytest.mark.parametrize("name", ["a" * 1000 + ".pdf", "a" * 1000, "é" * 500 + ".pdf", "..\\" * 300 + "a.pdf", ".pdf"])
def test_a_file_name_of_a_thousand_characters(editor_client, name):
    file = upload("a.pdf", text="A report of the Board")
    file.__dict__["_name"] = name  # Django cuts it as it comes in
    answer = editor_client.post(f"{LIST}add/", typed(title="A title", body=BODY, new_documents=[file]))
    if answer.status_code == 302:
        (paper,) = Post.objects.get().papers.all()
        stored = paper.document.editions.get().main_file
        assert len(stored.name) <= 100
        assert stored.name.endswith(".pdf")
    else:
        assert answer.context["adminform"].form.errors["new_documents"]
        assert "Written for an hour." in answer.text


@pytest.mark.parametrize(
    ("field", "length", "sentence"),
    [
        ("title", 201, "at most 200 characters (it has 201)"),
        ("summary", 5000, "at most 300 characters (it has 5000)"),
        ("slug", 201, "at most 200 characters (it has 201)"),
        ("archive_note", 401, "at most 400 characters (it has 401)"),
    ],
)
def test_what_is_too_long_comes_back_whole_and_is_cut_by_nobody(editor_client, field, length, sentence):
    long = "x" * length
    answer = editor_client.post(f"{LIST}add/", typed(**{field: long}))
    assert sentence in str(answer.context["adminform"].form.errors[field])
    assert long in answer.text
    assert "maxlength" not in answer.text


@pytest.mark.parametrize("address", ["/contacts/", "/search/", "/resources/"])
def test_no_field_of_a_visitor_cuts_what_is_pasted(client, address):
    assert "maxlength" not in client.get(address).text


def test_a_text_of_six_megabytes_is_read(editor_client):
    answer = editor_client.post(f"{LIST}add/", typed(title="", body=BODY + f"<p>{'word ' * 12_000}</p>" * 100))
    assert answer.status_code == 200
    assert answer.context["adminform"].form.errors["title"]


def test_a_body_that_is_too_large(client, editor_client, settings):
    long = "a=" + "x" * LARGEST_FORM
    for address in ("/contacts/find/", "/search/", "/admin/login/"):
        answer = client.post(address, long, URLENCODED)
        assert answer.status_code in (405, 413), address
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1024
    answer = editor_client.post(f"{LIST}add/", typed(body="x" * 2000))
    assert answer.status_code == 413
    assert "20&nbsp;MB of text" in answer.text


@pytest.mark.parametrize("address", ["/contacts/find/", "/admin/login/", "/admin/news/post/add/"])
def test_a_body_in_chunks_is_asked_for_its_length(client, address):
    facts = {"HTTP_TRANSFER_ENCODING": "chunked", "CONTENT_TYPE": URLENCODED, "REQUEST_METHOD": "POST"}
    answer = client.generic("POST", address, b"", **facts, **{"wsgi.input": io.BytesIO(b"postcode=SE1")})
    assert answer.status_code == 411
    assert "Content-Length" in answer.text
    assert "tel:999" in answer.text


def test_a_document_with_a_thousand_editions_on_one_form(editor_client):
    editions = [{"number": number, "date_precision": "day", "change_note": "x"} for number in range(1, 102)]
    answer = editor_client.post(f"{DOCUMENTS}add/", document_data(title="", **rows("editions", *editions)))
    assert answer.status_code == 200
    assert answer.context["adminform"].form.errors["title"]
