"""Who is said to answer, for each of the 33 authorities as they are loaded, and at every kind of hour."""

import re

import pytest
import time_machine
from django.utils.html import strip_tags

from lscb_contacts.finding.availability import SHUT, UNKNOWN, lines_of, said_at
from lscb_contacts.models import Authority
from tests.content.facts import SUNDAY_NIGHT
from tests.content.starting_content import table
from tests.lscb_contacts.finding.hours_table import at

pytestmark = pytest.mark.django_db

MOMENTS = {
    "Sunday night": at("2026-11-22T22:00"),
    "Monday morning": at("2026-11-23T10:00"),
    "Monday before nine": at("2026-11-23T08:30"),
    "a bank holiday": at("2026-05-25T11:00"),
    "Christmas night": at("2026-12-25T23:00"),
    "the clocks go forward": at("2026-03-29T01:30"),
    "the clocks go back": at("2026-10-25T01:30"),
}
NO_NUMBER = "havering"
# Words that would deny what nobody knows.
DENIAL = re.compile(
    r"no number [\w ]{0,40}answers|nobody answers at|usual(?:ly)? (?:answers|pattern)|is closed", re.IGNORECASE
)


def london():
    return {each.slug: each for each in Authority.objects.with_contacts()}


def lines_in_the_file(slug, purpose):
    rows = [row for row in table("opening_hours") if row["contact_point"] == f"{slug}/{purpose}"]
    return {
        f"{row['first_day']}-{row['last_day']} {row['opens']}-{row['closes']} {row['bank_holidays']}" for row in rows
    }


@pytest.mark.parametrize("name", MOMENTS)
def test_a_number_is_the_one_for_now_only_where_its_hours_are_known(loaded_site, name):
    for slug, authority in london().items():
        lines = lines_of(authority)
        words = said_at(lines, MOMENTS[name])
        if words not in (SHUT, UNKNOWN):
            assert lines[int(words)].spans, (slug, name)
        if words == SHUT:
            door = next(line for line in lines if line.point.purpose == "front_door")
            assert door.spans, (slug, name)


@pytest.mark.parametrize("name", MOMENTS)
def test_no_page_denies_what_nobody_knows(loaded_site, client, name):
    """As the answer to a postcode says it, which knows the hour: it has the component of every other page."""
    with time_machine.travel(MOMENTS[name], tick=False):
        for slug, authority in london().items():
            page = client.get("/search/", {"q": authority.short_name})
            text = re.sub(r"<(div|p)[^>]* hidden>.*?</\1>", "", page.text, flags=re.DOTALL)
            text = " ".join(strip_tags(text).split())
            assert not DENIAL.search(text), slug
            is_known = said_at(lines_of(authority), MOMENTS[name]) not in (SHUT, UNKNOWN)
            assert slug == NO_NUMBER or ("Call this number now" in text) == is_known, slug


def test_on_a_sunday_night_the_known_ones_are_those_that_a_page_printed(loaded_site):
    found = {}
    for slug, authority in london().items():
        lines = lines_of(authority)
        words = said_at(lines, MOMENTS["Sunday night"])
        if words not in (SHUT, UNKNOWN):
            found.setdefault(lines[int(words)].point.purpose, set()).add(slug)
    assert found == SUNDAY_NIGHT


@pytest.mark.parametrize(
    ("slug", "purpose", "lines"),
    [
        ("bexley", "out_of_hours", {"1-7 00:00-00:00 yes"}),  # “at any time”
        ("merton", "front_door", {"1-5 09:00-17:00 no"}),  # “working days only”
        ("merton", "out_of_hours", set()),  # “outside of core working hours”
        ("brent", "out_of_hours", set()),
        ("waltham-forest", "out_of_hours", set()),  # “out of hours”
        ("hackney", "front_door", set()),
        ("hackney", "out_of_hours", {"1-7 17:00-09:00 unknown"}),  # “outside 9am-5pm”
        ("hounslow", "out_of_hours", {"1-5 17:00-00:00 unknown", "6-7 00:00-00:00 unknown"}),
        ("enfield", "out_of_hours", {"6-7 00:00-00:00 unknown"}),  # “at night and weekends”
        ("haringey", "front_door", {"1-4 08:45-17:00 unknown", "5-5 08:45-16:45 unknown"}),
        ("ealing", "front_door", set()),
        ("lambeth", "front_door", set()),  # “24 hours” on one old page, and on no newer one
        ("lambeth", "out_of_hours", set()),
    ],
)
def test_hours_say_what_the_page_says_and_no_more(slug, purpose, lines):
    assert lines_in_the_file(slug, purpose) == lines


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("lambeth", "One old page, of the former board, gave this number for any time"),
        ("hillingdon", "Council minutes say"),
        ("bexley", "“at any time”"),
    ],
)
def test_hours_that_stand_on_one_old_or_other_page_say_so_beside_them(slug, words):
    noted = [row for row in table("contact_points") if row["authority"] == slug and row["hours_note"]]
    assert noted
    assert all(words in row["hours_note"] for row in noted)


def test_hours_from_another_page_than_the_number_have_a_source_of_their_own():
    named = {f"{row['authority']}/{row['purpose']}": row["hours_source"] for row in table("contact_points")}
    for point in ("barnet/front_door", "haringey/out_of_hours", "hillingdon/front_door", "wandsworth/out_of_hours"):
        assert named[point].startswith("http")


def test_monday_at_three_in_the_morning_belongs_to_the_night_that_began_on_sunday(loaded_site):
    for slug in ("ealing", "harrow", "haringey", "lewisham", "southwark"):
        lines = lines_of(london()[slug])
        assert lines[int(said_at(lines, at("2026-11-23T03:00")))].point.purpose == "out_of_hours"


def test_at_night_nobody_is_said_to_answer_in_lambeth(loaded_site):
    assert said_at(lines_of(london()["lambeth"]), at("2026-11-24T03:00")) == UNKNOWN


def test_no_text_denies_hours_that_may_stand_in_a_part_nobody_saw():
    for row in table("contact_points"):
        text = f"{row['hours_note']} {row['source_note']} {row['note']}".lower()
        assert not re.search(r"no (?:times|hours) are printed|(?:none|neither) prints", text), row
