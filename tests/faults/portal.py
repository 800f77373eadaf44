"""The portal's web process as the Procfile starts it, on the loaded test database, with a relay between the two."""

import http.client
import os
import signal
import subprocess
import time
from dataclasses import dataclass

from django.db import connection

from lscb_site.running.processes import read_procfile
from tests.faults.silence import Relay
from tests.running_site import TOP, free_port

PATIENCE = 60  # seconds for the first answer


@dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    text: str
    seconds: float


class Portal:
    def __init__(self, folder):
        facts = connection.settings_dict
        self.relay = Relay(facts["HOST"] or "127.0.0.1", int(facts["PORT"] or 5432))
        self.port, self.log = free_port(), folder / "log.txt"
        self.environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
            "DATABASE_URL": f"postgres://{facts['USER']}:{facts['PASSWORD']}@127.0.0.1:{self.relay.port}/{facts['NAME']}",
            "PORT": str(self.port),
            # One process with the threads of two: each keeps its own copies of pages, and which of two answered, and
            # whether both have a copy, cannot be told from outside. tests/runtime has two.
            "WEB_WORKERS": "1",
            "WEB_THREADS": "8",
            "PATH": f"{TOP}/.venv/bin:{os.environ['PATH']}",
            "BEHIND_PROXY": "True",
            "LOG_LEVEL": "DEBUG",
            "PYTHONFAULTHANDLER": "1",  # a process that will not end says where it is
        }
        self.processes = []

    def start(self, name: str) -> subprocess.Popen:
        with self.log.open("a") as log:
            command = f"exec {read_procfile(TOP / 'Procfile')[name]}"
            process = subprocess.Popen(command, shell=True, cwd=TOP, env=self.environment, stdout=log, stderr=log)
        self.processes.append(process)
        return process

    def start_web(self):
        process = self.start("web")
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                if self.ask("/healthz").status == 200:
                    return
            except OSError:
                assert process.poll() is None, self.log.read_text()
                assert time.monotonic() < deadline, self.log.read_text()
                time.sleep(0.05)

    def ask(self, path: str, method="GET", body=None, port=None, **headers) -> Answer:
        began = time.monotonic()
        line = http.client.HTTPConnection("127.0.0.1", port or self.port, timeout=30)
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        if body is not None:
            given = {"Content-Type": "application/x-www-form-urlencoded"} | given
        try:
            line.request(method, path, body, {"Host": "localhost"} | given)
            answer = line.getresponse()
            text = answer.read().decode(errors="replace")
        finally:
            line.close()
        return Answer(answer.status, answer.headers, text, time.monotonic() - began)

    def stop(self):
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            try:
                process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGABRT)
                process.wait()
                raise AssertionError(self.log.read_text()[-8000:]) from None
        self.relay.close()
