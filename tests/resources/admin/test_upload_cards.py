"""A file is looked at as soon as it is chosen: its card says what it is, hides and duplicates, and asks about it."""

from datetime import date
from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import html

from news.models import Post
from resources.models import Document, EditionFile, FormerFile
from resources.reading import read_next
from tests.conftest import signed_in
from tests.factories import DocumentFactory, EditionFactory, EditionFileFactory, LiveDocumentFactory, UserFactory
from tests.news.test_admin import LIST, typed
from tests.resources.admin.forms import DOCUMENTS, EDITIONS, document_data, edition_data, rows, upload
from tests.resources.admin.test_kept_files import kept, words
from tests.samples.documents import docx_, pdf

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

NEWS = f"{LIST}look/"
ENGLISH = (
    "This is the report of the Board for children in London and it is for all of those who work with them as well."
)


def look(client, file, address=NEWS, field="new_documents", **context):
    return client.post(address, {"field": field, "file": file} | context)


def written(markup) -> list[tuple[str, str]]:
    """The fields of a card as a browser sends them, empty ones too."""
    form = html.fromstring(f"<form>{markup}</form>")
    return [(each.name, each.value or "") for each in form.inputs if each.name]


def fields(card) -> dict[str, str]:
    """What the fields of a card hold, by the last part of their names."""
    return {name.rpartition("-")[2]: value for name, value in written(card.text) if not name.endswith("-kept")}


def sent(*cards, **changes) -> dict[str, list[str]]:
    """Cards as a form sends them, with what somebody wrote in each of them."""
    data = {}
    for card in cards:
        for name, value in written(card.text):
            data.setdefault(name, []).append(changes.get(name.rpartition("-")[2], value))
    return data


def test_its_card_proposes_title_kind_day_and_language_and_shows_the_first_page(editor_client):
    card = look(editor_client, upload("scan1.pdf", title="Annual report, March 2015", text=ENGLISH))
    assert fields(card) == {
        "title": "Annual report, March 2015",
        "kind": "report",
        "date": "01/03/2015",
        "precision": "month",
        "language": "en-GB",
    }
    assert "Kept: scan1.pdf (PDF, 1" in words(card)
    assert "1 page)" in words(card)
    assert "March 2015, as its title says. Check it." in words(card)
    (picture,) = html.fromstring(card.text).xpath("//img")
    assert picture.get("src").startswith("data:image/webp;base64,UklGR")
    assert picture.get("alt") == "First page of scan1.pdf"
    assert not Document.objects.exists()


def test_what_it_hides_is_on_the_card(editor_client):
    page = "BT /F1 12 Tf 72 720 Td (The report) Tj 0 -5000 Td (Child F) Tj ET"
    told = words(look(editor_client, upload(text=f"x) Tj ET {page} BT (y")))
    assert "Look at this before it is public: Words outside the page." in told
    assert "Child F" in told


def test_a_refused_file_is_refused_at_once(editor_client):
    card = look(editor_client, SimpleUploadedFile("page.pdf", b"<html><body>Hello</body></html>"))
    assert "“page.pdf”: This is a web page, not a document." in words(card)
    assert not kept(card)


@pytest.mark.parametrize(
    ("data", "status"),
    [({"field": "title"}, 400), ({"field": "x" * 5000}, 400), ({}, 400), ({"field": "new_documents", "file": ""}, 400)],
)
def test_what_is_no_file_of_a_field_is_refused(editor_client, data, status):
    assert editor_client.post(NEWS, {"file": upload()} | data).status_code == status


@pytest.mark.parametrize(
    "name", ["<img src=x>.pdf", 'a".pdf', "x" * 300 + ".pdf", "../../etc.pdf", "\u202efdp.exe.pdf", "a\nb.pdf", "ü.pdf"]
)
def test_the_name_of_a_file_is_words_whatever_it_holds(editor_client, name):
    card = look(editor_client, SimpleUploadedFile(name, pdf()), field="x-1-new_documents")
    assert card.status_code == 200
    assert "<img src=x" not in card.text
    assert "\u202e" not in card.text
    (box,) = html.fromstring(card.text).xpath("//input[@type='checkbox']")
    assert box.get("name") == "x-1-new_documents-kept"


