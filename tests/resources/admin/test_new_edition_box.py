"""A new edition has one box for its files: the first is the document itself, and each card can say otherwise."""

import pytest
from lxml import html

from tests.factories import EditionFactory, EditionFileFactory, LiveDocumentFactory
from tests.resources.admin.forms import EDITIONS, edition_data, rows, upload
from tests.resources.admin.test_kept_files import words
from tests.resources.admin.test_upload_cards import fields, look, sent

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def document():
    return LiveDocumentFactory(title="Escalation policy", edition__file__content=b"old")


def cards(client, document, *names):
    about = {"document": document.pk, "edition": ""}
    files = [upload(name, text=name, title=f"What {name} states") for name in names]
    return [
        look(client, file, f"{EDITIONS}look/", "more_files", number=number, **about)
        for number, file in enumerate(files)
    ]


def test_the_first_file_is_proposed_as_the_document_itself(editor_client, document):
    main, appendix = cards(editor_client, document, "main.pdf", "appendix.pdf")
    assert fields(main) == {"title": "Escalation policy", "role": "main", "language": ""}
    assert fields(appendix) == {"title": "What appendix.pdf states", "role": "appendix", "language": ""}


def test_they_become_its_files(editor_client, document):
    main, appendix = cards(editor_client, document, "main.pdf", "appendix.pdf")
    data = sent(main)
    for name, values in sent(appendix, title="The form", role="summary", language="so").items():
        data.setdefault(name, []).extend(values)
    editor_client.post(f"{EDITIONS}add/", edition_data(document, number=2, **data))
    files = document.editions.get(number=2).files.all()
    assert [(file.title, file.role, file.language) for file in files] == [
        ("Escalation policy", "main", ""),
        ("The form", "summary", "so"),
    ]


def test_without_script_too_the_first_is_the_document_itself(editor_client, document):
    files = [upload("a.pdf", text="A"), upload("b.pdf", text="B", title="Working with parents")]
    editor_client.post(f"{EDITIONS}add/", edition_data(document, number=2, more_files=files))
    made = document.editions.get(number=2).files.all()
    assert [(file.title, file.role) for file in made] == [
        ("Escalation policy", "main"),
        ("Working with parents", "appendix"),
    ]


def test_two_main_files_are_refused_beside_the_second(editor_client, document):
    data = {}
    for card in cards(editor_client, document, "main.pdf", "another.pdf"):
        for name, values in sent(card, role="main").items():
            data.setdefault(name, []).extend(values)
    answer = editor_client.post(f"{EDITIONS}add/", edition_data(document, number=2, **data))
    assert "Look at what is said of “another.pdf”. An edition has one main file." in words(answer)
    assert document.editions.count() == 1


def test_an_edition_that_has_its_main_file_takes_no_other(editor_client):
    edition = EditionFactory()
    EditionFileFactory(edition=edition, content=b"there already", role="main")
    card = look(editor_client, upload("another.pdf"), f"{EDITIONS}look/", "more_files", edition=edition.pk, number="0")
    assert fields(card)["role"] == "appendix"
    row = {"id": edition.files.get().pk, "title": "It", "role": "main", "position": 0}
    data = edition_data(edition.document, **rows("files", row, initial=1), **sent(card, role="main"))
    answer = editor_client.post(f"{EDITIONS}{edition.pk}/change/", data)
    assert "An edition has one main file. Give the others another role." in words(answer)
    assert edition.files.count() == 1


def test_its_day_is_offered_for_the_edition(editor_client, document):
    file = upload("a.pdf", title="Escalation policy, September 2013")
    card = look(editor_client, file, f"{EDITIONS}look/", "more_files", document=document.pk, number="0")
    (button,) = html.fromstring(card.text).xpath("//button[@data-fills]")
    assert button.get("data-fills") == "effective_date=01%2F09%2F2013&date_precision=month"


@pytest.mark.parametrize("key", ["0", "-1", "9" * 30, "x", "1 OR 1=1", "\u0661"])
def test_a_document_that_is_none_is_no_fault(editor_client, key):
    card = look(editor_client, upload(), f"{EDITIONS}look/", "more_files", document=key, edition=key)
    assert card.status_code == 200


def test_without_script_the_cards_of_a_form_that_comes_back_propose_one_main_file(editor_client, document):
    files = [upload("a.pdf", text="A"), upload("b.pdf", text="B")]
    answer = editor_client.post(f"{EDITIONS}add/", edition_data(document, number=0, more_files=files))
    roles = html.fromstring(answer.text).xpath("//select[contains(@name, '-role')]/option[@selected]/@value")
    assert roles == ["main", "appendix"]
