import pytest

from lscb_site.search.glossary import Glossary
from lscb_site.search.parsing import MOST_WORDS, Phrase, read_query

EMPTY = Glossary({})
KNOWN = Glossary(
    {
        ("cse",): (("child", "sexual", "exploitation"),),
        ("child", "sexual", "exploitation"): (("cse",),),
        ("out", "of", "hours"): (("edt",),),
    },
    longest=3,
)


def asked(text, glossary=EMPTY):
    """What is asked for: each thing as its ways, each way as the words of its phrases."""
    return [
        [[" ".join(phrase.words) for phrase in way] for way in group.ways]
        for group in read_query(text, glossary).groups
    ]


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("consent", [[["consent"]]]),
        ("what do I do if a child goes missing", [[["child"]], [["goes"]], [["missing"]]]),
        ('"six aims" protocol', [[["protocol"]], [["six aims"]]]),
        ("“six aims”", [[["six aims"]]]),
        ('unclosed "phrase', [[["unclosed"]], [["phrase"]]]),
        ("what to do", [[["what"]], [["to"]], [["do"]]]),
        ("consent consent", [[["consent"]]]),
        ("multi-agency", [[["multi"]], [["agency"]]]),
        ("", []),
        ('"""', []),
        ("* ( ) NEAR( AND", [[["near"]]]),
    ],
)
def test_what_is_asked_for(text, groups):
    assert asked(text) == groups


def test_a_minus_before_a_word_or_a_phrase_leaves_it_out():
    query = read_query('protocol -draft -"old edition" year-end', EMPTY)
    assert query.without == (Phrase(("draft",)), Phrase(("old", "edition")))
    assert [group.typed for group in query.groups] == ["protocol", "year", "end"]


def test_the_glossary_works_both_ways():
    assert asked("cse signs", KNOWN) == [[["cse"], ["child sexual exploitation"]], [["signs"]]]
    assert asked("child sexual exploitation", KNOWN) == [[["child", "sexual", "exploitation"], ["cse"]]]


def test_a_form_may_hold_small_words():
    assert asked("out of hours number", KNOWN) == [[["hours"], ["edt"]], [["number"]]]


def test_words_beyond_the_limit_are_left_out_and_said_so():
    query = read_query(" ".join(f"word{number}" for number in range(500)), EMPTY)
    assert len(query.typed) == MOST_WORDS
    assert query.left_out
    assert not read_query("few words", EMPTY).left_out
