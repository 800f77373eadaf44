"""The newest that readers can open leads: what cannot be opened never pushes the newest file out of reach."""

from datetime import date

import pytest
from lxml import html

from resources.models import EditionFile
from resources.selectors import newest
from tests.factories import (
    CollectionItemFactory,
    DocumentFactory,
    EditionFactory,
    EditionFileFactory,
    LiveDocumentFactory,
)
from tests.search.queries import titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def protocol():
    """With one edition that can be opened."""
    document = DocumentFactory(title="Zebra protocol", slug="protocol", kind="protocol", live=True, featured=True)
    edition = EditionFactory(document=document, number=1, live=True, effective_date=date(2015, 3, 18))
    EditionFileFactory(edition=edition, content=b"%PDF-1.7 first")
    return document


def no_file(document):
    EditionFileFactory(edition=EditionFactory(document=document, number=2, live=True))


def no_row_of_a_file(document):
    EditionFactory(document=document, number=2, live=True)


def an_appendix_alone_to_hand(document):
    edition = EditionFactory(document=document, number=2, live=True)
    EditionFileFactory(edition=edition)
    EditionFileFactory(edition=edition, role="appendix", content=b"%PDF-1.7 appendix")


def a_damaged_file(document):
    edition = EditionFactory(document=document, number=2, live=True)
    EditionFileFactory(edition=edition, content=b"%PDF-1.7 second", fault="damaged", fault_found_at="2026-11-26T12:00Z")


def nothing_published(document):
    for number, state in enumerate([{}, {"scheduled": True}, {"expired": True}, {"withdrawn": True}], start=2):
        edition = EditionFactory(document=document, number=number, **state)
        EditionFileFactory(edition=edition, content=b"%PDF-1.7 other " + bytes([48 + number]))


def a_file(document):
    EditionFileFactory(edition=EditionFactory(document=document, number=2, live=True), content=b"%PDF-1.7 second")


def a_damaged_file_with_its_text(document):
    a_file(document)
    EditionFile.objects.filter(edition__number=2).update(
        fault="missing", fault_found_at="2026-11-26T12:00Z", reading="done"
    )


@pytest.mark.parametrize(
    ("newer", "leads"),
    [
        (no_file, 1),
        (no_row_of_a_file, 1),
        (an_appendix_alone_to_hand, 1),
        (a_damaged_file, 1),
        (nothing_published, 1),
        (a_file, 2),
        (a_damaged_file_with_its_text, 2),
    ],
)
def test_which_edition_leads(client, protocol, newer, leads):
    newer(protocol)
    page = client.get("/resources/protocol/")
    assert page.context["edition"].number == leads
    # The row in hand and the query say the same.
    readable = protocol.editions.live().readable()
    assert {each.number for each in readable} == {each.number for each in protocol.editions.live() if each.can_be_read}
    # The list has its facts, and the search finds it.
    (card,) = client.get("/resources/").context["object_list"]
    assert card.leading_edition.number == leads
    assert titles("zebra") == ["Zebra protocol"]


def main_of(answer):
    (found,) = html.fromstring(answer.text).xpath("//main")
    return " ".join(found.text_content().split())


def test_the_older_file_leads_beside_one_caution_and_is_never_called_the_newest(client, protocol):
    no_file(protocol)
    second = protocol.editions.get(number=2)
    second.effective_date, second.date_precision = date(2017, 6, 1), "month"
    second.save()
    successor = LiveDocumentFactory(
        title="The 2021 protocol",
        kind="protocol",
        edition__effective_date=date(2021, 1, 1),
        edition__date_precision="year",
    )
    protocol.succeeded_by = successor
    protocol.save()
    answer = client.get("/resources/protocol/")
    (button,) = html.fromstring(answer.text).xpath("//main//a[contains(@class, 'button')]")
    assert button.get("href") == protocol.editions.get(number=1).main_file.get_absolute_url()
    text = main_of(answer)
    assert "Superseded by the 2nd edition in June 2017" in text
    assert "A later edition exists, the 2nd edition of June 2017; we do not have it." in text
    assert "A document of another title followed in 2021: The 2021 protocol. We do not have it." in text
    assert "In force" not in text
    assert "Newest we hold, not confirmed" not in text
    assert text.count("We do not have this file") == 0


def test_what_is_stated_of_an_edition_that_we_do_not_have_is_told(client, protocol):
    no_file(protocol)
    protocol.editions.get(number=2).state_force("Manager", date(2026, 3, 3), date(2099, 3, 3))
    text = main_of(client.get("/resources/protocol/"))
    assert "Superseded by the 2nd edition" in text
    assert "we do not have it. In force, confirmed 3 March 2026 by Manager" in text


def test_that_we_do_not_have_a_file_is_said_once(client):
    document = LiveDocumentFactory(kind="protocol")
    assert main_of(client.get(document.get_absolute_url())).count("We do not have this file") == 1


def test_a_missing_paper_beside_a_file_that_is_there_is_said_once(client, protocol):
    EditionFileFactory(edition=protocol.editions.get(), role="paper", title="The pack")
    text = main_of(client.get("/resources/protocol/"))
    assert text.count("We do not have this file") == 1