@pytest.mark.parametrize(
    "field", ["new_documents\0", "'\"><b>-new_documents", "-new_documents", "\udcff-new_documents"]
)
def test_the_name_of_a_field_is_never_markup(editor_client, field):
    card = look(editor_client, upload(), field=field.encode("utf-8", "surrogateescape"))
    assert card.status_code in (200, 400)
    assert "<b>" not in card.text


def test_only_whoever_may_write_there_has_files_looked_at(client, editor_client):
    assert look(client, upload()).status_code == 403
    nobody = signed_in(UserFactory(is_staff=True))
    assert look(nobody, upload()).status_code == 403
    assert look(nobody, upload(), f"{EDITIONS}look/", "more_files").status_code == 403
    assert editor_client.get(NEWS).status_code == 405


def test_what_is_said_of_each_becomes_its_document(editor_client):
    one = look(editor_client, upload("one.pdf", text="One"))
    two = look(editor_client, upload("two.pdf", text="Two"), number="1")
    said = {"title": "Escalation policy", "kind": "procedure", "date": "18 March 2015", "precision": "day"}
    data = sent(one, **said, language="pl")
    for name, values in sent(two).items():
        data.setdefault(name, []).extend(values)
    editor_client.post(f"{LIST}add/", typed(_save="1", **data))
    first, second = (paper.document for paper in Post.objects.get().papers.all())
    edition = first.editions.get()
    assert (first.title, first.kind, first.slug) == ("Escalation policy", "procedure", "escalation-policy")
    assert (edition.effective_date, edition.date_precision) == (date(2015, 3, 18), "day")
    assert (edition.main_file.title, edition.main_file.language) == ("Escalation policy", "pl")
    assert (second.title, second.kind, second.editions.get().effective_date) == ("Two", "report", None)
    while read_next():
        pass
    assert EditionFile.objects.get(pk=edition.main_file.pk).language == "pl"


def test_what_cannot_be_is_said_beside_its_field_and_keeps_all_that_was_typed(editor_client):
    card = look(editor_client, upload("one.pdf", text="One"))
    wrong = sent(card, title="Typed with care", date="31 February 2015", language="pl")
    answer = editor_client.post(f"{LIST}add/", typed(_save="1", **wrong))
    assert "Look at what is said of “one.pdf”." in words(answer)
    assert "February 2015 has 28 days." in words(answer)
    assert not Post.objects.exists()
    (card_again,) = html.fromstring(answer.text).xpath("//li[@class='upload-card']")
    again = written(html.tostring(card_again, encoding="unicode"))
    shown = {name: [value] for name, value in again}
    # Signed anew, at another moment.
    assert {**shown, "new_documents-kept": []} == {**wrong, "new_documents-kept": []}
    mended = {name: "" if name.endswith("-date") else value for name, value in again}
    editor_client.post(f"{LIST}add/", typed(_save="1", **mended))
    assert Document.objects.get().title == "Typed with care"


@pytest.mark.parametrize("wrong", [{"kind": "secret"}, {"precision": "hour"}, {"language": "xx"}, {"title": ""}])
def test_what_no_form_offers_is_refused(editor_client, wrong):
    card = look(editor_client, upload("one.pdf", text="One"))
    answer = editor_client.post(f"{LIST}add/", typed(_save="1", **sent(card, **wrong)))
    assert "Look at what is said of “one.pdf”." in words(answer)
    assert not Post.objects.exists()


