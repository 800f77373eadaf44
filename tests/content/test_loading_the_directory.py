"""Hours and partnerships as they are loaded, and what a later release leaves to the editors of the directory."""

from datetime import date

import pytest

from lscb_contacts.confirming.values import hours_of
from lscb_contacts.models import Board, ContactPoint
from lscb_site.content.loading.sequence import load
from lscb_site.content.models import LoadedItem

pytestmark = pytest.mark.django_db


def test_a_board_leads_to_the_partnership_that_followed_it(loaded_site):
    barnet = Board.objects.get(slug="barnet")
    partnership = barnet.succeeded_by.get()
    assert partnership.website == "https://thebarnetscp.org.uk"
    assert (barnet.has_ended, barnet.successors) == (True, [partnership])
    assert (barnet.is_former, partnership.is_former) == (True, False)


def test_the_partnership_of_three_boroughs_ended_and_one_of_them_has_its_own(loaded_site):
    three = Board.objects.get(slug="local-safeguarding-children-partnership")
    assert (three.is_former, three.ended_when) == (True, "on 31 March 2021")
    assert [each.slug for each in three.succeeded_by.get().authorities.all()] == ["hammersmith-and-fulham"]


def test_hours_come_with_their_contact_point(loaded_site):
    night = ContactPoint.objects.get(authority__slug="harrow", purpose="out_of_hours")
    assert hours_of(night) == (
        "Every day, 5pm to 9am the next day; Saturday and Sunday, 24 hours; Bank holidays, 24 hours"
    )


def test_hours_of_a_later_release_leave_an_entry_that_was_loaded_before_as_it_is(loaded_site):
    """Its editor may have written its hours, and lines that are added would end its confirmation."""
    LoadedItem.objects.filter(key__startswith="opening_hours/harrow/out_of_hours").delete()
    night = ContactPoint.objects.get(authority__slug="harrow", purpose="out_of_hours")
    night.opening_hours.all().delete()
    night.confirm(date(2026, 11, 3), "Team manager")
    night.save()
    ledger = load()
    assert {key.split("/")[1] for key in ledger.changed} == {"harrow"}
    night = ContactPoint.objects.get(pk=night.pk)
    assert (night.opening_hours.count(), night.confirmed_by) == (0, "Team manager")


def test_a_purpose_that_an_editor_filled_stays_the_editors(loaded_site):
    LoadedItem.objects.filter(key__contains="ealing/out_of_hours").delete()
    night = ContactPoint.objects.get(authority__slug="ealing", purpose="out_of_hours")
    ContactPoint.objects.filter(pk=night.pk).update(name="As an editor wrote it", phone="+442079460000")
    ledger = load()
    assert "contact_points/ealing/out_of_hours" in ledger.changed
    (kept,) = ContactPoint.objects.filter(authority__slug="ealing", purpose="out_of_hours")
    assert kept.name == "As an editor wrote it"
