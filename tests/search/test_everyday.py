"""Words of every day find what texts call something else; where texts have the word itself, they are left alone."""

from collections import Counter

import pytest
from lxml import html

from lscb_site.search.everyday import WORDS, meanings, meant_by
from lscb_site.search.tokens import singular
from tests.factories import PostFactory

LINES = WORDS.read_text(encoding="utf-8").splitlines()


def ask(client, typed, **further):
    return html.fromstring(client.get("/search/", {"q": typed} | further).text).xpath("//main")[0].text_content()


def test_the_list_is_well_formed():
    typed = [word for line in LINES for word in line.partition(":")[0].split()]
    for line in LINES:
        words, colon, meant = line.partition(":")
        assert words.split()
        assert colon
        assert all(each.strip() for each in meant.split(",")), line
    assert [word for word, times in Counter(typed).items() if times > 1] == []
    assert {singular(word) for word in typed} == set(meanings())


def test_a_word_does_not_mean_itself():
    assert meant_by("rules")[0] == ("procedure",)
    assert meant_by("zebra") == []
    assert not [word for word in meanings() if (word,) in meant_by(word)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "text", "said"),
    [
        ("youngsters drawings", "Drawings by a child", "child drawings"),
        ("teenagers drawings", "Drawings by a young person", "young person drawings"),
        ("cops interviews", "Interviews by the police", "police interviews"),
        ("retention timeline", "Keeping a timeline", "keep timeline"),
    ],
)
def test_it_finds_what_texts_call_otherwise_and_says_so(client, typed, text, said):
    PostFactory(title=text, live=True)
    shown = ask(client, typed)
    assert f"Showing results for {said}" in shown
    assert text in shown
    assert "Showing results for" not in ask(client, typed, exact="on")


@pytest.mark.django_db
def test_where_a_text_has_the_word_it_is_left_alone(client):
    PostFactory(title="Drawings by youngsters", live=True)
    PostFactory(title="Drawings by a child", live=True)
    shown = ask(client, "youngsters drawings")
    assert "Showing results for" not in shown
    assert "Drawings by youngsters" in shown


@pytest.mark.django_db
def test_what_no_text_means_either_is_not_said(client):
    PostFactory(title="Zebra", live=True)
    assert "Showing results for" not in ask(client, "youngsters drawings")
