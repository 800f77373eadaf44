import pytest

from lscb_site.search.tokens import LONGEST, as_name, storable, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Child's consent", ["child", "consent"]),
        ("children’s homes", ["children", "homes"]),
        ("don't know", ["dont", "know"]),
        ("M.A.S.H. team", ["mash", "team"]),
        ("multi-agency_hub", ["multi", "agency", "hub"]),
        ("Café Zoë", ["cafe", "zoe"]),
        ("1.25 days", ["1", "25", "days"]),
        ('"* NEAR( \0 \ud800 ☎ ', ["near"]),
        ("مرحبا", ["مرحبا"]),
        ("", []),
    ],
)
def test_words_of_a_text(text, words):
    assert words_of(text) == words


def test_a_word_without_end_is_cut():
    assert words_of("a" * 10_000) == ["a" * LONGEST]


def test_a_name_is_compared_without_its_article_and_in_the_singular():
    assert as_name("The London MASH Conferences") == as_name("london mash conference")
    assert as_name("The") == "the"


def test_what_postgresql_refuses_is_not_stored():
    assert storable("a\0b\x02c\ud800") == "a b c?"
