import sys

from django.core.management.base import BaseCommand
from django.db import connections

from lscb_site.caching.patience import WEB, limited_waiting
from lscb_site.operations.doctor.examining import Doctor
from lscb_site.operations.doctor.findings import State, as_json, worst


class Command(BaseCommand):
    help = "Says how the site is and how to mend what is wrong. Exit status: 0 well, 1 something to look at, 2 ill."
    requires_system_checks = []  # they are examined, and must not keep the others from being so

    def add_arguments(self, parser):
        parser.add_argument("--quiet", action="store_true", help="Say nothing of what is well (for cron).")
        parser.add_argument("--json", action="store_true", help="Say it as JSON.")

    def handle(self, *, quiet=False, json=False, **options):
        with limited_waiting(WEB):
            findings = Doctor().examine(thoroughly=True)
        connections.close_all()
        state = worst(findings)
        if quiet:
            findings = [each for each in findings if each.state is not State.WELL]
        if json:
            self.stdout.write(as_json(findings, state))
        else:
            for each in findings:
                self.stdout.write(each.line)
        if state is not State.WELL:
            self.stdout.flush()
            sys.exit(int(state))
