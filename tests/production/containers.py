"""compose.yaml for real: `python -m tests.production.containers` builds it, brings it up, and breaks each part of it.

It needs root, podman, debootstrap, wrk and about a quarter of an hour, so it stands in neither pytest nor CI
(`make test-production`). What it prints is the table of docs/operating.md. `--folder` keeps what was built for another
run; without it nothing is left.
"""

import argparse
import itertools
import re
import secrets
import subprocess
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.production.engine import Engine
from tests.production.visitor import HOST, Loop, Visitor, slow_clients

HTTP, HTTPS = 9080, 9443
PASSWORD = secrets.token_urlsafe(20)
SETTINGS = f"""SECRET_KEY={secrets.token_urlsafe(50)}
ALLOWED_HOSTS={HOST}
SECOND_FACTOR=offered
POSTGRES_PASSWORD=trying
HTTP_PORT=127.0.0.1:{HTTP}
HTTPS_PORT=127.0.0.1:{HTTPS}
"""
EDITOR = f"""
from django.contrib.auth import get_user_model
get_user_model().objects.create_superuser("editor@example.org", "editor@example.org", "{PASSWORD}")
"""
UPLOADED = "from resources.models import EditionFile; print('AT', EditionFile.objects.latest('pk').get_absolute_url())"
numbers = itertools.count()


unexpected = []


def expect(what, found, wanted):
    print(f"  {'well ' if found == wanted else 'WRONG'} {what}: {found}", flush=True)
    if found != wanted:
        unexpected.append(what)


class Portal:
    """What is asked of it, in the words of the table."""

    def __init__(self, engine, port):
        self.engine = engine
        self.reader, self.editor = (Visitor(port, engine.site / "certificates/fullchain.pem") for _ in range(2))
        self.file = ""

    def shell(self, code):
        return self.engine.podman("exec", self.engine.name("web1"), "python", "manage.py", "shell", "-c", code).stdout

    def home(self):
        return self.reader.ask("/")[0]

    def search(self):
        return self.reader.ask(f"/search/?q=neglect+{next(numbers)}")[0]

    def form(self):
        body = "postcode=SE1+7PB"
        return self.reader.ask("/contacts/find/", "POST", body, Content_Type="application/x-www-form-urlencoded")[0]

    def seen(self):
        reading = [self.home(), self.search(), self.reader.ask(self.file)[0], self.form()]
        said = ["nothing" if status == 0 else str(status) for status in reading]
        answer = self.editor.ask("/admin/resources/document/")[0]
        return said, "nothing" if answer == 0 else str(answer)


def journey(portal):
    print("A journey through nginx, by TLS")
    ask = portal.reader.ask
    for path in "/", "/search/?q=neglect", "/contacts/", "/healthz", "/readyz", "/admin/login/":
        expect(path, ask(path)[0], 200)
    headers = ask("/")[1]
    expect("the home page's rule for caches", headers["Cache-Control"], "public, max-age=0, must-revalidate")
    library = ask("/resources/")[2].decode()
    pages = [ask(path)[2].decode() for path in re.findall(r'href="(/resources/[\w-]+/)"', library)]
    portal.file = next(path for page in pages for path in re.findall(r'href="(/resources/files/[^"]+\.pdf)"', page))
    status, headers, paper = ask(portal.file)
    expect("a document", (status, headers["Content-Type"], paper[:5]), (200, "application/pdf", b"%PDF-"))
    expect("a part of it", ask(portal.file, Range="bytes=1-3")[::2], (206, b"PDF"))
    portal.shell(EDITOR)
    signed_in = portal.editor.send("/admin/login/", {"login": "editor@example.org", "password": PASSWORD})
    expect("an editor signs in", signed_in[0], 302)
    listed = portal.editor.ask("/admin/resources/document/")[2].decode()
    document = re.search(r"/admin/resources/document/(\d+)/", listed)[1]
    edition = {
        "document": document,
        "number": "9",
        "label": "Of the test",
        "effective_date": "2015-03-18",
        "date_precision": "day",
    }
    files = [("more_files", "of-the-test.pdf", paper + b"\n% other bytes\n")]
    expect("an editor uploads", portal.editor.send("/admin/resources/edition/add/", edition, files)[0], 302)
    address = re.search(r"AT (\S+)", portal.shell(UPLOADED))[1]
    expect("and downloads it whole", portal.editor.ask(address)[2] == paper + b"\n% other bytes\n", True)
    expect("which readers do not", ask(address)[0], 404)
    said = "".join(portal.engine.logs(service) for service in ("nginx", "web1", "web2", "worker", "database"))
    expect("searches and postcodes in logs", [word for word in ("neglect", "SE1", "7PB") if word in said], [])


