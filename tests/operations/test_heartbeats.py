"""What is said when the worker or the clock is not heard of."""

import pytest
import time_machine
from django.core.management import call_command

from lscb_site.operations.heartbeats import beat, silent
from lscb_site.operations.models import Heartbeat
from lscb_site.wsgi import application
from tests.caching.wsgi_process import ask, request

pytestmark = pytest.mark.django_db

BOTH = list(Heartbeat.Process)


def test_a_process_that_beats_is_not_silent():
    for process in BOTH * 2:
        beat(process)
    assert silent() == []
    assert Heartbeat.objects.count() == 2


@pytest.mark.parametrize(("seconds", "said"), [(119, []), (121, BOTH)])
def test_two_minutes_are_a_silence(seconds, said):
    with time_machine.travel("2026-03-10T09:13:00Z", tick=False):
        for process in BOTH:
            beat(process)
    with time_machine.travel("2026-03-10T09:13:00Z", tick=False) as clock:
        clock.shift(seconds)
        assert [each.process for each in silent()] == said


def test_staff_read_it_on_the_first_page_of_the_admin(editor_client, client):
    beat(Heartbeat.Process.CLOCK)
    with time_machine.travel("2026-07-10T08:13:00Z", tick=False):
        beat(Heartbeat.Process.WORKER)
    with time_machine.travel("2026-07-10T09:13:00Z", tick=False):
        beat(Heartbeat.Process.CLOCK)
        text = editor_client.get("/admin/").text
    assert "The worker has not been heard of since 09:13 on 10 July 2026. Uploaded files are not read" in text
    assert "The clock" not in text
    assert "not been heard of" not in client.get("/admin/login/").text


def test_the_probe_says_it_and_stays_well():
    with time_machine.travel("2026-03-10T09:13:00Z", tick=False):
        beat(Heartbeat.Process.WORKER)
    reply = ask(application, request("/readyz"))
    assert reply.status == 200
    assert reply.text == "ok\nworker not heard of since 2026-03-10T09:13:00Z\nclock not heard of yet\n"


def test_the_clock_beats(monkeypatch):
    monkeypatch.setattr("lscb_site.operations.management.commands.clock.close_old_connections", lambda: None)
    call_command("clock", beats=1)
    assert Heartbeat.objects.get().process == "clock"
