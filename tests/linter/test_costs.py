"""What somebody types costs a time that grows with its length, and no more, whatever it is."""

import time
from datetime import date
from types import SimpleNamespace

import pytest

from lscb_site.linter.passages import Link, passages_of_html, passages_of_text
from lscb_site.linter.rules import events
from lscb_site.linter.sentences import LONGEST

SECONDS = 4  # of the processor; each took minutes before
SIZE = 400_000  # characters
TEXTS = [
    *("<a ", "<a href='", "<a x=y ", "<!--", "</a ", "<", "&amp", "<b>", "x<a>y", "<p>x", "x<br>"),
    *("It is so. ", "e.g. ", "A. ", "“a ", "Come next week. "),
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_taken_apart_in_a_time_that_grows_with_it(text):
    began = time.process_time()
    for passage in passages_of_html(text * (SIZE // len(text))):
        assert passage.own_words is not None
        assert passage.sentences is not None
    assert time.process_time() - began < SECONDS


@pytest.mark.parametrize("day", ["1 May 2015, ", "1/5/2015 ", "event on 1 May 2015 ", "please by 1 May 2015 "])
def test_a_sentence_of_days_is_looked_at_as_long_as_it_may_be_one(day, monkeypatch):
    looked, cue_for = [], events.cue_for
    monkeypatch.setattr(events, "cue_for", lambda own, day: looked.append(day) or cue_for(own, day))
    (passage,) = passages_of_text((day * LONGEST)[: LONGEST - 1] + ".")
    writing = SimpleNamespace(event_starts=None, day=None, today=date(2026, 11, 27))
    began = time.process_time()
    for _ in range(10):
        events.future_of_a_day(passage, passage.sentences[0], writing)
    assert len(looked) <= 10 * events.MOST_DAYS
    assert time.process_time() - began < 0.5  # it was a second or more


def test_what_a_day_far_from_its_verb_says_is_not_guessed():
    (passage,) = passages_of_text(f"It will be held {'so ' * 60}on 1 May 2015.")
    writing = SimpleNamespace(event_starts=None, day=None, today=date(2026, 11, 27))
    assert events.future_of_a_day(passage, passage.sentences[0], writing) == ""
    (passage,) = passages_of_text(f"It will be held {'so ' * 40}on 1 May 2015.")
    assert events.future_of_a_day(passage, passage.sentences[0], writing) == "will"


def test_links_stand_where_they_stood():
    found = passages_of_html(
        "One <a href='/a/'>two  <b>three</b></a>, four <br>five<a href='/b/'><p>six</p><p>seven</p></a>"
    )
    first, second, third = (each for each in found if each.text)
    assert first.text == "One two three, four\nfive"
    assert first.links[0] == Link(4, 13, "/a/", "two three")
    assert [(each.text, each.links[0].address) for each in (second, third)] == [("six", "/b/"), ("seven", "/b/")]


@pytest.mark.parametrize("html", ["", " ", "\n", "<!-- -->", "<p></p>"])
def test_of_nothing_there_are_no_passages(html):
    assert passages_of_html(html) == ()
