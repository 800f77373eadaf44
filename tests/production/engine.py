"""podman with a store, networks and settings of its own in one folder, and compose.yaml brought up by podman-compose.

What differs from Docker on a host of one's own, and is made up for here:
- Images cannot be pulled: `images/` makes some under the same names, with debootstrap and Debian's packages.
- podman starts health checks by systemd's timers. Where none runs, nobody asks: `health` asks.
- podman 4.3 knows no conditions of `depends_on`: services are started in their order (`up`).
- pip and apt inside a build reach what this machine's do: its network, certificates and pip's settings are lent.
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
IMAGES = Path(__file__).parent / "images"
# Content is loaded once: with demonstration copies, so that there are documents to download.
DEMONSTRATION = "python manage.py migrate && python manage.py load_content --demonstration"
ORDER = [["database", "redis"], ["migrate"], ["web1", "web2", "worker", "clock", "nginx"]]
LENT = ["/etc/ssl/certs", "/etc/pip.conf", "/etc/xdg/pip"]
STANDING_FOR = {
    "python": "python:3.11.16-slim-bookworm",
    "nginx": "nginx:1.30.4-trixie",
    "redis": "redis:7.4.11-bookworm",
    "postgres": "postgres:15.19-bookworm",
}
CONF = """[containers]
default_ulimits = ["nofile=4096:4096", "nproc=4096:4096"]
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
[network]
network_backend = "netavark"
network_config_dir = "{folder}/networks"
"""
STORAGE = '[storage]\ndriver = "overlay"\ngraphroot = "{folder}/storage"\nrunroot = "{folder}/run"\n'


class Engine:
    """`folder` holds everything and can be removed; the site is a copy of the checkout in `folder/portal`."""

    def __init__(self, folder: Path):
        self.folder, self.site = folder, folder / "portal"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "containers.conf").write_text(CONF.format(folder=folder))
        (folder / "storage.conf").write_text(STORAGE.format(folder=folder))
        self.environment = os.environ | {
            "CONTAINERS_CONF": str(folder / "containers.conf"),
            "CONTAINERS_STORAGE_CONF": str(folder / "storage.conf"),
        }

    def run(self, *command, check=True, timeout=900, **options):
        done = subprocess.run(
            [*map(str, command)], env=self.environment, capture_output=True, text=True, timeout=timeout, **options
        )
        if check and done.returncode:
            raise SystemExit(f"{' '.join(map(str, command))}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
        return done

    def podman(self, *arguments, **options):
        return self.run("podman", *arguments, **options)

    def name(self, service):
        return f"portal_{service}_1"

    # Images ----------------------------------------------------------------------------------------------------------

    def build(self, tag, file, context, *arguments):
        self.podman("build", "--network=host", *arguments, "--tag", tag, "--file", file, context)

    def make_bases(self):
        if not self.podman("image", "exists", "localhost/base", check=False).returncode:
            return
        tree, context = self.folder / "base", self.folder / "context"
        self.run("debootstrap", "--variant=minbase", "bookworm", tree)
        shutil.copytree(IMAGES, context, dirs_exist_ok=True)
        self.run("tar", "-C", tree, "-cf", context / "base.tar", ".")
        shutil.rmtree(tree)
        self.build("localhost/base", context / "base.Containerfile", context)
        for what, tag in STANDING_FOR.items():
            self.build(tag, context / f"{what}.Containerfile", context)
        shutil.rmtree(context)

    def copy_site(self):
        """The checkout as git has it."""
        self.site.mkdir(exist_ok=True)
        files = self.run("git", "ls-files", "-co", "--exclude-standard", cwd=TOP).stdout.splitlines()
        for file in files:
            (self.site / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(TOP / file, self.site / file)

    def build_site(self):
        lent = [f"--volume={path}:{path}:ro" for path in LENT if Path(path).exists()]
        for target, tag in ("portal", "localhost/portal"), ("front", "localhost/portal-front"):
            self.build(tag, self.site / "Dockerfile", self.site, f"--target={target}", *lent)

    def make_site(self, settings: str):
        """With a .env and a certificate."""
        self.copy_site()
        (self.site / ".env").write_text(settings)
        (self.site / "acme").mkdir(exist_ok=True)
        (self.site / "certificates").mkdir(exist_ok=True)
        self.run(
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"),
            *("-subj", "/CN=portal.example.org", "-addext", "subjectAltName=DNS:portal.example.org"),
            *("-keyout", "certificates/privkey.pem", "-out", "certificates/fullchain.pem"),
            cwd=self.site,
        )
        for file in (self.site / "certificates").iterdir():
            os.chown(file, 10001, 10001)
        self.build_site()

    # The composition -------------------------------------------------------------------------------------------------

    def compose(self, *arguments, **options):
        tool = self.folder / "tools"
        if not tool.exists():
            self.run(sys.executable, "-m", "venv", tool)
            self.run(tool / "bin/pip", "install", "--quiet", "podman-compose==1.6.0")
        shim = Path(__file__).parent / "podman-without-requires"
        return self.run(tool / "bin/podman-compose", "--podman-path", shim, *arguments, cwd=self.site, **options)

    def load_demonstration(self):
        self.start(["database"])
        self.compose("run", "--rm", "--no-deps", "migrate", "sh", "-c", DEMONSTRATION)

    def up(self):
        for services in ORDER:
            self.start(services)

    def start(self, services):
        self.compose("up", "--detach", "--no-recreate", *services)
        for service in services:
            if service != "migrate":
                self.until_healthy(service)
            elif self.podman("wait", self.name(service)).stdout.strip() != "0":
                raise SystemExit(self.podman("logs", self.name(service)).stderr[-2000:])

    def health(self, service) -> bool:
        return self.podman("healthcheck", "run", self.name(service), check=False).returncode == 0

    def until_healthy(self, service, patience=90):
        deadline = time.monotonic() + patience
        while not self.health(service):
            if time.monotonic() > deadline:
                raise SystemExit(f"{service} is not well:\n{self.podman('logs', self.name(service)).stderr[-3000:]}")
            time.sleep(0.3)

    def kill(self, service):
        """As the kernel would, so that the restart policy is what brings it back."""
        process = self.podman("inspect", "--format", "{{.State.Pid}}", self.name(service)).stdout.strip()
        if process != "0":
            os.kill(int(process), 9)

    def hold(self, service):
        self.podman("stop", "--time", "40", self.name(service))

    def release(self, service):
        self.podman("start", self.name(service))
        self.until_healthy(service)

    def said(self) -> str:
        """Everything in the logs of those that meet readers."""
        logs = [self.podman("logs", self.name(service)) for service in ("nginx", "web1", "web2", "worker", "database")]
        return "".join(log.stdout + log.stderr for log in logs)

    def shell(self, code) -> str:
        return self.podman("exec", self.name("web1"), "python", "manage.py", "shell", "-c", code).stdout

    def inside(self, *command) -> str:
        """What a command says in a container of its own, whether the site runs or not."""
        options = ["--profile", "backup", "run", "--rm", "--no-deps", "-T", "backup"]
        return self.compose(*options, *command).stdout

    def down(self):
        """No container, network or volume is left; images are."""
        for group in reversed(ORDER):
            self.podman("rm", "--force", "--time", "2", "--ignore", *map(self.name, group), check=False)
        self.podman("volume", "prune", "--force", check=False)
        self.podman("network", "prune", "--force", check=False)

    def away(self):
        self.down()
        self.podman("system", "reset", "--force", check=False)
        shutil.rmtree(self.folder, ignore_errors=True)
