"""A host as an operator sets it up: a web process, a worker and a clock, from one set of settings."""

import http.client
import os
import subprocess
import time
from contextlib import suppress
from pathlib import Path

from lxml import html

from lscb_site.running.processes import read_procfile
from tests.production.visitor import HOST, Visitor
from tests.running_site import TOP

PORT = 8000
PATIENCE = 90  # seconds


def until(is_so, what, patience=PATIENCE):
    """Waited for, and given back."""
    deadline = time.monotonic() + patience
    while not (found := is_so()):
        assert time.monotonic() < deadline, what() if callable(what) else what
        time.sleep(0.2)
    return found


class Host:
    def __init__(self, name: str, network, folder: Path, shared: dict[str, str]):
        self.name, self.folder = name, folder / name
        self.address, self.within = network.add(name)
        self.log = folder / f"{name}.log"
        (self.folder / "tmp").mkdir(parents=True)
        self.environment = (
            os.environ
            | shared
            | {
                "PATH": f"{TOP}/.venv/bin:{os.environ['PATH']}",
                "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
                "DATA_DIR": str(self.folder / "data"),
                "TMPDIR": str(self.folder / "tmp"),
                "HOST": self.address,
                "PORT": str(PORT),
                "WEB_WORKERS": "1",
                "WEB_THREADS": "8",
            }
        )
        self.processes = {}

    def start(self, *names: str):
        for name in names:
            command = ["sh", "-c", f"exec {read_procfile(TOP / 'Procfile')[name]}"]
            with self.log.open("a") as log:
                self.processes[name] = subprocess.Popen(
                    [*self.within, *command], cwd=TOP, env=self.environment, stdout=log, stderr=log
                )

    def command(self, *words: str) -> str:
        done = subprocess.run(
            [*self.within, "python", *words], cwd=TOP, env=self.environment, capture_output=True, text=True, timeout=300
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def is_ready(self) -> bool:
        return Person().at(self).ask("/readyz")[0] == 200

    def ask_from_within(self, path: str) -> str:
        """The status that its own people get, whatever its cable does."""
        curl = ["curl", "--silent", "--max-time", "20", "--output", "/dev/null", "--write-out", "%{http_code}"]
        headers = ["--header", f"Host: {HOST}", "--header", "X-Forwarded-Proto: https"]
        return subprocess.run(
            [*self.within, *curl, *headers, f"http://{self.address}:{PORT}{path}"], capture_output=True, text=True
        ).stdout

    def stored(self) -> list[str]:
        """What lies in its own folder of documents and pictures."""
        kept = [self.folder / "data" / name for name in ("documents", "media")]
        return [path.name for folder in kept for path in folder.rglob("*") if path.is_file() and path.suffix != ".webp"]

    def end(self, *names: str):
        for name in names or list(self.processes):
            self.processes[name].terminate()
        for name in names or list(self.processes):
            process = self.processes.pop(name)
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=40)
            process.kill()
            process.wait()


class Person(Visitor):
    """Somebody behind the proxy of the house, which sends each request to the host that it likes."""

    def __init__(self, address: str = "192.0.2.7"):
        self.cookies, self.address, self.host = {}, address, None

    def at(self, host: Host) -> "Person":
        self.host = host
        return self

    def line(self, timeout=30):
        return http.client.HTTPConnection(self.host.address, PORT, timeout=timeout)

    def ask(self, path, method="GET", body=None, timeout=30, **headers):
        told = {"X_Forwarded_Proto": "https", "X_Forwarded_For": self.address}
        return super().ask(path, method, body, timeout, **told | headers)

    def change(self, path: str, **changes):
        """The admin's form at an address with all that it holds, sent with some of it changed."""
        (form,) = (form for form in html.fromstring(self.read(path)).forms if form.get("enctype"))
        return self.send(path, dict(form.form_values()) | changes)

    def read(self, path: str) -> str:
        status, _, body = self.ask(path)
        assert status == 200, f"{path}: {status}"
        return body.decode()
