"""Each rule beside sentences that look alike: the guilty earn their remark, the innocent none at all."""

from datetime import date
from time import process_time

import pytest

from lscb_site.linter.rules import remarks_on
from lscb_site.linter.writing import Code, Kind, Knowledge, Listed, Shape, Text, Writing
from tests.linter.cases import GUILTY, INNOCENT

TODAY = date(2026, 11, 26)
KNOWN = Knowledge(
    numbers={
        "02079743317": (Listed("Camden", "front_door", "Camden: front door"),),
        "02079744444": (Listed("Camden", "out_of_hours", "Camden: out of hours"),),
        "02083565500": (Listed("Hackney", "front_door", "Hackney: front door"),),
        "08088005000": (Listed("NSPCC", "", "NSPCC"),),
        "08001111": (Listed("Childline", "", "Childline"),),
    },
    authorities=("Camden", "Hackney", "Tower Hamlets"),
    helplines=("NSPCC", "Childline"),
    glossary=frozenset({"mash", "lado", "marac", "cse", "camhs", "yot", "mps", "bcu", "ofsted"}),
    superseded={
        "/resources/cse/editions/1/": "The 2nd edition",
        "/files/0123456789abcdef0123/": "The 2nd edition",
        "resources.edition:7": "The 2nd edition",
    },
    files=frozenset({"/files/", "/media/"}),
)


def writing(case: str, **more) -> Writing:
    kind, _, html = case.rpartition("|")
    if kind == "event":
        more["event_starts"] = date(2015, 3, 3)
    if kind == "page":
        return Writing("A page", Kind.PAGE, (Text("body", "Text", html, Shape.HTML),), TODAY, for_the_public=True)
    text = Text("body", "Body", html, Shape.HTML)
    return Writing("A news item", Kind.NEWS, (text,), TODAY, day=date(2015, 3, 2), **more)


@pytest.mark.parametrize("group", INNOCENT)
def test_nothing_is_said_about_what_is_right(group):
    found = {case: remarks_on(writing(case), KNOWN) for case in INNOCENT[group]}
    assert {case: remarks for case, remarks in found.items() if remarks} == {}


@pytest.mark.parametrize("code", GUILTY)
def test_what_is_wrong_is_found(code):
    found = {case: {remark.code for remark in remarks_on(writing(case), KNOWN)} for case in GUILTY[code]}
    assert {case: codes for case, codes in found.items() if Code(code) not in codes} == {}


def test_every_kind_of_remark_has_its_cases():
    assert {*GUILTY} == {code.value for code in Code}
    assert sum(map(len, GUILTY.values())) >= 60 <= sum(map(len, INNOCENT.values()))


@pytest.mark.parametrize("code", GUILTY)
def test_a_remark_quotes_its_sentence_and_says_what_to_do(code):
    for case in GUILTY[code]:
        for remark in remarks_on(writing(case), KNOWN):
            assert remark.words in remark.sentence
            assert remark.message
            assert remark.advice


@pytest.mark.parametrize("sign", ["a", "A", "0", ".", "3 March 2015 "])
def test_a_text_without_an_end_costs_no_minutes(sign):
    began = process_time()
    remarks_on(Writing("t", Kind.PAGE, (Text("body", "Text", sign * 20_000, Shape.HTML),), TODAY), KNOWN)
    assert process_time() - began < 1.5
