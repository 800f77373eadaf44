"""The worker, with letters in hand for two seconds and not five minutes, so that a test can kill it and see another go
on: `python -m tests.following.mortal_worker`."""

import os
import subprocess
import sys
from datetime import timedelta

from tests.running_site import TOP

CLAIM = timedelta(seconds=2)


def start(environment: dict[str, str]) -> subprocess.Popen:
    command = [sys.executable, "-m", "tests.following.mortal_worker"]
    return subprocess.Popen(command, cwd=TOP, env=environment)


def main():
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lscb_site.settings")
    django.setup()
    from django.core.management import call_command

    from lscb_site.following import sending

    sending.CLAIM = CLAIM
    call_command("worker", verbosity=0)


if __name__ == "__main__":
    main()
