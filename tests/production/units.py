"""docs/systemd for real: `python -m tests.production.units` boots a plain Debian host in podman and deploys under load.

It needs what `tests.production.containers` needs, and its images (`--folder` of a run that kept them).
"""

import argparse
import secrets
import time
from collections import Counter
from pathlib import Path

from tests.production.containers import Portal, expect, load, unexpected
from tests.production.engine import IMAGES, TOP, Engine
from tests.production.visitor import HOST, Loop

HOST_NAME, HTTPS = "plain", 9444
SET_UP = f"""set -e
cat > /etc/portal/environment <<X
SECRET_KEY={secrets.token_urlsafe(50)}
ALLOWED_HOSTS={HOST}
SECOND_FACTOR=offered
DATABASE_URL=postgres://portal:trying@127.0.0.1:5432/portal
CACHE_URL=redis://127.0.0.1:6379/0
DATA_DIR=/srv/portal/data
STATIC_ROOT=/portal-static
BEHIND_PROXY=True
FILES_ACCEL_PREFIX=/protected/
X
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout /etc/ssl/portal/privkey.pem \\
    -out /etc/ssl/portal/fullchain.pem -subj /CN={HOST} -addext subjectAltName=DNS:{HOST} 2>/dev/null
runuser -u postgres -- psql -qc "create role portal login password 'trying'" -c "create database portal owner portal"
systemctl restart nginx
systemctl start portal-migrate
systemctl start portal.target
"""
DEPLOY = """systemctl restart portal-web@1 && systemctl restart portal-web@2
systemctl restart portal-worker portal-clock"""


class PlainHost:
    """Has the engine's part in `Portal`: a certificate and a name."""

    def __init__(self, engine):
        self.engine, self.site = engine, engine.folder / "plain"
        (self.site / "certificates").mkdir(parents=True, exist_ok=True)

    def do(self, script, check=True):
        return self.engine.podman("exec", "-i", HOST_NAME, "bash", "-s", input=script, check=check).stdout

    def boot(self):
        self.engine.build("localhost/host", IMAGES / "host.Containerfile", TOP / "docs")
        port = f"127.0.0.1:{HTTPS}:443"
        options = ["--systemd=always", "--privileged", "--network=podman", "--publish", port]
        self.engine.podman("run", "--detach", "--name", HOST_NAME, *options, "localhost/host")
        deadline = time.monotonic() + 60
        while "active" not in self.do("systemctl is-active postgresql@15-main", check=False).split():
            if time.monotonic() > deadline:
                raise SystemExit("PostgreSQL does not start.")
            time.sleep(0.5)
        self.do(SET_UP)

    def certificate(self):
        (self.site / "certificates/fullchain.pem").write_text(self.do("cat /etc/ssl/portal/fullchain.pem"))


def killed(host, portal, unit):
    with Loop(portal.search) as loop:
        host.do(f"systemctl kill --signal KILL --kill-whom all {unit}")
        time.sleep(8)
    state = host.do(f"systemctl is-active {unit}").strip()
    print(f"| {unit} killed | {state} | {len(loop.wrong)} of {loop.done}, {loop.seconds_without} s |", flush=True)
    expect(f"{unit} afterwards", state, "active")


def deploy(host, portal):
    with Loop(portal.search) as searches, Loop(portal.home) as homes, Loop(portal.form) as forms:
        host.do(DEPLOY)
        time.sleep(3)
    for what, loop in ("home pages", homes), ("searches", searches), ("forms", forms):
        print(f"  {what}: {loop.done} asked, longest {loop.longest:.2f} s", flush=True)
        expect(f"{what} without an answer", dict(Counter(status for _, status in loop.wrong)), {})


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--folder", type=Path, required=True)
    engine = Engine(options.parse_args().folder)
    host = PlainHost(engine)
    try:
        host.boot()
        host.certificate()
        portal = Portal(host, HTTPS)
        time.sleep(8)
        for path in "/", "/search/?q=neglect", "/contacts/", "/readyz", "/admin/login/":
            expect(path, portal.reader.ask(path)[0], 200)
        deploy(host, portal)
        for unit in "portal-web@1", "portal-worker", "portal-clock":
            killed(host, portal, unit)
        load(portal)
    finally:
        engine.podman("rm", "--force", "--time", "10", HOST_NAME, check=False)
    if unexpected:
        raise SystemExit(f"Not as expected: {', '.join(unexpected)}.")


if __name__ == "__main__":
    main()