def test_without_script_a_form_that_comes_back_has_the_same_cards(editor_client):
    answer = editor_client.post(
        f"{LIST}add/", typed(_save="1", title="", new_documents=[upload(title="Annual report 2014")])
    )
    (card,) = html.fromstring(answer.text).xpath("//li[@class='upload-card']")
    assert card.xpath(".//img")
    assert card.xpath(".//input[contains(@name, '-date')]/@value") == ["01/01/2014"]


class TestDuplicates:
    def test_what_the_library_has_is_used_and_not_asked_about(self, editor_client):
        content = pdf(text="Known")
        known, _ = Document.objects.from_upload(SimpleUploadedFile("known.pdf", content))
        card = look(editor_client, SimpleUploadedFile("again.pdf", content))
        assert "The library has this very file already. That document is used" in words(card)
        assert f'href="/admin/resources/document/{known.pk}/change/"' in card.text
        assert fields(card) == {}
        editor_client.post(f"{LIST}add/", typed(_save="1", **sent(card)))
        assert Post.objects.get().papers.get().document == known

    def test_a_document_of_the_same_title_may_be_its_earlier_edition(self, editor_client):
        DocumentFactory(title="Escalation Policy")
        card = look(editor_client, upload("a.pdf", title="Escalation policy"))
        assert "Perhaps this is a new edition of it: Escalation Policy (draft)." in words(card)

    def test_bytes_that_were_replaced_once_are_known(self, editor_client):
        content = pdf(text="With a mistake")
        file = EditionFileFactory(edition=EditionFactory(document=LiveDocumentFactory(), live=True), content=b"right")
        FormerFile.objects.create(file=file, sha256=sha256(content).hexdigest(), name="a.pdf")
        card = look(editor_client, SimpleUploadedFile("a.pdf", content))
        assert "This was replaced by a corrected file once" in words(card)

    def test_an_edition_is_not_given_the_same_file_twice(self, editor_client):
        content = pdf(text="Known")
        edition = EditionFactory()
        EditionFileFactory(edition=edition, content=content)
        card = look(
            editor_client, SimpleUploadedFile("a.pdf", content), f"{EDITIONS}look/", "more_files", edition=edition.pk
        )
        assert "This edition has this very file already" in words(card)
        assert fields(card) == {}


