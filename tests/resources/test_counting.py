import pytest
from django.db import DatabaseError, connection

from lscb_site.web import afterwards
from resources.models import DownloadCount
from tests.factories import EditionFileFactory, EditorFactory, LiveDocumentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def file():
    return LiveDocumentFactory(edition__file__content=b"%PDF-1.7\n" + b"." * 100).current_edition.main_file


def fetch(client, address, **headers):
    """To its last byte: only then is it counted."""
    response = client.get(address, headers=headers)
    list(response)
    return response


def counted() -> int:
    return sum(DownloadCount.objects.values_list("count", flat=True))


def test_each_download_raises_the_number_of_its_day(client, file, time_machine):
    for moment in ("2030-03-03T12:00:00Z", "2030-03-03T23:30:00Z", "2030-07-03T23:30:00Z"):
        time_machine.move_to(moment)
        fetch(client, file.get_absolute_url())

    # The last is after midnight in London.
    assert [(str(day), count) for day, count in DownloadCount.objects.values_list("day", "count")] == [
        ("2030-03-03", 2),
        ("2030-07-04", 1),
    ]


@pytest.mark.parametrize(
    ("asked", "number"),
    [("", 1), ("bytes=0-", 1), ("bytes=0-9", 1), ("bytes=10-", 0), ("bytes=-10", 0), ("bytes=9999-", 0)],
)
def test_a_part_counts_only_from_the_first_byte(client, file, asked, number):
    fetch(client, file.get_absolute_url(), **({"Range": asked} if asked else {}))

    assert counted() == number


def test_a_head_request_a_redirect_and_an_unchanged_copy_are_no_downloads(client, file):
    address = file.get_absolute_url()
    client.head(address)
    fetch(client, address.replace(file.name, "other.pdf"))
    fetch(client, address, **{"If-None-Match": f'"{file.sha256}"'})

    assert counted() == 0


def test_a_preview_is_no_download(client):
    client.force_login(EditorFactory())
    fetch(client, EditionFileFactory(to_hand=True).get_absolute_url())

    assert counted() == 0


def test_it_is_counted_when_it_has_been_sent(client, file):
    response = client.get(file.get_absolute_url())
    assert counted() == 0
    list(response)
    assert counted() == 1


def test_a_download_that_cannot_be_counted_comes_down_all_the_same(client, file, caplog, monkeypatch):
    monkeypatch.setattr(afterwards.Rest, "until", 0)  # and set back after the test

    def refuse_to_write(execute, sql, *rest):
        if "downloadcount" in sql:
            raise DatabaseError("The database is locked.")
        return execute(sql, *rest)

    with connection.execute_wrapper(refuse_to_write):
        content = b"".join(client.get(file.get_absolute_url()))

    assert len(content) == file.size
    assert "could not be written: DatabaseError" in caplog.text


def test_a_download_leaves_no_cookie(client, file):
    assert not client.get(file.get_absolute_url()).cookies
