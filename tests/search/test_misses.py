"""What is kept of searches that found nothing: little, and nothing of who searched."""

import pytest

from lscb_site.search import misses
from lscb_site.search.models import MissedPhrase

pytestmark = pytest.mark.django_db


def test_a_phrase_is_kept_from_the_fifth_time_on(client):
    for time in range(1, misses.SEEN + 2):
        client.get("/search/", {"q": "Kinship, foster carers"})
        missed = MissedPhrase.objects.get()
        assert missed.count == time
        assert missed.phrase == ("kinship foster carers" if time >= misses.SEEN else "")


def test_nothing_else_is_kept():
    kept = {field.name for field in MissedPhrase._meta.get_fields()}
    assert kept == {"id", "digest", "phrase", "count"}


@pytest.mark.parametrize(
    "typed",
    [
        "mohammed",
        "is olivia safe",
        "the Zwingli family",
        "someone@example.org",
        "07700 900123",
        "SE1 7PB",
        "SEI OAA",
        "nine words are too many to be a phrase surely",
        "a" * 200,
        "☎ ☎",
    ],
)
def test_what_may_hold_a_name_a_number_or_a_postcode_is_never_kept(typed):
    assert misses.to_keep(typed) is None
    misses.note(typed)
    assert not MissedPhrase.objects.exists()


def test_a_word_that_could_be_read_as_a_postcode_is_kept():
    assert misses.to_keep("sibling") == "sibling"


def test_what_was_narrowed_away_was_not_missed(client):
    from tests.factories import PostFactory

    PostFactory(title="Zebra", live=True)
    client.get("/search/", {"q": "zebra", "kind": "protocol"})
    assert not MissedPhrase.objects.exists()


def test_seldom_phrases_are_forgotten_when_there_are_too_many(monkeypatch):
    monkeypatch.setattr(misses, "MOST_UNNAMED", 3)
    kept = MissedPhrase.objects.create(digest="kept", phrase="county lines", count=9)
    for word in ("alpaca", "bison", "camel", "dingo"):
        misses.note(word)
    assert list(MissedPhrase.objects.all()) == [kept]