class TestANewEdition:
    """One box: the first file is the document itself."""

    @pytest.fixture
    def document(self):
        return LiveDocumentFactory(title="Escalation policy", edition__file__content=b"old")

    def cards(self, client, document, *names):
        about = {"document": document.pk, "edition": ""}
        files = [upload(name, text=name, title=f"What {name} states") for name in names]
        return [
            look(client, file, f"{EDITIONS}look/", "more_files", number=number, **about)
            for number, file in enumerate(files)
        ]

    def test_the_first_file_is_proposed_as_the_document_itself(self, editor_client, document):
        main, appendix = self.cards(editor_client, document, "main.pdf", "appendix.pdf")
        assert fields(main) == {"title": "Escalation policy", "role": "main", "language": ""}
        assert fields(appendix) == {"title": "What appendix.pdf states", "role": "appendix", "language": ""}

    def test_they_become_its_files(self, editor_client, document):
        main, appendix = self.cards(editor_client, document, "main.pdf", "appendix.pdf")
        data = sent(main)
        for name, values in sent(appendix, title="The form", role="summary", language="so").items():
            data.setdefault(name, []).extend(values)
        editor_client.post(f"{EDITIONS}add/", edition_data(document, number=2, **rows("files"), **data))
        files = document.editions.get(number=2).files.all()
        assert [(file.title, file.role, file.language) for file in files] == [
            ("Escalation policy", "main", ""),
            ("The form", "summary", "so"),
        ]

    def test_without_script_too_the_first_is_the_document_itself(self, editor_client, document):
        files = [upload("a.pdf", text="A"), upload("b.pdf", text="B", title="Working with parents")]
        editor_client.post(f"{EDITIONS}add/", edition_data(document, number=2, **rows("files"), more_files=files))
        made = document.editions.get(number=2).files.all()
        assert [(file.title, file.role) for file in made] == [
            ("Escalation policy", "main"),
            ("Working with parents", "appendix"),
        ]

    def test_two_main_files_are_refused_beside_the_second(self, editor_client, document):
        data = {}
        for card in self.cards(editor_client, document, "main.pdf", "another.pdf"):
            for name, values in sent(card, role="main").items():
                data.setdefault(name, []).extend(values)
        answer = editor_client.post(f"{EDITIONS}add/", edition_data(document, number=2, **rows("files"), **data))
        assert "Look at what is said of “another.pdf”. An edition has one main file." in words(answer)
        assert document.editions.count() == 1

    def test_an_edition_that_has_its_main_file_takes_no_other(self, editor_client):
        edition = EditionFactory()
        EditionFileFactory(edition=edition, content=b"there already", role="main")
        card = look(
            editor_client, upload("another.pdf"), f"{EDITIONS}look/", "more_files", edition=edition.pk, number="0"
        )
        assert fields(card)["role"] == "appendix"
        row = {"id": edition.files.get().pk, "title": "It", "role": "main", "position": 0}
        data = edition_data(edition.document, **rows("files", row, initial=1), **sent(card, role="main"))
        answer = editor_client.post(f"{EDITIONS}{edition.pk}/change/", data)
        assert "An edition has one main file. Give the others another role." in words(answer)
        assert edition.files.count() == 1

    def test_its_day_is_offered_for_the_edition(self, editor_client, document):
        file = upload("a.pdf", title="Escalation policy, September 2013")
        card = look(editor_client, file, f"{EDITIONS}look/", "more_files", document=document.pk, number="0")
        (button,) = html.fromstring(card.text).xpath("//button[@data-fills]")
        assert button.get("data-fills") == "effective_date=01%2F09%2F2013&date_precision=month"

    @pytest.mark.parametrize("key", ["0", "-1", "9" * 30, "x", "1 OR 1=1", "\u0661"])
    def test_a_document_that_is_none_is_no_fault(self, editor_client, key):
        card = look(editor_client, upload(), f"{EDITIONS}look/", "more_files", document=key, edition=key)
        assert card.status_code == 200


class TestOneFile:
    def test_a_new_documents_form_is_offered_what_the_file_says(self, editor_client):
        file = SimpleUploadedFile("a.docx", docx_(title="MASH information sharing agreement, September 2013"))
        card = look(editor_client, file, f"{DOCUMENTS}look/", "editions-0-main_file")
        offered = html.fromstring(card.text).xpath("//button[@data-fills]/@data-fills")
        assert offered == [
            "title=MASH+information+sharing+agreement%2C+September+2013",
            "kind=agreement",
            "effective_date=01%2F09%2F2013&date_precision=month",
        ]
        assert fields(card) == {}

    def test_it_is_saved_with_the_language_that_somebody_said(self, editor_client):
        card = look(editor_client, upload("a.pdf"), f"{DOCUMENTS}look/", "editions-0-main_file")
        row = {"number": 1, "date_precision": "day", "said_language": "so"}
        editor_client.post(f"{DOCUMENTS}add/", document_data(**rows("editions", row), **sent(card)))
        file = Document.objects.get().editions.get().main_file
        assert (file.name, file.said_language, file.language) == ("a.pdf", "so", "so")


def test_a_language_that_is_taken_back_is_read_from_the_file_again(editor_client):
    content = pdf(language="pl", text="Witamy")
    file = EditionFileFactory(content=content, role="main", said_language="so", language="so", reading="done")
    row = {"id": file.pk, "title": file.title, "role": "main", "position": 0, "said_language": ""}
    address = f"{EDITIONS}{file.edition.pk}/change/"
    editor_client.post(address, edition_data(file.edition.document, **rows("files", row, initial=1)))
    while read_next():
        pass
    file.refresh_from_db()
    assert (file.said_language, file.language) == ("", "pl")
