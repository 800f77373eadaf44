"""Prints what handing out a file costs, beside Django's own answer: ``python -m lscb_site.benchmarks.downloads``.

Starts the portal, with a database and one document of its own, and a bare Django view that answers with a plain
`FileResponse`, under the same gunicorn flags. Asks both for the same 2 MB in turns over one kept connection, and counts
the processor time of each server. Exit status 1 when a figure misses its target.
"""

import http.client
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

WHOLE_RATIO, RANGE_MS = 1.3, 0.5
SIZE = 2 * 1024 * 1024  # bytes
RANGE = {"Range": "bytes=65536-131071"}
ROUNDS, REQUESTS = 7, 150
TICK = os.sysconf("SC_CLK_TCK")
GUNICORN = ["-m", "gunicorn", "--no-control-socket", "--worker-class", "gthread", "--workers", "1", "--threads", "4"]

MAKE_DOCUMENT = """
from django.core.files.base import ContentFile
from resources.models import Document, Edition, EditionFile
import hashlib, sys
content = open(sys.argv[1], "rb").read()
document = Document.objects.create(title="Two megabytes", slug="two-megabytes")
edition = Edition.objects.create(document=document)
file = EditionFile(edition=edition, title="Two megabytes", name="two.pdf", kind="pdf", size=len(content),
                   sha256=hashlib.sha256(content).hexdigest())
file.file.save("two.pdf", ContentFile(content), save=True)
document.publish()
print(file.get_absolute_url())
"""

BARE_VIEW = """
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import FileResponse
from django.urls import path
settings.configure(SECRET_KEY="bare", ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, MIDDLEWARE=[], LOGGING_CONFIG=None)
urlpatterns = [path("two.pdf", lambda request: FileResponse(open("two.pdf", "rb"), content_type="application/pdf"))]
application = get_wsgi_application()
"""


class Server:
    """A gunicorn of its own and one kept connection to it."""

    def __init__(self, application: str, folder: Path, environment: dict[str, str]):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [sys.executable, *GUNICORN, "--bind", f"127.0.0.1:{self.port}", application]
        self.process = subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.DEVNULL)  # noqa: S603
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)

    def __enter__(self):
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return self
            time.sleep(0.1)
        raise TimeoutError("The server did not start.")

    def __exit__(self, *problem):
        self.connection.close()
        self.process.terminate()
        self.process.wait()

    def cost(self, path: str, status: int, length: int, headers: dict[str, str]) -> float:
        """Milliseconds of processor time a request, of the master and its worker, over `REQUESTS` requests."""
        before = self._spent()
        for _ in range(REQUESTS):
            self.connection.request("GET", path, headers=headers)
            answer = self.connection.getresponse()
            if (answer.status, len(answer.read())) != (status, length):
                raise ValueError(f"{path} answered {answer.status}.")
        return (self._spent() - before) * 1000 / REQUESTS

    def _spent(self) -> float:
        master = self.process.pid
        children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
        stats = (Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in (master, *children))
        return sum(int(stat[11]) + int(stat[12]) for stat in stats) / TICK


def main() -> int:
    with tempfile.TemporaryDirectory() as made, ExitStack() as servers:
        folder = Path(made)
        (folder / "two.pdf").write_bytes(b"%PDF-1.7\n" + os.urandom(SIZE - 9))
        (folder / "bare.py").write_text(BARE_VIEW)
        environment = os.environ | {
            "DATABASE_URL": f"sqlite:///{folder}/benchmark.sqlite3",
            "DATA_DIR": str(folder / "data"),
            "SECRET_KEY": "only-for-this-benchmark-" + "0123456789" * 4,
            "ALLOWED_HOSTS": "127.0.0.1",
            "HTTPS": "False",
        }
        here = Path(__file__).resolve().parents[2]
        manage = [sys.executable, "manage.py"]
        subprocess.run([*manage, "migrate", "-v0"], cwd=here, env=environment, check=True)  # noqa: S603
        script = f"import sys; sys.argv[1:] = [{str(folder / 'two.pdf')!r}]\n{MAKE_DOCUMENT}"
        shell = [*manage, "shell", "--no-imports", "-c", script]
        told = subprocess.run(shell, cwd=here, env=environment, check=True, capture_output=True, text=True)  # noqa: S603
        path = told.stdout.strip().splitlines()[-1]
        portal = servers.enter_context(Server("lscb_site.wsgi", here, environment))
        bare = servers.enter_context(Server("bare:application", folder, environment))
        ratios, wholes, parts = [], [], []
        for _ in range(ROUNDS):
            plain = bare.cost("/two.pdf", 200, SIZE, {})
            wholes.append(portal.cost(path, 200, SIZE, {}))
            parts.append(portal.cost(path, 206, 65536, RANGE))
            ratios.append(wholes[-1] / plain)
    ratio, part = statistics.median(ratios), statistics.median(parts)
    results = [
        ("2 MB through gunicorn, beside a plain FileResponse", ratio, "times", ratio <= WHOLE_RATIO),
        ("2 MB through gunicorn", statistics.median(wholes), "ms CPU", True),
        ("64 KB from its middle", part, "ms CPU", part <= RANGE_MS),
    ]
    for words, figure, unit, passed in results:
        print(f"{words:<72} {figure:>8,.2f} {unit:<12} {'' if passed else 'MISSED'}".rstrip())  # noqa: T201
    return 0 if all(passed for *_, passed in results) else 1


if __name__ == "__main__":
    sys.exit(main())
