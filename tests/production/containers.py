"""compose.yaml for real: it is built and brought up, and each part of it is broken in turn."""

import re
import secrets
import subprocess
import time
from collections import Counter

from tests.production.portal import Portal, expect, journey, reading
from tests.production.visitor import HOST, Loop, slow_clients

HTTP, HTTPS = 9080, 9443
SETTINGS = f"""SECRET_KEY={secrets.token_urlsafe(50)}
ALLOWED_HOSTS={HOST}
SECOND_FACTOR=offered
LINK_CHECK=off
POSTGRES_PASSWORD=trying
HTTP_PORT=127.0.0.1:{HTTP}
HTTPS_PORT=127.0.0.1:{HTTPS}
"""


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


def play(engine):
    engine.make_site(SETTINGS)
    engine.load_demonstration()
    engine.up()
    try:
        portal = Portal(engine, HTTPS)
        journey(portal)
        reading(portal)
        faults(portal)
        deploy(portal)
        load(portal)
    finally:
        engine.down()
