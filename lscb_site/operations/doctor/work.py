"""Whether what happens behind the pages happens: the worker, the clock, their queue, letters, backups."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Case, Count, F, Min, When
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django_tasks_db.models import DBTaskResult

from lscb_contacts.confirming import letters as confirming
from lscb_site.following.models import Letter
from lscb_site.operations.doctor.findings import Finding, ill, look, well
from lscb_site.operations.heartbeats import silent
from lscb_site.operations.models import Backup

DAY = timedelta(days=1)
LATE_LETTERS = timedelta(hours=1)
LATE_TASK, VERY_LATE_TASK = timedelta(minutes=10), timedelta(hours=1)
LONG_TASK = timedelta(hours=1)
LATE_BACKUP, OLD_BACKUP = timedelta(hours=26), timedelta(days=3)
VERIFIED_WITHIN = timedelta(days=90)
BACK_UP = "Run manage.py backup, and see what runs it every night (cron, a systemd timer)."


def day(moment: datetime) -> str:
    return format_date(timezone.localtime(moment), "j F Y")


def processes() -> Iterator[Finding]:
    for each in silent():
        mend = f"Start it again: systemctl restart, or manage.py {each.process}. Its log says why it ended."
        yield ill(f"work.{each.process}", each.sentences.removesuffix(" Tell whoever runs the site."), mend)
    if not silent():
        yield well("work.processes", "The worker and the clock were heard of.")


def oldest_waiting() -> tuple[int, timedelta]:
    """How many tasks a worker could do now, and how long the first of them has waited."""
    now = timezone.now()
    # Whoever is put off waits from the moment on that it was put off to.
    since = Case(When(run_after__lte=now, then=F("run_after")), default=F("enqueued_at"))
    found = DBTaskResult.objects.ready().aggregate(number=Count("pk"), since=Min(since))
    return found["number"], max(now - found["since"], timedelta(0)) if found["since"] else timedelta(0)


def queue() -> Iterator[Finding]:
    number, waited = oldest_waiting()
    if waited > LATE_TASK:
        kind = ill if waited > VERY_LATE_TASK else look
        minutes = int(waited.total_seconds() // 60)
        mend = "See that a worker runs and what its log says; start another one where it has too much to do."
        yield kind("work.queue", f"{number} tasks wait, one of them for {minutes} minutes.", mend)
    else:
        yield well("work.queue", f"Tasks that wait: {number}.")
    now = timezone.now()
    if failed := DBTaskResult.objects.failed().filter(finished_at__gt=now - DAY).count():
        mend = "The worker's log has the reason of each."
        yield look("work.failed", f"Tasks that failed in the last day: {failed}.", mend)
    if endless := DBTaskResult.objects.running().filter(started_at__lt=now - LONG_TASK).count():
        mend = "Its worker was killed, or works in vain: see its log. What was to be done is found again from rows."
        yield look("work.long", f"Tasks that have run for over an hour: {endless}.", mend)


def letters() -> Iterator[Finding]:
    now = timezone.now()
    late = Letter.objects.overdue(now, by=LATE_LETTERS).count()
    given_up = Letter.objects.filter(failed_at__gt=now - DAY).count()
    if late:
        mend = "The admin's list of letters has the reason of each; manage.py send_test_email tries the mail server."
        yield look("work.letters", f"Letters not sent for over an hour: {late}.", mend)
    if given_up:
        mend = "The admin's list of letters has the reason of each."
        yield look("work.letters_given_up", f"Letters given up in the last day: {given_up}.", mend)
    if not late and not given_up:
        yield well("work.letters", "No letter to a follower is late.")


def borough_letters() -> Iterator[Finding]:
    """Those that ask a borough's contact whether its numbers are right. The desk names them."""
    now = timezone.now()
    if given_up := confirming.given_up(now).count():
        mend = "The desk names them: telephone the borough, or put its mailbox right and ask again."
        yield look("work.borough_letters_given_up", f"Letters to boroughs given up: {given_up}.", mend)
    if late := confirming.waiting(now - LATE_LETTERS).count():
        mend = "See that worker and clock run; manage.py send_test_email tries the mail server."
        yield look("work.borough_letters", f"Letters to boroughs not sent for over an hour: {late}.", mend)
    if not given_up and not late:
        yield well("work.borough_letters", "No letter to a borough is late.")


def backups() -> Iterator[Finding]:
    if not settings.BACKUPS.place:
        yield look("backups.place", "No place for backups is set.", "Set BACKUP_PLACE to a folder or bucket elsewhere.")
    last = Backup.objects.order_by("-made_at").first()
    if last is None:
        yield ill("backups.last", "No backup was ever made.", BACK_UP)
        return
    age = timezone.now() - last.made_at
    if age > LATE_BACKUP:
        kind = ill if age > OLD_BACKUP else look
        yield kind("backups.last", f"The last backup is of {day(last.made_at)}.", BACK_UP)
    else:
        yield well("backups.last", "The last backup is not older than it should be.")
    verified = Backup.objects.filter(verified_at__gt=timezone.now() - VERIFIED_WITHIN).exists()
    if not verified:
        mend = "Run manage.py backup --verify: it restores the last one beside the site and compares."
        yield look("backups.verified", "No backup was tried out in the last 90 days.", mend)
