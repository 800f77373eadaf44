"""The worker goes on whatever its database does, and leaves when it is told to."""

import os
import signal

import pytest
from django.core.management import call_command
from django.db import InterfaceError, OperationalError

from lscb_site.operations.management.commands import worker
from lscb_site.operations.models import Heartbeat


@pytest.fixture
def slept(monkeypatch):
    """The pauses that the worker makes, without its making them; its thread does not beat, and no connection ends."""
    pauses = []
    monkeypatch.setattr(worker.time, "sleep", pauses.append)
    monkeypatch.setattr(worker.connections, "close_all", lambda: None)
    monkeypatch.setattr("lscb_site.operations.heartbeats.beat", lambda process: None)
    return pauses


def work(monkeypatch, *ends):
    """Let the library's loop end in these ways, one after another."""
    ends = iter(ends)

    def loop(*args, **kwargs):
        if problem := next(ends):
            raise problem

    monkeypatch.setattr(worker, "call_command", loop)
    call_command("worker")


@pytest.mark.django_db
def test_it_tries_again_with_longer_and_longer_pauses(slept, monkeypatch, caplog):
    work(monkeypatch, *[OperationalError("database is locked"), InterfaceError("connection already closed")] * 3, None)
    assert slept == [2, 4, 8, 16, 30, 30]
    assert "could not reach the database (InterfaceError) and tries again in 30 seconds" in caplog.text


@pytest.mark.django_db
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_also_where_the_driver_swallows_it(slept, monkeypatch, number):
    with pytest.raises(SystemExit):
        work(monkeypatch, SystemExit(0))

    def swallowed(*args, **kwargs):
        os.kill(os.getpid(), number)
        raise InterfaceError("connection already closed")

    before = signal.signal(number, lambda *_: None)  # the library's, whose SystemExit goes no further
    try:
        monkeypatch.setattr(worker, "call_command", swallowed)
        call_command("worker")
    finally:
        signal.signal(number, before)
    assert slept == []


@pytest.mark.django_db(transaction=True)
def test_it_says_that_it_runs_before_it_does_anything(monkeypatch):
    monkeypatch.setattr(worker, "call_command", lambda *args, **kwargs: until_heard())
    call_command("worker")
    assert Heartbeat.objects.get().process == "worker"


def until_heard():
    import time

    deadline = time.monotonic() + 5
    while not Heartbeat.objects.exists():
        assert time.monotonic() < deadline
        time.sleep(0.01)
