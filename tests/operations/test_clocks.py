"""Several hosts have a clock each, and one of them has its turn."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import OperationalError

from lscb_site.operations import heartbeats
from lscb_site.operations.heartbeats import TURN, give_up_the_clocks_turn, has_the_clocks_turn, silent
from lscb_site.operations.management.commands import clock
from lscb_site.operations.models import Heartbeat

pytestmark = pytest.mark.django_db


@pytest.fixture
def woken(monkeypatch):
    """By which host's clock work was woken."""
    woken = []
    monkeypatch.setattr(clock, "close_old_connections", lambda: None)
    monkeypatch.setattr(clock, "wake_scheduler", lambda: woken.append(clock.Command.host))
    return woken


def beat_of(host, monkeypatch):
    monkeypatch.setattr(clock.Command, "host", host)
    call_command("clock", beats=1)


@pytest.fixture
def killed(monkeypatch):
    """Clocks never get to say that they end."""
    monkeypatch.setattr(clock, "give_up_the_clocks_turn", lambda host: None)


@pytest.mark.usefixtures("killed")
def test_one_works_and_the_other_takes_over_a_minute_after_it_was_last_heard_of(monkeypatch, woken):
    with time_machine.travel("2026-11-28T09:00:00Z", tick=False) as now:
        for _ in range(3):
            beat_of("a", monkeypatch)
            beat_of("b", monkeypatch)
            now.shift(30)
        assert woken == ["a", "a", "a"]
        now.shift(TURN - timedelta(seconds=30))  # a is silent
        beat_of("b", monkeypatch)
        assert woken[3:] == []
        now.shift(1)
        beat_of("b", monkeypatch)
        beat_of("a", monkeypatch)  # and comes back
        assert woken[3:] == ["b"]
        assert [each for each in silent() if each.process == "clock"] == []  # nobody was told of it


@pytest.mark.usefixtures("killed")
def test_one_that_starts_again_on_its_host_goes_on_at_once(monkeypatch, woken):
    beat_of("a", monkeypatch)
    beat_of("a", monkeypatch)
    assert woken == ["a", "a"]


def test_one_that_ends_gives_up_its_turn(monkeypatch, woken):
    beat_of("a", monkeypatch)
    beat_of("b", monkeypatch)
    assert woken == ["a", "b"]


def test_one_gives_up_no_turn_but_its_own():
    assert has_the_clocks_turn("a")
    give_up_the_clocks_turn("b")
    assert not has_the_clocks_turn("b")
    give_up_the_clocks_turn("a")
    assert has_the_clocks_turn("b")


def test_of_two_that_are_the_first_one_has_it(monkeypatch):
    """Both found no row; the other one has written it meanwhile."""
    real = heartbeats.Heartbeat.objects.bulk_create

    def late(rows, **options):
        Heartbeat.objects.get_or_create(process="clock", defaults={"host": "b", "heard_at": rows[0].heard_at})
        return real(rows, **options)

    monkeypatch.setattr(heartbeats.Heartbeat.objects, "bulk_create", late)
    assert not has_the_clocks_turn("a")
    assert has_the_clocks_turn("b")


def test_a_database_that_is_away_at_the_end_is_no_reason_to_fail(monkeypatch, woken):
    def away(host):
        raise OperationalError("away")

    monkeypatch.setattr(clock, "give_up_the_clocks_turn", away)
    beat_of("a", monkeypatch)
    assert woken == ["a"]


def test_what_the_program_of_before_wrote_is_a_free_turn():
    Heartbeat.objects.bulk_create([Heartbeat(process="clock", heard_at="2026-11-28T09:00:00Z")])
    assert has_the_clocks_turn("a")
