"""What a caller must know stands beside the number wherever a page names it."""

import re

import pytest
import time_machine
from django.template.loader import render_to_string
from django.utils.html import strip_tags
from lxml import html

from lscb_contacts.models import Authority
from lscb_contacts.templatetags.contacts import call_now
from tests.factories import ContactPointFactory, OpeningHoursFactory
from tests.lscb_contacts.finding.hours_table import at

pytestmark = pytest.mark.django_db

CHECK = "Check it first"
DOUBT = {"note": "It may be for professionals alone.", "check_first": True}
PLACES = ["kept", "unknown", "shut", "0", "1"]


def card(authority) -> dict[str, str]:
    """Each thing that may be said of the hour, in words, by its name."""
    found = Authority.objects.with_contacts().get(pk=authority.pk)
    page = html.fromstring(render_to_string("components/call_now.html", call_now({"helplines": []}, found)))
    return {each.get("data-say"): " ".join(each.text_content().split()) for each in page.xpath("//*[@data-say]")}


def test_what_a_caller_must_know_follows_each_number_that_the_card_names():
    day = ContactPointFactory(phone="020 7946 0001", phone_note="option 2", note="Ask for advice.")
    night = ContactPointFactory(
        authority=day.authority, purpose="out_of_hours", phone="020 7946 0002", position=1, **DOUBT
    )
    for point in (day, night):
        OpeningHoursFactory(contact_point=point)

    said = card(day.authority)

    assert {*said} == {*PLACES}
    by_day = "0001 (option 2). Ask for advice."
    by_night = f"0002. {DOUBT['note']} {CHECK}."
    for place in ("kept", "unknown"):
        text = said[place].replace("\N{NO-BREAK SPACE}", " ")
        assert by_day in text
        assert by_night in text
    assert by_night in said["shut"].replace("\N{NO-BREAK SPACE}", " ")
    assert "(option 2). Ask for advice." in said["0"]
    assert CHECK not in said["0"]
    assert f"{DOUBT['note']} {CHECK}." in said["1"]


def test_one_number_for_day_and_night_carries_the_cautions_of_both():
    day = ContactPointFactory(phone="020 7946 0001", note="Ask for advice.")
    ContactPointFactory(authority=day.authority, purpose="out_of_hours", phone="020 7946 0001", position=1, **DOUBT)
    for place in ("kept", "unknown"):
        assert f"Ask for advice. {DOUBT['note']} {CHECK}. Ask for children’s social care" in card(day.authority)[place]


@pytest.mark.parametrize("path", ["/contacts/", "/contacts/mash-list/", "/contacts/brent/", "/search/?q=Brent"])
@pytest.mark.parametrize("is_doubtful", [True, False])
def test_a_number_in_doubt_is_marked_in_words_wherever_it_stands(client, path, is_doubtful):
    point = ContactPointFactory(authority__slug="brent", authority__short_name="Brent", check_first=is_doubtful)
    ContactPointFactory(authority=point.authority, purpose="lado", position=1, check_first=is_doubtful)
    page = client.get(path)
    assert page.status_code == 200
    assert (CHECK in page.text) == is_doubtful


@pytest.mark.parametrize("path", ["/contacts/brent/", "/search/?q=Brent"])
def test_a_note_on_a_line_for_professionals_stands_beside_it(client, path):
    point = ContactPointFactory(
        authority__slug="brent", authority__short_name="Brent", purpose="lado", note="You may reach a voicemail."
    )
    assert point.note in client.get(path).text


def test_brent_at_night_as_it_is_loaded(loaded_site, client):
    with time_machine.travel(at("2026-11-24T03:00"), tick=False):
        text = " ".join(strip_tags(re.sub(r"<svg.*?</svg>", "", client.get("/search/?q=Brent").text)).split())
    assert re.search(r"Out of hours try 020.8359.2000\. The number .{0,80} for them alone\. Check it first", text)
