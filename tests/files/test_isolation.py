import os
import time

import pytest

from lscb_site.files import isolation
from lscb_site.files.isolation import Crashed, OutOfMemory, TimedOut, TooMuchOutput

pytestmark = pytest.mark.slow

LIMITS = {"memory_mb": 256, "cpu_seconds": 1, "wall_seconds": 3, "output_bytes": 100_000}


def run(name, *args, **limits):
    return isolation.run_isolated(f"tests.files.misbehaving:{name}", *args, **LIMITS | limits)


def test_arguments_and_answer_cross_unchanged():
    assert run("echo", "£ é \udcff", 3, None, {"a": [1]}) == ["£ é \udcff", 3, None, {"a": [1]}]


def test_the_child_knows_neither_django_nor_our_environment(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "do not tell")
    assert not [name for name in run("modules") if name.split(".")[0] == "django"]
    assert "SECRET_KEY" not in run("environment")


@pytest.mark.parametrize(
    ("name", "limits", "expected"),
    [
        ("spin", {}, TimedOut),
        ("sleep", {"wall_seconds": 0.5}, TimedOut),
        ("hog", {}, OutOfMemory),
        ("abort", {}, Crashed),
        ("leave", {}, Crashed),
        ("fail", {}, Crashed),
        ("talk", {}, TooMuchOutput),
        ("chatter", {}, TimedOut),
        ("write_much", {}, Crashed),
        ("unjsonable", {}, Crashed),
        ("no_such_function", {}, Crashed),
    ],
)
def test_every_way_to_fail_has_its_name(name, limits, expected):
    with pytest.raises(expected):
        run(name, **limits)


def test_a_failure_names_its_kind_and_tells_nothing_of_the_file():
    with pytest.raises(Crashed) as raised:
        run("fail")
    assert raised.value.error == "LookupError"
    assert "secret" not in str(raised.value)


def test_a_signal_is_named():
    with pytest.raises(Crashed, match="SIGABRT"):
        run("abort")


def test_what_a_library_prints_does_not_mix_with_the_answer():
    assert run("print_then_answer") == "answer"


def test_nothing_the_child_started_outlives_it():
    pid = run("leave_a_child_behind")
    for _ in range(50):
        if not _running(pid):
            return
        time.sleep(0.02)
    pytest.fail("a process outlived the call")


def _running(pid):
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_no_descriptor_stays_open():
    before = len(os.listdir("/proc/self/fd"))
    run("echo")
    with pytest.raises(TimedOut):
        run("sleep", wall_seconds=0.3)
    assert len(os.listdir("/proc/self/fd")) == before
