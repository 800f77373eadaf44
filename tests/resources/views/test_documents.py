from datetime import date

import pytest

from tests.factories import (
    CollectionItemFactory,
    ComparisonFactory,
    DocumentFactory,
    EditionFactory,
    EditionFileFactory,
    LiveDocumentFactory,
    PublishingBodyFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def protocol():
    """A document with a superseded and a newer edition, each with its file."""
    document = DocumentFactory(live=True, slug="cse-protocol", title="CSE protocol", kind="protocol")
    for number, text in ((1, b"first"), (2, b"second")):
        edition = EditionFactory(document=document, number=number, live=True, effective_date=date(2013 + number, 3, 18))
        EditionFileFactory(edition=edition, content=b"%PDF-1.7\n" + text)
    return document


def test_the_page_of_a_document_shows_the_newest_live_edition(client, protocol):
    EditionFactory(document=protocol, number=3, scheduled=True)

    response = client.get("/resources/cse-protocol/")

    assert response.context["edition"].number == 2
    assert [each.number for each, *_ in response.context["history"]] == [2, 1]


def test_an_edition_has_an_address_for_ever_and_says_that_it_is_superseded(client, protocol):
    response = client.get("/resources/cse-protocol/editions/1/")

    assert response.context["edition"].number == 1
    assert "Superseded" in response.content.decode()


@pytest.mark.parametrize("number", ["0", "9", "99999999999999999999"])
def test_an_edition_that_is_not_there_is_not_found(client, protocol, number):
    assert client.get(f"/resources/cse-protocol/editions/{number}/").status_code == 404


def test_latest_leads_to_the_newest_file(client, protocol):
    response = client.get("/resources/cse-protocol/latest")

    assert response.status_code == 302
    assert client.get(response.headers["Location"]).getvalue() == b"%PDF-1.7\nsecond"


def test_latest_leads_to_the_page_while_we_do_not_have_the_file(client):
    document = LiveDocumentFactory()

    assert client.get(f"{document.get_absolute_url()}latest").headers["Location"] == document.get_absolute_url()


def test_a_document_followed_by_another_names_its_successor(client):
    successor = LiveDocumentFactory(title="The 2021 protocol", edition__file__to_hand=True)
    document = LiveDocumentFactory(succeeded_by=successor)

    response = client.get(document.get_absolute_url())

    assert response.context["succession"].newest_to_open.what == successor
    assert "The 2021 protocol" in response.content.decode()


def test_a_draft_successor_is_not_named(client):
    document = LiveDocumentFactory(succeeded_by=DocumentFactory(title="The secret successor"))

    assert "The secret successor" not in client.get(document.get_absolute_url()).content.decode()


def test_a_superseded_edition_says_so_first_with_the_way_to_the_newest(client, protocol):
    response = client.get("/resources/cse-protocol/editions/1/")

    main = response.text[response.text.index("<main") :]
    assert "Superseded by the 2nd edition on 18 March 2015" in main
    assert main.index("Superseded by") < main.index("Download")
    assert '<a href="/resources/cse-protocol/">CSE protocol, 2nd edition</a>' in main
    assert 'rel="successor-version"' in response.headers["Link"]


def test_every_edition_stands_on_the_page_with_its_corrections_and_files(client, protocol):
    first = protocol.editions.get(number=1)
    first.corrections.create(date=date(2014, 5, 6), note="A telephone number on page 3.")
    EditionFileFactory(edition=first, content=b"%PDF appendix", role="appendix", title="The appendix")

    text = client.get("/resources/cse-protocol/").text

    assert "A telephone number on page 3." in text
    assert "6 May 2014" in text
    for edition in protocol.editions.all():
        for file in edition.files.all():
            assert f'href="{file.get_absolute_url()}"' in text
            assert file.sha256 in text


@pytest.mark.parametrize("state", [{}, {"scheduled": True}, {"expired": True}, {"withdrawn": True}])
@pytest.mark.parametrize("address", ["cse-protocol/", "documents.json", "documents.csv"])
def test_corrections_of_an_edition_that_is_not_live_are_told_nobody(client, protocol, address, state):
    other = EditionFactory(document=protocol, number=3, **state)
    other.corrections.create(date=date(2016, 5, 6), note="A child's name on page 3.")

    response = client.get(f"/resources/{address}")

    assert response.status_code == 200
    assert "name on page 3" not in response.text
    assert "6 May 2016" not in response.text
    assert "2016-05-06" not in response.text


def test_the_timeline_leads_to_what_changed_once_it_is_published(client, protocol):
    second, first = protocol.editions.all()
    comparison = ComparisonFactory(older=first, newer=second)
    assert comparison.get_absolute_url() not in client.get("/resources/cse-protocol/").text

    comparison.publish()

    assert f'href="{comparison.get_absolute_url()}"' in client.get("/resources/cse-protocol/").text


@pytest.mark.parametrize(("is_tagged", "told"), [(False, True), (True, False), (None, False)])
def test_readers_learn_that_a_pdf_is_not_tagged_and_whom_to_ask(client, is_tagged, told):
    document = LiveDocumentFactory(
        publisher=PublishingBodyFactory(url="https://publisher.example/"),
        edition__file__to_hand=True,
        edition__file__is_tagged=is_tagged,
    )

    text = client.get(document.get_absolute_url()).text

    assert ("This PDF is not tagged for screen readers." in text) == told
    assert 'href="https://publisher.example/"' in text
    assert "so we cannot tell you where to write" in text


@pytest.mark.parametrize("rest", ["", "latest", "editions/1/", "changes/1...2/"])
def test_every_address_of_a_withdrawn_document_gives_the_reason(client, protocol, rest):
    protocol.withdraw("It is out of date.", "/about/")

    response = client.get(f"/resources/cse-protocol/{rest}")

    assert response.status_code == 410
    assert "It is out of date." in response.text
    assert 'href="/about/"' in response.text


def test_a_withdrawn_edition_leads_to_its_document(client, protocol):
    protocol.editions.get(number=1).withdraw("It names a child.")

    response = client.get("/resources/cse-protocol/editions/1/")

    assert response.status_code == 410
    assert "It names a child." in response.text
    assert 'href="/resources/cse-protocol/"' in response.text
    assert client.get("/resources/cse-protocol/").status_code == 200


def test_a_withdrawn_edition_of_a_draft_is_not_found(client):
    edition = EditionFactory(withdrawn=True)

    assert client.get(edition.get_absolute_url()).status_code == 404


def test_a_collection_names_itself_on_the_page_of_its_documents(client, protocol):
    CollectionItemFactory(document=protocol, collection__live=True, collection__title="Everything on CSE")
    CollectionItemFactory(document=protocol, collection__title="The secret collection")

    text = client.get("/resources/cse-protocol/").text

    assert "Everything on CSE" in text
    assert "The secret collection" not in text


def test_programs_are_told_what_is_known_of_its_force(client, protocol):
    protocol.kind = "protocol"
    protocol.save()
    protocol.editions.get(number=2).state_force("Policy officer", date(2026, 3, 3), date(2099, 3, 3))

    told = client.get("/resources/cse-protocol/").context["structured_data"]
    older = client.get("/resources/cse-protocol/editions/1/").context["structured_data"]

    words = "In force, confirmed 3 March 2026 by Policy officer, next check 3 March 2099"
    assert told["creativeWorkStatus"] == words
    assert older["creativeWorkStatus"].startswith("Superseded by the 2nd edition")


def test_a_record_claims_nothing_to_programs(client):
    document = LiveDocumentFactory(kind="report")

    assert "creativeWorkStatus" not in client.get(document.get_absolute_url()).context["structured_data"]


def test_the_text_of_a_file_says_what_is_known_of_its_force(client, protocol):
    protocol.kind = "protocol"
    protocol.save()
    file = protocol.editions.get(number=2).main_file

    assert "Newest we hold, not confirmed to be in force" in client.get(file.get_text_url()).text
    protocol.editions.get(number=2).state_force("Policy officer", date(2026, 3, 3), date(2099, 3, 3))
    assert "In force, confirmed 3 March 2026 by Policy officer" in client.get(file.get_text_url()).text


def test_a_summary_stands_beside_the_document_itself(client, protocol):
    summary = EditionFileFactory(
        edition=protocol.editions.get(number=2), role="summary", title="Executive summary", content=b"%PDF-1.7 short"
    )

    page = client.get("/resources/cse-protocol/").text

    download = page.partition('id="files"')[2].partition("</section>")[0]
    assert summary.get_absolute_url() in download
