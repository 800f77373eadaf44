"""The figures at /metrics, and what is made of them in docs/monitoring."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
import yaml
from django.conf import settings as site
from django.db import OperationalError
from django.utils import timezone
from prometheus_client import REGISTRY
from prometheus_client.parser import text_string_to_metric_families

from lscb_site.caching.front import OUTCOME
from lscb_site.caching.models import ContentVersion
from lscb_site.operations.heartbeats import beat
from lscb_site.operations.metrics import asking
from lscb_site.operations.metrics.counting import CountsAnswers, kind_of
from lscb_site.operations.models import Backup, Heartbeat
from lscb_site.search import misses
from tests.caching.wsgi_process import ask, request

MONITORING = Path(site.BASE_DIR) / "docs" / "monitoring"


def counted(name, **labels):
    return REGISTRY.get_sample_value(name, labels) or 0


def figures(away=False, certificate=1000.0):
    text = asking.exposition(away, certificate).decode()
    return {
        (each.name, *each.labels.values()): each.value
        for family in text_string_to_metric_families(text)
        for each in family.samples
    }


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "home"),
        ("/resources/a-document/", "documents"),
        ("/mash/", "pages"),
        ("/nobody-has-this/", "pages"),
        ("", "pages"),
        ("*", "pages"),
        ("/resources", "documents"),
    ],
)
def test_the_kind_of_a_page_is_one_of_a_few(path, kind):
    assert kind_of(path) == kind


@pytest.mark.parametrize(
    ("method", "status", "labels"),
    [
        ("GET", "200 OK", ("read", "2xx")),
        ("POST", "503 No", ("write", "5xx")),
        ("BREW", "405 No", ("other", "4xx")),
    ],
)
def test_a_request_is_counted_by_classes_alone(method, status, labels):
    def site(environ, start_response):
        environ[OUTCOME] = "hit"
        start_response(status, [])
        return [b""]

    name = "lscb_requests_total"
    labelled = dict(zip(("method", "status"), labels, strict=True), kind="search")
    before = counted(name, **labelled), counted("lscb_front_cache_total", outcome="hit")
    assert ask(CountsAnswers(site), request("/search/?q=hidden", method)).status == int(status[:3])
    assert (counted(name, **labelled), counted("lscb_front_cache_total", outcome="hit")) == (
        before[0] + 1,
        before[1] + 1,
    )


@pytest.mark.parametrize(("outcome", "measured"), [("hit", 0), ("made", 1), (None, 1)])
def test_what_takes_no_time_is_not_measured(outcome, measured):
    """To measure a kept page would take a tenth of what it takes."""

    def site(environ, start_response):
        if outcome:
            environ[OUTCOME] = outcome
        start_response("200 OK", [])
        return [b""]

    before = counted("lscb_request_seconds_count", kind="news")
    ask(CountsAnswers(site), request("/news/"))
    assert counted("lscb_request_seconds_count", kind="news") == before + measured


def test_a_request_that_ends_in_a_fault_is_counted():
    def site(environ, start_response):
        raise ZeroDivisionError

    labels = {"method": "read", "status": "5xx", "kind": "news"}
    before = counted("lscb_requests_total", **labels)
    with pytest.raises(ZeroDivisionError):
        ask(CountsAnswers(site), request("/news/"))
    assert counted("lscb_requests_total", **labels) == before + 1


@pytest.mark.django_db
def test_a_search_without_results_is_counted_without_its_words():
    before = counted("lscb_searches_without_results_total")
    misses.note("020 7946 0000 hidden")  # which is not kept
    assert counted("lscb_searches_without_results_total") == before + 1
    assert "hidden" not in asking.exposition(False, None).decode()


@pytest.mark.django_db
def test_what_rows_say_is_asked_at_the_moment(time_machine, django_assert_max_num_queries):
    time_machine.move_to("2026-11-28 12:00 +0000", tick=False)
    now = timezone.now()
    beat(Heartbeat.Process.WORKER)
    ContentVersion.objects.update_or_create(pk=1, defaults={"number": int(now.timestamp()) * 1_000_000})
    Backup.objects.create(name="a", place="/b", began_at=now, made_at=now, files=1, size=1, is_encrypted=True)
    time_machine.shift(timedelta(seconds=90))
    with django_assert_max_num_queries(8):
        found = figures()
    assert found["lscb_database_answers",] == 1
    assert found["lscb_heard_seconds_ago", "worker"] == 90
    assert found["lscb_content_version_age_seconds",] == 90
    assert found["lscb_backup_age_seconds",] == 90
    assert found["lscb_tasks_waiting",] == found["lscb_letters_late",] == found["lscb_files_with_faults",] == 0
    assert found["lscb_certificate_seconds_left",] == 1000


@pytest.mark.django_db
def test_a_database_that_is_away_leaves_the_others(monkeypatch):
    def away():
        raise OperationalError

    monkeypatch.setattr(asking, "OF_DATABASE", [away])
    for found in (figures(), figures(away=True)):
        assert found["lscb_database_answers",] == 0
        assert found["lscb_disk_free_bytes", "DATA_DIR"] > 0
        assert ("lscb_tasks_waiting",) not in found


@pytest.mark.django_db
def test_the_dashboard_and_the_alerts_ask_for_figures_that_exist():
    now = timezone.now()
    Backup.objects.create(name="a", place="/b", began_at=now, made_at=now, files=1, size=1, is_encrypted=True)
    ContentVersion.objects.update_or_create(pk=1, defaults={"number": 5})
    families = {family.name for family in text_string_to_metric_families(asking.exposition(False, 1000.0).decode())}
    board = json.loads((MONITORING / "grafana.json").read_text())
    expressions = [target["expr"] for panel in board["panels"] for target in panel["targets"]]
    rules = yaml.safe_load((MONITORING / "alerts.yaml").read_text())
    expressions += [rule["expr"] for group in rules["groups"] for rule in group["rules"]]
    asked = {name for text in expressions for name in re.findall(r"lscb_\w+", text)}
    assert len(asked) > 10
    assert {name for name in asked if re.sub(r"_(total|bucket)$", "", name) not in families} == set()
