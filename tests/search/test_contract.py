"""Both databases give the same first five answers to 300 strings: each is held to one record."""

import os

from django.utils import timezone

from lscb_site.search.backends import backend
from tests.search.first_five import FIRST, answers, recorded, strings, write


def test_the_first_five_are_those_on_record(loaded_site):
    # Tests that empty all tables leave words behind, whose table is no model's: a word would seem less rare.
    backend().tidy()
    moment = timezone.now()
    if os.environ.get("RECORD_FIRST_FIVE"):
        write(moment)
    assert recorded() == {text: answers(text, moment) for text in strings()}


def test_twice_asked_is_twice_the_same(loaded_site):
    moment = timezone.now()
    for text in strings()[::10]:
        assert answers(text, moment) == answers(text, moment), text


def test_the_record_says_something():
    found = recorded()
    assert len(found) == len(strings()) >= 300
    assert sum(len(said) == FIRST for said in found.values()) > 100
