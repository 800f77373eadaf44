"""`make run`, once it has a virtual environment."""

import os
import signal
import socket
import subprocess
import sys
from urllib.request import urlopen

from tests.running_site import TOP


def test_it_runs_three_processes_and_leaves_none_behind(site):
    with urlopen(site.address) as home:
        assert home.status == 200
    commands = site.processes().values()
    for part in ("lscb_site.wsgi", "db_worker", "manage.py clock"):
        assert any(part in command for command in commands), f"{part} does not run"
    assert site.stop(signal.SIGINT) == 0
    assert site.processes() == {}


def test_only_the_first_run_gives_passwords(site):
    assert set(site.passwords) == {"editor", "publisher", "administrator"}
    site.stop()
    site.start()
    assert site.log.read_text().count("They are shown only now") == 1


def test_when_one_process_ends_all_end(site):
    worker = next(pid for pid, command in site.processes().items() if "db_worker" in command)
    os.kill(worker, signal.SIGKILL)
    assert site.process.wait(timeout=30) == 1
    assert "“worker” ended by itself" in site.log.read_text()
    assert site.processes() == {}


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
