"""`python -m lscb_site.running`: prepares the site, starts the Procfile's processes and says where to look."""

import os
import socket
import sys
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import django

from lscb_site.running.environment_file import write_environment_file
from lscb_site.running.processes import read_procfile, run_together

TOP = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"  # for this machine alone: anybody could hold the threads of a gunicorn without nginx before it
PORT = os.environ.get("PORT", "8000")


def main() -> str | None:
    """The sentence that says why it ended, or None when it was asked to."""
    os.chdir(TOP)
    if problem := problem_with_port():
        return problem
    write_environment_file(TOP)
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lscb_site.settings")
    os.environ["HOST"] = HOST
    os.environ.setdefault("SITE_ADDRESS", f"http://127.0.0.1:{PORT}")
    django.setup()
    from lscb_site.running.preparing import prepare

    print("Preparing the site...", flush=True)
    prepare()
    ended = run_together(read_procfile(TOP / "Procfile"), Announcement())
    return ended and f"The process “{ended}” ends whenever it is started, so all were stopped. Its lines above say why."


def problem_with_port() -> str | None:
    if not PORT.isdecimal() or not 0 < int(PORT) < 65536:
        return f"PORT is “{PORT}”, which is not a port number. Try: make run PORT=8001"
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, int(PORT)))
        except OSError as error:
            return f"Port {PORT} cannot be used ({error.strerror.lower()}). Try another: make run PORT={int(PORT) + 1}"
    return None


class Announcement:
    """Says once, when the site answers, where it is and, on the first run, who may sign in."""

    def __init__(self):
        self.made = False

    def __call__(self):
        if self.made or not site_answers():
            return
        self.made = True
        from lscb_site.running.first_accounts import make_first_accounts

        address = f"http://{HOST}:{PORT}/"
        lines = [
            "",
            f"The site is ready: {address}   (Ctrl-C stops it)",
            "It answers this machine alone. For others, put nginx in front: see docs/operating.md.",
        ]
        if passwords := make_first_accounts():
            lines.append(f"Sign in at {address}admin/ with one of these. They are shown only now:")
            lines += [f"    {name:<14} {password}" for name, password in passwords.items()]
            lines.append("A second factor is offered here under “Your account”; in production each account needs one.")
        print(*lines, "", sep="\n", flush=True)


def site_answers() -> bool:
    connection = HTTPConnection(HOST, int(PORT), timeout=5)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status < 500
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("Stopped before the site had started.")