def faults(portal):
    engine = portal.engine
    print("\n| Away | Home, search, document, form | Editor | Killed: back by itself | Not answered meanwhile |")
    print("|---|---|---|---|---|")
    for parts in ["web1"], ["web1", "web2"], ["worker"], ["clock"], ["redis"], ["database"], ["nginx"]:
        time.sleep(6)  # Redis is asked again after five seconds
        for _ in range(8):  # so that each of four processes has had the page
            portal.home()
        for part in parts:
            engine.hold(part)
        time.sleep(1)
        reading, editing = portal.seen()
        for part in parts:
            engine.release(part)
        time.sleep(3)  # the database is asked again after two seconds
        with Loop(portal.search) as loop:
            began = time.monotonic()
            for part in parts:
                engine.kill(part)
            time.sleep(0.1)
            for part in parts:
                engine.until_healthy(part)
            back = time.monotonic() - began
            time.sleep(3)
        lost = f"{len(loop.wrong)} of {loop.done}, {loop.seconds_without} s"
        print(f"| {' and '.join(parts)} | {', '.join(reading)} | {editing} | {back:.1f} s | {lost} |", flush=True)


def deploy(portal):
    engine = portal.engine
    with Loop(portal.search) as searches, Loop(portal.home) as homes, Loop(portal.form) as forms:
        for part in "worker", "clock", "web1", "web2":
            engine.hold(part)
            engine.podman("rm", engine.name(part))
            engine.compose("up", "--detach", "--no-recreate", "--no-deps", part)
            engine.until_healthy(part)
    print("\nA deploy, one web process after the other")
    for what, loop in ("home pages", homes), ("searches", searches), ("forms", forms):
        print(f"  {what}: {loop.done} asked, longest {loop.longest:.2f} s", flush=True)
        expect(f"{what} without an answer", dict(Counter(status for _, status in loop.wrong)), {})
    with Loop(portal.home) as homes:
        engine.podman("restart", "--time", "30", engine.name("database"))
        engine.until_healthy("database")
        time.sleep(3)
    print(f"The database starts again: {homes.done} home pages asked, longest {homes.longest:.2f} s")
    expect("home pages without an answer", dict(Counter(status for _, status in homes.wrong)), {})


def load(portal):
    slow = slow_clients(portal.reader, 300)
    began = time.monotonic()
    statuses = [portal.home(), portal.search()]
    print(f"\n{len(slow)} slow connections are held; home and search took {time.monotonic() - began:.2f} s")
    expect("home and search beside them", statuses, [200, 200])
    for line in slow:
        line.close()

    def rate(path):
        command = ["wrk", "-t2", "-c32", "-d8s", "-H", f"Host: {HOST}", f"https://127.0.0.1:{portal.reader.port}{path}"]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        return float(re.search(r"Requests/sec: +([\d.]+)", said)[1]), "Non-2xx" in said

    (page, wrong), (file, _) = rate("/"), rate("/sorry/away.html")
    print(f"A page kept ready {page:.0f} a second, a file of nginx {file:.0f}: one to {file / page:.1f}")
    expect("answers that were none", wrong, False)


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--folder", type=Path, help="where to build, and what to leave there for the next run")
    folder = options.parse_args().folder
    engine = Engine(folder or Path(tempfile.mkdtemp(prefix="portal-production-")))
    try:
        engine.make_bases()
        engine.make_site(SETTINGS)
        engine.up()
        portal = Portal(engine, HTTPS)
        journey(portal)
        faults(portal)
        deploy(portal)
        load(portal)
    finally:
        engine.down() if folder else engine.away()
    if unexpected:
        raise SystemExit(f"Not as expected: {', '.join(unexpected)}.")


if __name__ == "__main__":
    main()
