from datetime import date, timedelta

import pytest

from lscb_contacts.freshness import Deadlines, Freshness
from lscb_contacts.models import Authority, ContactPoint, DirectorySettings
from tests.factories import ContactPointFactory

CONFIRMED = date(2026, 3, 3)


@pytest.mark.parametrize(
    ("today", "freshness"),
    [
        (date(2026, 3, 3), "fresh"),
        (date(2026, 8, 2), "fresh"),
        (date(2026, 8, 3), "due"),
        (date(2026, 9, 2), "due"),
        (date(2026, 9, 3), "overdue"),
        (date(2036, 9, 3), "overdue"),
    ],
)
def test_a_confirmation_ages_in_the_period_of_six_months(today, freshness):
    assert Deadlines.on(today, 6).freshness(CONFIRMED) == freshness


def test_what_nobody_confirmed_does_not_age():
    assert Deadlines.on(CONFIRMED, 6).freshness(None) == Freshness.UNCONFIRMED


@pytest.mark.django_db
@pytest.mark.parametrize("months", [2, 6, 12])
def test_the_rule_says_the_same_in_a_query_and_in_hand_on_every_day(months):
    points = [ContactPointFactory(confirmed_on=CONFIRMED, confirmed_by="Manager"), ContactPointFactory()]
    for day in range(0, 400, 7):
        deadlines = Deadlines.on(CONFIRMED + timedelta(days=day), months)
        told = dict(ContactPoint.objects.annotate(told=deadlines.as_expression()).values_list("pk", "told"))
        assert told == {point.pk: deadlines.freshness(point.confirmed_on) for point in points}
        held = set(ContactPoint.objects.filter(deadlines.holds()))
        assert held == {point for point in points if told[point.pk] in ("fresh", "due")}
        wanted = set(ContactPoint.objects.filter(deadlines.wanted()))
        assert wanted == {point for point in points if told[point.pk] in ("due", "overdue")}


@pytest.mark.django_db
def test_the_period_is_what_the_administrator_set(time_machine):
    time_machine.move_to("2026-05-15 12:00 +0000")
    ContactPointFactory(confirmed_on=CONFIRMED, confirmed_by="Manager")
    assert ContactPoint.objects.with_freshness().get().freshness == "fresh"
    DirectorySettings(confirm_every=2).save()
    assert ContactPoint.objects.with_freshness().get().freshness == "overdue"
    assert ContactPoint.objects.get().freshness == "overdue"


@pytest.mark.django_db
def test_an_overdue_number_is_not_counted_as_confirmed(time_machine):
    ContactPointFactory(confirmed_on=CONFIRMED, confirmed_by="Manager")
    time_machine.move_to("2026-09-02 12:00 +0100")
    assert Authority.objects.with_confirmation().get().confirmed_numbers == 1
    time_machine.move_to("2026-09-03 12:00 +0100")
    assert Authority.objects.with_confirmation().get().confirmed_numbers == 0


@pytest.mark.django_db
@pytest.mark.parametrize("change", [{"phone": "020 7946 0999"}, {"email": "new@example.org"}, {"web": "https://a.uk/"}])
def test_a_confirmation_ends_with_the_details_it_was_given_for(change):
    ContactPointFactory(confirmed=True)
    point = ContactPoint.objects.get()
    for name, value in change.items():
        setattr(point, name, value)
    point.save(update_fields=change)
    point.refresh_from_db()
    assert (point.confirmed_on, point.confirmed_by) == (None, "")


@pytest.mark.django_db
def test_a_confirmation_stays_while_the_entry_does():
    ContactPointFactory(confirmed=True)
    point = ContactPoint.objects.get()
    point.source, point.phone = "Another source", "+44 20 7946 0000"
    point.save()
    point.refresh_from_db()
    assert point.is_confirmed


@pytest.mark.django_db
def test_new_details_may_come_with_their_own_confirmation():
    ContactPointFactory(confirmed=True)
    point = ContactPoint.objects.get()
    point.phone = "020 7946 0999"
    point.confirm(date(2026, 4, 1), "Duty manager")
    point.save()
    point.refresh_from_db()
    assert (point.confirmed_on, point.confirmed_by) == (date(2026, 4, 1), "Duty manager")