def test_where_what_followed_can_be_opened_the_caution_comes_first(client, protocol):
    protocol.succeeded_by = LiveDocumentFactory(title="The new one", edition__file__to_hand=True)
    protocol.save()
    text = main_of(client.get("/resources/protocol/"))
    assert text.index("Another document took its place: The new one") < text.index("Download")


# Documents of another title


def with_a_file(**facts):
    return LiveDocumentFactory(edition__file__content=b"%PDF-1.7 successor", **facts)


def test_chains(client, protocol):
    last = with_a_file(title="Last")
    between = LiveDocumentFactory(title="Between", succeeded_by=last)
    protocol.succeeded_by = between
    protocol.save()
    assert [each.title for each in client.get("/resources/").context["object_list"]] == ["Last"]
    assert "Another document took its place: Last" in main_of(client.get("/resources/protocol/"))


@pytest.mark.parametrize(
    ("successor", "is_listed"),
    [
        (lambda: LiveDocumentFactory(), True),
        (lambda: DocumentFactory(live=True), True),
        (lambda: with_a_file(state="draft"), True),
        (lambda: with_a_file(state="withdrawn", withdrawn_reason="Wrong."), True),
        (lambda: with_a_file(edition__live=False, edition__scheduled=True), True),
        (lambda: LiveDocumentFactory(succeeded_by=with_a_file(state="draft")), True),
        (lambda: with_a_file(), False),
        (lambda: DocumentFactory(live=True, lives_at="https://www.example.org/"), False),
        (lambda: LiveDocumentFactory(succeeded_by=with_a_file()), False),
        (lambda: LiveDocumentFactory(succeeded_by=LiveDocumentFactory(succeeded_by=with_a_file())), False),
    ],
)
def test_only_a_successor_that_opens_takes_a_document_off_the_list(
    client, protocol, rf, admin_user, successor, is_listed
):
    protocol.succeeded_by = successor()
    protocol.save()
    listed = client.get("/resources/").context["object_list"]
    assert (protocol in listed) == is_listed
    assert ("Zebra protocol" in titles("zebra")) == is_listed
    assert (protocol in newest(9, admin_user, featured=True)) == is_listed
    assert protocol in client.get("/resources/?superseded=on").context["object_list"]
    opens = client.get("/resources/protocol/").context["succession"].newest_to_open
    assert (opens is None) == is_listed


def test_a_listed_document_that_something_followed_says_so(client, protocol):
    protocol.succeeded_by = LiveDocumentFactory(title="The 2021 protocol")
    protocol.save()
    assert "Superseded by “The 2021 protocol”" in main_of(client.get("/resources/"))


def test_the_successor_names_what_it_followed_with_its_newest_file(client, protocol):
    successor = LiveDocumentFactory(kind="protocol")
    protocol.succeeded_by = successor
    protocol.save()
    no_file(protocol)
    LiveDocumentFactory(title="The secret draft", state="draft", succeeded_by=successor)
    answer = client.get(successor.get_absolute_url())
    (part,) = html.fromstring(answer.text).xpath("//section[@aria-labelledby='before']")
    addresses = part.xpath(".//@href")
    assert addresses == ["/resources/protocol/", protocol.editions.get(number=1).main_file.get_absolute_url()]
    assert "Superseded by the 2nd edition" in part.text_content()
    assert "secret" not in answer.text


# Other doors


def test_latest_never_hands_over_what_something_followed(client, protocol):
    file = protocol.editions.get().main_file.get_absolute_url()
    assert client.get("/resources/protocol/latest").headers["Location"] == file
    no_file(protocol)
    assert client.get("/resources/protocol/latest").headers["Location"] == "/resources/protocol/"
    protocol.editions.filter(number=2).delete()
    protocol.succeeded_by = LiveDocumentFactory()
    protocol.save()
    assert client.get("/resources/protocol/latest").headers["Location"] == "/resources/protocol/"


def test_a_collection_shows_what_leads_and_leads_to_its_page(client, protocol):
    no_file(protocol)
    item = CollectionItemFactory(document=protocol, collection__live=True)
    answer = client.get(item.collection.get_absolute_url())
    assert "Superseded by the 2nd edition" in main_of(answer)
    assert 'href="/resources/protocol/"' in answer.text


def test_a_document_that_lives_elsewhere_leads_there_and_claims_nothing(client):
    document = DocumentFactory(
        title="The Zebra Procedures",
        former_title="The Giraffe Procedures",
        kind="procedure",
        live=True,
        lives_at="https://procedures.example.org/",
    )
    document.sources.create(says="Renamed in 2022", address="https://www.example.org/a", seen_on=date(2026, 11, 25))
    answer = client.get(document.get_absolute_url())
    (button,) = html.fromstring(answer.text).xpath("//main//a[contains(@class, 'button')]")
    assert button.text_content() == "Go to the Zebra Procedures, on their own site"
    assert button.get("href") == "https://procedures.example.org/"
    text = main_of(answer)
    for words in (
        "On another site, not confirmed to be in force",
        "Formerly “The Giraffe Procedures”.",
        "Where this comes from Renamed in 2022 Looked up 25 November 2026",
    ):
        assert words in text
    assert "We do not have this file" not in text
    assert titles("giraffe procedures") == ["The Zebra Procedures"]
    assert client.get("/resources/?q=giraffe").context["object_list"] == [document]
