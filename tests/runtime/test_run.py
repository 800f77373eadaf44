"""`make run`, once it has a virtual environment."""

import os
import signal
import socket
import subprocess
import sys
import time
from urllib.request import urlopen

from tests.running_site import TOP


def test_it_runs_three_processes_and_leaves_none_behind(site):
    with urlopen(site.address) as home:
        assert home.status == 200
    commands = site.processes().values()
    for part in ("lscb_site.operations.web_server", "manage.py worker", "manage.py clock"):
        assert any(part in command for command in commands), f"{part} does not run"
    assert site.stop(signal.SIGINT) == 0
    assert site.processes() == {}


def test_only_the_first_run_gives_passwords(site):
    assert set(site.passwords) == {"editor", "publisher", "administrator"}
    site.stop()
    site.start()
    assert site.log.read_text().count("They are shown only now") == 1


def test_a_process_that_ends_is_started_again(site):
    worker = next(pid for pid, command in site.processes().items() if "manage.py worker" in command)
    os.kill(worker, signal.SIGKILL)
    deadline = time.monotonic() + 30
    while not any(pid != worker and "manage.py worker" in command for pid, command in site.processes().items()):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert "“worker” ended by itself (SIGKILL). It is started again." in site.log.read_text()
    assert site.is_running


def test_a_process_that_ends_whenever_it_is_started_ends_all(tmp_path):
    notes = tmp_path / "notes"
    commands = {"steady": "sleep 60", "broken": f"sh -c 'echo tried >> {notes}; exit 7'"}
    run = f"from lscb_site.running.processes import run_together; print(run_together({commands!r}, lambda: None))"
    said = subprocess.run([sys.executable, "-c", run], cwd=TOP, capture_output=True, text=True, timeout=60)
    assert said.stdout.splitlines()[-1] == "broken"
    assert said.stdout.count("“broken” ended by itself (status 7). It is started again.") == 2
    assert notes.read_text() == "tried\n" * 3


def test_it_answers_this_machine_alone_and_says_so(site):
    assert "It answers this machine alone." in site.log.read_text()
    (web,) = {command for command in site.processes().values() if "gunicorn" in command}
    assert f"--bind 127.0.0.1:{site.port}" in web


def test_a_taken_port_is_said_plainly():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        said = subprocess.run(
            [sys.executable, "-m", "lscb_site.running"],
            cwd=TOP,
            env=os.environ | {"PORT": port},
            capture_output=True,
            text=True,
        )
    assert said.returncode == 1
    assert said.stderr == (
        f"Port {port} cannot be used (address already in use). Try another: make run PORT={int(port) + 1}\n"
    )
