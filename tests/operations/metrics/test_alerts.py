"""Each alert fires at its limit and not below it, as Prometheus itself reads docs/monitoring/alerts.yaml."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from django.conf import settings

ALERTS = Path(settings.BASE_DIR) / "docs" / "monitoring" / "alerts.yaml"
RULES = {rule["alert"]: rule for group in yaml.safe_load(ALERTS.read_text())["groups"] for rule in group["rules"]}
UNITS = {"m": 1, "h": 60}  # in minutes
ANSWERS = {"lscb_database_answers": 1}
CLOCK, WORKER = ({f'lscb_heard_seconds_ago{{process="{process}"}}': 20} for process in ("clock", "worker"))
# The alert, what is scraped all the time where it fires, and where it does not. A text grows, so much in a minute.
LIMITS = [
    ("PortalDown", {'up{job="portal"}': 0}, {'up{job="portal"}': 1, 'up{job="another"}': 0}),
    ("PortalDatabaseAway", {"lscb_database_answers": 0}, ANSWERS),
    *(
        (
            "PortalProcessSilent",
            ANSWERS | CLOCK | WORKER | {f'lscb_heard_seconds_ago{{process="{process}"}}': 301},
            ANSWERS | CLOCK | WORKER | {f'lscb_heard_seconds_ago{{process="{process}"}}': 300},
        )
        for process in ("worker", "clock")
    ),
    ("PortalProcessSilent", ANSWERS | CLOCK, {"lscb_database_answers": 0}),
    ("PortalProcessSilent", ANSWERS | WORKER, ANSWERS | WORKER | CLOCK),
    ("PortalQueueOld", {"lscb_tasks_oldest_seconds": 1801}, {"lscb_tasks_oldest_seconds": 1800}),
    ("PortalLettersWait", {"lscb_letters_late": 1}, {"lscb_letters_late": 0}),
    ("PortalBackupOld", {"lscb_backup_age_seconds": 93601}, ANSWERS | {"lscb_backup_age_seconds": 93600}),
    ("PortalBackupOld", ANSWERS, {"lscb_database_answers": 0}),
    (
        "PortalDiskFull",
        {'lscb_disk_free_bytes{place="DATA_DIR"}': 2**31 - 1, 'lscb_disk_free_bytes{place="another"}': 2**40},
        {'lscb_disk_free_bytes{place="DATA_DIR"}': 2**31},
    ),
    (
        "PortalCertificateEnds",
        {"lscb_certificate_seconds_left": 14 * 86400 - 1},
        {"lscb_certificate_seconds_left": 14 * 86400},
    ),
    (
        "PortalErrors",
        {'lscb_requests_total{status="5xx"}': "+21", 'lscb_requests_total{status="2xx"}': "+979"},
        {'lscb_requests_total{status="5xx"}': "+20", 'lscb_requests_total{status="2xx"}': "+980"},
    ),
    ("PortalErrors", {'lscb_requests_total{status="5xx"}': "+1"}, {'lscb_requests_total{status="2xx"}': "+0"}),
    ("PortalFilesDamaged", {"lscb_files_with_faults": 1}, {"lscb_files_with_faults": 0}),
]


def test_every_alert_has_its_limit_here_and_says_what_to_do():
    assert {name for name, _, _ in LIMITS} == set(RULES)
    for rule in RULES.values():
        assert rule["labels"]["severity"] in ("page", "ticket")
        assert set(rule["annotations"]) == {"summary", "description"}
        assert all(words.endswith(".") for words in rule["annotations"].values())


def promtool(*words):
    program = shutil.which("promtool")
    if program is None:
        pytest.skip("Left out: promtool. Debian has it: apt install prometheus")
    return subprocess.run([program, *words], capture_output=True, text=True, check=False, timeout=30)


def test_prometheus_takes_the_rules():
    done = promtool("check", "rules", str(ALERTS))
    assert done.returncode == 0, done.stderr


def minutes_before(alert):
    """For how long it must hold before somebody is told."""
    number, unit = re.fullmatch(r"(\d+)([mh])", RULES[alert].get("for", "0m")).groups()
    return int(number) * UNITS[unit]


def series(scraped):
    grown = {name: value if isinstance(value, str) else f"{value}+0" for name, value in scraped.items()}
    return [
        {"series": name, "values": f"{value if value[0] != '+' else '0' + value}x100"} for name, value in grown.items()
    ]


def firing(alert, minute, number):
    asked = f'count(ALERTS{{alertname="{alert}",alertstate="firing"}}) or vector(0)'
    return {"expr": asked, "eval_time": f"{minute}m", "exp_samples": [{"labels": "{}", "value": number}]}


@pytest.mark.parametrize(("alert", "fires", "does_not"), LIMITS)
def test_it_fires_at_its_limit_and_not_below(tmp_path, alert, fires, does_not):
    first, last = minutes_before(alert), minutes_before(alert) + 10
    reached = [firing(alert, last, 1)] + ([firing(alert, first - 1, 0)] if first else [])
    tests = [
        {"interval": "1m", "input_series": series(fires), "promql_expr_test": reached},
        {"interval": "1m", "input_series": series(does_not), "promql_expr_test": [firing(alert, last, 0)]},
    ]
    file = tmp_path / "tests.yaml"  # YAML holds JSON
    file.write_text(json.dumps({"rule_files": [str(ALERTS)], "evaluation_interval": "1m", "tests": tests}))
    done = promtool("test", "rules", str(file))
    assert done.returncode == 0, done.stdout + done.stderr
