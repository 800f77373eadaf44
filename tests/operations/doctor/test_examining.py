"""Each examination has an end, none keeps another from its own, and nothing that is told is a secret."""

import json
import threading
import time
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import OperationalError

from lscb_site.caching.version import DatabaseAway, VersionReader
from lscb_site.operations.doctor import examining
from lscb_site.operations.doctor.examining import Doctor
from lscb_site.operations.doctor.findings import FAMILIES, State, ill, look, well, worst
from lscb_site.operations.probes import Probes
from tests.caching.wsgi_process import ask, request

TOKEN = "of-the-watch-0123456789"


class Away(VersionReader):
    def read(self):
        raise DatabaseAway


@pytest.fixture
def only(monkeypatch):
    """Only these examinations are there."""

    def replace(outside=None, of_database=None):
        monkeypatch.setattr(examining, "WITHOUT_DATABASE", outside or {})
        monkeypatch.setattr(examining, "OF_DATABASE", of_database or {})
        monkeypatch.setattr(examining, "THOROUGH", {})

    return replace


def one(finding):
    return lambda: [finding]


def broken():
    raise ZeroDivisionError("a secret")


def test_every_examination_belongs_to_a_family():
    keys = [*examining.WITHOUT_DATABASE, *examining.OF_DATABASE]
    assert {key.partition(".")[0] for key in keys} == set(FAMILIES)


@pytest.mark.django_db
def test_the_worst_comes_first(only):
    only(
        {"machine.disk": one(look("machine.disk", "a", "b")), "machine.clock": one(well("machine.clock", "c"))},
        {"work.queue": one(ill("work.queue", "d", "e"))},
    )
    found = Doctor().examine()
    assert [each.key for each in found] == ["work.queue", "machine.disk", "machine.clock"]
    assert worst(found) is State.ILL


@pytest.mark.django_db
def test_one_that_fails_is_a_finding_without_what_it_failed_with(only):
    only({"machine.disk": broken, "machine.clock": one(well("machine.clock", "c"))}, {"work.queue": broken})
    found = {each.key: each for each in Doctor().examine()}
    assert {key: each.state for key, each in found.items()} == {
        "machine.disk": State.LOOK,
        "work.queue": State.LOOK,
        "machine.clock": State.WELL,
    }
    assert "a secret" not in "".join(each.line for each in found.values())


@pytest.mark.django_db
def test_one_that_hangs_is_not_waited_for_and_not_begun_twice(only, monkeypatch):
    monkeypatch.setattr(examining, "PATIENCE", 0.05)
    going_on, begun = threading.Event(), []

    def hangs():
        begun.append(1)
        going_on.wait(10)
        return [well("services.mail", "at last")]

    only({"services.mail": hangs})
    doctor = Doctor()
    began = time.monotonic()
    assert [each.sentence for each in doctor.examine() + doctor.examine()] == ["No answer came in time."] * 2
    assert time.monotonic() - began < 5
    assert begun == [1]
    going_on.set()
    doctor.asked[0].thread.join(5)
    assert [each.sentence for each in doctor.examine()] == ["at last"]
    assert begun == [1]


@pytest.mark.django_db
def test_the_others_are_examined_when_a_table_is_missing(only):
    def without_table():
        raise OperationalError("no such table")

    only({}, {"work.queue": without_table, "content.files": one(well("content.files", "all of them"))})
    assert {each.key: each.state for each in Doctor().examine()} == {
        "work.queue": State.ILL,
        "content.files": State.WELL,
    }


@pytest.mark.django_db
def test_a_database_that_is_away_is_said_once(only, monkeypatch):
    def away():
        raise OperationalError("gone")

    monkeypatch.setattr(examining, "answers", lambda: False)
    only({"machine.clock": one(well("machine.clock", "c"))}, {"work.queue": away, "content.files": broken})
    assert [each.key for each in Doctor().examine()] == ["database.server", "machine.clock"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("finding", "status"), [(look("work.queue", "It waits.", "Start one."), 1), (ill("work.queue", "It waits.", ""), 2)]
)
def test_the_command_tells_cron_by_its_exit_status(only, finding, status, capsys):
    only({"machine.clock": one(well("machine.clock", "Right."))}, {"work.queue": one(finding)})
    with pytest.raises(SystemExit) as left:
        call_command("doctor", quiet=True)
    assert left.value.code == status
    assert capsys.readouterr().out == f"{finding.line}\n"


@pytest.mark.django_db
def test_the_command_is_quiet_where_all_is_well(only):
    only({"machine.clock": one(well("machine.clock", "Right."))})
    said = StringIO()
    call_command("doctor", quiet=True, stdout=said)
    assert said.getvalue() == ""
    call_command("doctor", json=True, stdout=said)
    assert json.loads(said.getvalue()) == {
        "state": "well",
        "findings": [{"key": "machine.clock", "state": "well", "sentence": "Right.", "mend": ""}],
    }


def asks_nobody(environ, start_response):
    start_response("404 Not Found", [])
    return [b""]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "shown",
    [{}, {"Authorization": TOKEN}, {"Authorization": "Bearer "}, {"Authorization": f"Bearer {TOKEN}x"}],
)
def test_without_the_token_readiness_says_no_more_and_there_are_no_figures(only, settings, shown):
    settings.HEALTH_TOKEN = TOKEN
    only({"machine.clock": one(well("machine.clock", "Right."))})
    probes = Probes(asks_nobody, VersionReader())
    assert "machine.clock" not in ask(probes, request("/readyz", **shown)).text
    assert ask(probes, request("/metrics", **shown)).status == 404


@pytest.mark.django_db
def test_where_no_token_is_set_none_is_right(only, settings):
    settings.HEALTH_TOKEN = ""
    probes = Probes(asks_nobody, VersionReader())
    assert ask(probes, request("/metrics", Authorization="Bearer ")).status == 404


@pytest.mark.django_db
def test_readiness_says_the_findings_to_who_has_the_token(only, settings):
    settings.HEALTH_TOKEN = TOKEN
    only({"machine.clock": one(look("machine.clock", "Late.", "Set it."))})
    probes = Probes(asks_nobody, VersionReader())
    reply = ask(probes, request("/readyz", Authorization=f"Bearer {TOKEN}"))
    assert reply.status == 200
    assert reply.text.splitlines()[-1] == "look machine.clock: Late. Set it."
    reply = ask(probes, request("/readyz", Authorization=f"Bearer {TOKEN}", Accept="application/json"))
    assert json.loads(reply.body)["state"] == "look"
    assert reply.headers["Cache-Control"] == "no-store"
    reply = ask(Probes(asks_nobody, Away()), request("/readyz", Authorization=f"Bearer {TOKEN}"))
    assert reply.status == 503
    assert "ill database.server" in reply.text
