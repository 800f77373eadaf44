"""“How the site is”: for Administrators alone, the worst first."""

import pytest

from lscb_site.operations import screen
from lscb_site.operations.doctor.findings import ill, look, well

ADDRESS = "/admin/how-the-site-is/"
FOUND = [
    well("machine.clock", "Right."),
    look("work.queue", "It <waits>.", "Start one."),
    ill("backups.last", "None.", "Make one."),
    well("work.letters", "None is late."),
]


@pytest.fixture
def found(monkeypatch):
    monkeypatch.setattr(screen.doctor, "examine", lambda: FOUND)


@pytest.mark.django_db
@pytest.mark.parametrize(("who", "status"), [("editor", 403), ("publisher", 403), ("administrator", 200)])
def test_it_is_for_administrators(client, found, request, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.get(ADDRESS).status_code == status
    assert (ADDRESS in client.get("/admin/everything/").content.decode()) == (status == 200)


@pytest.mark.django_db
def test_whoever_is_not_signed_in_is_asked_to(client, found):
    assert client.get(ADDRESS).status_code == 302


def test_the_worst_comes_first():
    assert [(name, [words for words, _ in rows]) for name, rows in screen.families(FOUND)] == [
        ("Backups", ["Wrong"]),
        ("Background work", ["To look at", "Well"]),
        ("The machine", ["Well"]),
    ]


def test_it_begins_with_how_many():
    assert screen.summary(FOUND) == "Wrong: 1. To look at: 1. Well: 2."
    assert screen.summary(FOUND[-1:]) == "Well: 1."


@pytest.mark.django_db
def test_it_says_how_to_mend_and_escapes(client, administrator, found):
    client.force_login(administrator)
    page = client.get(ADDRESS).content.decode()
    assert "Wrong: 1. To look at: 1. Well: 2." in page
    assert "To mend it: Make one." in page
    assert "It &lt;waits&gt;." in page


@pytest.mark.django_db
def test_the_whole_of_it_asks_little(client, administrator, django_assert_max_num_queries):
    client.force_login(administrator)
    with django_assert_max_num_queries(70):
        assert "Background work" in client.get(ADDRESS).content.decode()
