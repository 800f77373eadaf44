"""docs/systemd for real: a plain Debian host, booted in podman.

Each unit is killed, a version is deployed by the guide's commands with readers asking, and the site loses its disk and
has it back by those of its restore drill.
"""

import re
import secrets
import shlex
import time
from collections import Counter

from tests.production.containers import load
from tests.production.engine import IMAGES, TOP
from tests.production.guide import GUIDE
from tests.production.portal import Portal, expect, journey, reading
from tests.production.portrait import differences, taken
from tests.production.stranger import Stranger
from tests.production.visitor import HOST, Loop, Visitor

HOST_NAME, HTTPS = "plain", 9444
SETTINGS = "/etc/portal/environment"
# The command of the guide's own words, which every other one goes through.
PORTAL_MANAGE = re.search(r" +#!/bin/sh\n.+\n +exec runuser -u portal .+\n", GUIDE.read_text(encoding="utf-8"))
SET_UP = f"""set -e
cat > {SETTINGS} <<X
SECRET_KEY={secrets.token_urlsafe(50)}
ALLOWED_HOSTS={HOST}
SECOND_FACTOR=offered
LINK_CHECK=off
DATABASE_URL=postgres://portal:trying@127.0.0.1:5432/portal
CACHE_URL=redis://127.0.0.1:6379/0
DATA_DIR=/srv/portal/data
STATIC_ROOT=/srv/portal/static
BEHIND_PROXY=True
FILES_ACCEL_PREFIX=/protected/
X
chown root:portal {SETTINGS} && chmod 640 {SETTINGS}
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout /etc/ssl/portal/privkey.pem \\
    -out /etc/ssl/portal/fullchain.pem -subj /CN={HOST} -addext subjectAltName=DNS:{HOST} 2>/dev/null
runuser -u postgres -- psql -qc "create role portal login password 'trying'" -c "create database portal owner portal"
install --directory --owner portal /srv/portal/static
portal-manage collectstatic --noinput --verbosity 0
systemctl restart nginx
"""
UNITS = (
    *("portal-web@1", "portal-web@2", "portal-worker", "portal-clock"),
    *("nginx", "redis-server", "postgresql@15-main"),  # Debian's
)


class PlainHost:
    """Has the engine's part in `Portal`: a certificate, what is in the logs, and a shell."""

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
        script = "\n".join(line.strip() for line in PORTAL_MANAGE[0].splitlines())
        self.do(f"cat > /usr/local/bin/portal-manage <<'X'\n{script}\nX\nchmod 755 /usr/local/bin/portal-manage")
        self.do(SET_UP)
        (self.site / "certificates/fullchain.pem").write_text(self.do("cat /etc/ssl/portal/fullchain.pem"))

    def said(self):
        return self.do("journalctl --no-pager --output cat; cat /var/log/nginx/* /var/log/postgresql/*")

    def shell(self, code):
        return self.inside("python", "manage.py", "shell", "-c", code)

    def inside(self, *command):
        if command[:2] == ("python", "manage.py"):
            command = ("portal-manage", *command[2:])
        return self.do(shlex.join(command))


class OnHost(Stranger):
    """Whose commands and settings are those of the plain host."""

    def __init__(self, host):
        super().__init__(host.engine, {})
        self.host, self.names = host, {"www.londonscb.gov.uk": HOST}

    def play(self, commands, elsewhere=False):
        return self.host.do(f"set -e\n{commands}")

    def write_settings(self, lines):
        for line in lines.splitlines():
            name, _, value = line.partition("=")
            line = shlex.quote(f"{name}={self.values.get(name, value)}")
            self.host.do(f"sed -i '/^{name}=/d' {SETTINGS} && echo {line} >> {SETTINGS}")


def killed(host, portal, unit):
    """A row of the table: what a visitor gets while it is held, and who brings it back when it is killed."""
    host.do(f"systemctl stop {unit}")
    time.sleep(1)
    reading_so, editing = portal.seen()
    host.do(f"systemctl start {unit}")
    until_active(host, unit)
    time.sleep(3)
    began = time.monotonic()
    with Loop(portal.search) as loop:
        host.do(f"systemctl kill --signal KILL --kill-whom all {unit}")
        time.sleep(0.1)
        back = until_active(host, unit)
        took = time.monotonic() - began
        time.sleep(5)
    lost = f"{len(loop.wrong)} of {loop.done}, {loop.seconds_without} s"
    found = f"{took:.1f} s" if back else "by nobody: started by hand"
    print(f"| {unit} | {', '.join(reading_so)} | {editing} | {found} | {lost} |", flush=True)
    if not back:
        host.do(f"systemctl reset-failed {unit}; systemctl start {unit}")
    expect(f"{unit} comes back by itself", back, True)


def until_active(host, unit, patience=15):
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if host.do(f"systemctl is-active {unit}", check=False).strip() == "active":
            return True
        time.sleep(0.2)
    return False


def deploy(stranger, portal):
    """Of the same version: what changes is that every process is another one."""
    with Loop(portal.search) as searches, Loop(portal.home) as homes, Loop(portal.form) as forms:
        stranger.do("Deploying a new version without a gap", 2, form="host")
        time.sleep(3)
    for what, loop in ("home pages", homes), ("searches", searches), ("forms", forms):
        print(f"  {what}: {loop.done} asked, longest {loop.longest:.2f} s", flush=True)
        expect(f"{what} without an answer", dict(Counter(status for _, status in loop.wrong)), {})


def lost_disk(host, stranger):
    print("\nIt is backed up, lost and brought back")
    backing_up, restoring = "Backups", "Restore drill"
    host.do("cd ~ && age-keygen -o portal-backup.key 2>/dev/null")
    stranger.values["BACKUP_PUBLIC_KEY"] = host.do("age-keygen -y ~/portal-backup.key").strip()
    stranger.do(backing_up, 3, form="host")
    visitor = Visitor(HTTPS, host.site / "certificates/fullchain.pem")
    before = taken(host.inside, "/srv/portal/data", visitor)
    stranger.do(backing_up, 4, 5, 6, form="host")
    stranger.do(restoring, 1, form="host")
    host.do("rm -r /srv/portal/static")
    said = stranger.do(restoring, 4, 5, 6, form="host")
    print("    " + said.strip().replace("\n", "\n    "))
    stored = taken(host.inside, "/srv/portal/data")
    stranger.do(restoring, 8, 9, form="host")
    time.sleep(5)
    after = taken(host.inside, "/srv/portal/data", visitor)
    after.rows, after.files = stored.rows, stored.files
    expect("rows, files and answers that differ", differences(before, after), [])
    stranger.do(restoring, 11, form="host")


def play(engine):
    engine.copy_site()
    engine.build_site()
    host = PlainHost(engine)
    try:
        host.boot()
        stranger = OnHost(host)
        stranger.do("After either", form="host")
        host.do("systemctl start portal.target")
        portal = Portal(host, HTTPS)
        time.sleep(8)
        journey(portal)
        reading(portal)
        print("\nA deploy by the guide's commands")
        deploy(stranger, portal)
        print("\n| Away | Home, search, document, form | Editor | Killed: back by itself | Not answered meanwhile |")
        print("|---|---|---|---|---|")
        for unit in UNITS:
            killed(host, portal, unit)
        load(portal)
        lost_disk(host, stranger)
    finally:
        engine.podman("rm", "--force", "--time", "10", HOST_NAME, check=False)
