import csv
import gc
import io
from datetime import date, timedelta
from weakref import WeakSet

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from resources import exports
from resources.models import Document
from tests.factories import (
    AudienceFactory,
    DocumentFactory,
    EditionFactory,
    EditionFileFactory,
    LiveDocumentFactory,
    PublishingBodyFactory,
    SourceFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def protocol():
    document = DocumentFactory(
        title="Protocol", slug="protocol", kind="protocol", publisher=PublishingBodyFactory(name="The Board"), live=True
    )
    document.topics.add(TopicFactory(name="MASH"), TopicFactory(name="CSE"))
    document.audiences.add(AudienceFactory(name="Police"))
    for number, day in ((1, date(2014, 2, 3)), (2, date(2015, 3, 1))):
        edition = EditionFactory(
            document=document, number=number, live=True, effective_date=day, date_precision="month"
        )
        EditionFileFactory(edition=edition, content=b"%PDF-1.7 " + bytes([48 + number]), pages=8)
    document.editions.get(number=1).corrections.create(date=date(2014, 5, 6), note="A number.")
    return document


def lines_of(client) -> list[dict]:
    response = client.get("/resources/documents.csv")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_the_csv_has_a_line_for_each_document_at_the_edition_that_leads(client, protocol):
    file = protocol.current_edition.main_file

    (line,) = lines_of(client)

    assert list(line) == exports.COLUMNS
    expected = {
        "title": "Protocol",
        "kind": "protocol",
        "publisher": "The Board",
        "topics": "CSE; MASH",
        "audiences": "Police",
        "address": "https://www.example.org/resources/protocol/",
        "state": "newest",
        "superseded_by": "",
        "edition": "2nd edition",
        "effective_date": "2015-03",
        "file": f"https://www.example.org{file.get_absolute_url()}",
        "file_type": "application/pdf",
        "file_size": "10",
        "file_pages": "8",
        "file_sha256": file.sha256,
        "is_demonstration": "no",
    }
    assert expected.items() <= line.items()


def test_the_json_has_every_edition_with_its_files(client, protocol):
    (document,) = client.get("/resources/documents.json").json()["documents"]

    assert [(edition["number"], edition["state"]) for edition in document["editions"]] == [
        (2, "newest"),
        (1, "superseded"),
    ]
    assert document["editions"][1]["corrections"] == [{"date": "2014-05-06", "note": "A number."}]
    assert document["editions"][1]["files"][0]["address"].startswith("https://www.example.org/resources/files/")
    assert document["topics"] == ["CSE", "MASH"]


def test_a_superseded_document_names_what_took_its_place(client, protocol):
    LiveDocumentFactory(title="Old protocol", succeeded_by=protocol)

    (old,) = (line for line in lines_of(client) if line["title"] == "Old protocol")

    assert (old["state"], old["superseded_by"]) == ("superseded", "https://www.example.org/resources/protocol/")


def test_what_is_not_there_is_empty(client):
    LiveDocumentFactory()  # we do not have its file

    (line,) = lines_of(client)
    (document,) = client.get("/resources/documents.json").json()["documents"]

    assert (line["file"], line["file_sha256"], line["publisher"], line["effective_date"]) == ("", "", "", "")
    assert document["editions"][0]["files"][0]["address"] is None


def test_drafts_are_in_neither_whoever_asks(client, editor_client, protocol):
    DocumentFactory(title="The secret document")
    EditionFactory(document=protocol, number=3, label="The secret edition")

    for reader in (client, editor_client):
        for address in ("/resources/documents.csv", "/resources/documents.json"):
            assert "secret" not in reader.get(address).text


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(client, sign):
    document = LiveDocumentFactory(summary="1 = 1")
    type(document).objects.update(title=f"{sign}1+1")  # no form lets a tab into a title

    (line,) = lines_of(client)

    assert line["title"] == f"'{sign.replace(chr(13), chr(10))}1+1"
    assert line["summary"] == "1 = 1"


def test_an_unchanged_list_is_not_sent_again(client, protocol):
    tag = client.get("/resources/documents.json").headers["ETag"]

    assert client.get("/resources/documents.json", headers={"If-None-Match": tag}).status_code == 304


def test_force_is_told_with_who_when_and_the_next_check(client, protocol):
    protocol.current_edition.state_force("Policy officer", date(2026, 3, 3), date(2099, 3, 3))
    said = {
        "mark": "in-force",
        "confirmed_on": "2026-03-03",
        "confirmed_by": "Policy officer",
        "next_check": "2099-03-03",
    }
    nobody = dict.fromkeys(said) | {"mark": "superseded"}

    (document,) = client.get("/resources/documents.json").json()["documents"]
    (line,) = lines_of(client)

    assert document["force"] == said
    assert [edition["force"] for edition in document["editions"]] == [said, nobody]
    assert (line["force"], line["force_confirmed_by"], line["force_next_check"]) == (
        "in-force",
        "Policy officer",
        "2099-03-03",
    )


def test_a_line_tells_of_the_newest_edition_that_opens_and_names_a_later_one(client, protocol):
    EditionFileFactory(edition=EditionFactory(document=protocol, number=3, live=True))

    (line,) = lines_of(client)
    (document,) = client.get("/resources/documents.json").json()["documents"]

    assert (line["edition"], line["newest_edition"], line["force"]) == ("2nd edition", "3rd edition", "superseded")
    assert line["file"]
    assert document["force"]["mark"] == "not-confirmed"  # of the 3rd


# The list of a large library ----------------------------------------------------------------------------------------

LISTS = ["/resources/documents.json", "/resources/documents.csv"]


def a_library(documents: int) -> None:
    for document in LiveDocumentFactory.create_batch(documents, edition__file__to_hand=True):
        document.topics.add(TopicFactory())
        EditionFileFactory(edition=EditionFactory(document=document, live=True))


@pytest.mark.parametrize("address", LISTS)
def test_in_parts_it_is_the_same_list(client, monkeypatch, address):
    a_library(10)
    whole = client.get(address)
    monkeypatch.setattr(exports, "AT_ONCE", 3)
    streamed = client.get(address)
    assert streamed.streaming
    assert b"".join(streamed) == whole.content
    assert streamed.headers["Content-Type"] == whole.headers["Content-Type"]
    assert streamed.headers.get("Content-Disposition") == whole.headers.get("Content-Disposition")


def test_no_more_documents_are_held_than_those_of_two_parts(monkeypatch):
    a_library(20)
    monkeypatch.setattr(exports, "AT_ONCE", 2)
    alive, most = WeakSet(), []

    def told(document):
        alive.add(document)
        return {"title": document.title}

    monkeypatch.setattr(exports, "described", told)
    for part in exports.documents():
        assert len(part) == 2
        gc.collect()
        most.append(len(alive))
    assert len(most) == 10
    assert max(most) <= 4


def test_each_part_costs_the_same(monkeypatch, django_assert_num_queries):
    a_library(12)
    monkeypatch.setattr(exports, "AT_ONCE", 3)
    parts = exports.documents()
    with CaptureQueriesContext(connection) as first:
        next(parts)
    for _ in range(3):
        with django_assert_num_queries(len(first) - 1):  # which documents there are is asked once
            next(parts)


def test_a_document_that_is_renamed_meanwhile_comes_once_and_one_that_goes_is_left_out(monkeypatch):
    for title in "ABCD":
        LiveDocumentFactory(title=title)
    monkeypatch.setattr(exports, "AT_ONCE", 2)
    parts = exports.documents()
    told = next(parts)
    Document.objects.filter(title="A").update(title="Z")
    Document.objects.get(title="C").withdraw("It is out of date.")
    told += [document for part in parts for document in part]
    assert [document["title"] for document in told] == ["A", "B", "D"]


@pytest.mark.parametrize("address", LISTS)
def test_an_unchanged_list_in_parts_is_not_sent_again(client, monkeypatch, time_machine, address):
    time_machine.move_to("2031-03-01 12:00+00:00", tick=False)  # after every other test
    a_library(10)
    monkeypatch.setattr(exports, "AT_ONCE", 3)
    time_machine.shift(timedelta(minutes=1))
    told = client.get(address).headers
    assert told["ETag"].startswith('W/"')
    for condition in ({"If-None-Match": told["ETag"]}, {"If-Modified-Since": told["Last-Modified"]}):
        assert client.get(address, headers=condition).status_code == 304
    time_machine.shift(timedelta(minutes=1))
    LiveDocumentFactory()
    for condition in ({"If-None-Match": told["ETag"]}, {"If-Modified-Since": told["Last-Modified"]}):
        assert client.get(address, headers=condition).status_code == 200


def test_where_something_is_known_from_is_told(client):
    SourceFactory(document=LiveDocumentFactory(), says="Renamed in 2022")

    (document,) = client.get("/resources/documents.json").json()["documents"]

    assert document["sources"] == [
        {"says": "Renamed in 2022", "address": "https://www.example.org/", "seen_on": "2026-11-25"}
    ]
