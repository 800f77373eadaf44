"""Whether what the site holds is whole and of today, and whether its accounts are protected."""

import datetime
from collections.abc import Iterator
from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.db.models import Max
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from lscb_contacts.finding import bank_holidays
from lscb_contacts.models.postcodes import PostcodeEdition
from lscb_site.accounts.roles import Role
from lscb_site.accounts.second_factor import FACTORS
from lscb_site.desk.tasks import look_after_files
from lscb_site.operations.doctor.findings import Finding, ill, look, well
from lscb_site.operations.doctor.work import day
from lscb_site.search import written_by
from lscb_site.search.backends import backend
from resources.models import Edition, EditionFile

READ_WITHIN = timedelta(days=3)  # a worker reads all files once a day
POSTCODES_HOLD = timedelta(days=270)  # its publishers bring out a new table every three months
FEWEST_HOLIDAYS = 6  # in any year of England's
FEWEST_ADMINISTRATORS = 2


def search() -> Iterator[Finding]:
    mend = "Run manage.py rebuild_search. A worker does so by itself when the clock starts."
    if written_by.is_stale():
        yield look("content.search", "The search index was written by another version of the program.", mend)
    elif written_by.is_empty():
        if Edition.objects.live().exists():
            yield ill("content.search", "The search index is empty: no search finds anything.", mend)
        else:
            yield well("content.search", "There is nothing to search yet.")
    elif backend().is_empty():
        yield ill("content.search", "The words of the search index are gone: no search finds anything.", mend)
    else:
        yield well("content.search", "The search index is of this version.")


def files() -> Iterator[Finding]:
    """What was found when files were last opened or checked. Nothing is read here: there may be many gigabytes."""
    faulty = EditionFile.objects.faulty().values("file").distinct().count()
    if faulty:
        mend = "manage.py check_files names each. Bring it back from a backup, or have an editor upload it again."
        yield ill("content.files", f"Files that are missing or damaged: {faulty}. Readers are not offered them.", mend)
    else:
        yield well("content.files", "No stored file is known to be missing or damaged.")


def files_read() -> Iterator[Finding]:
    """When a worker last read all of them. Its finished tasks say so, which are kept for two weeks."""
    stored = EditionFile.objects.exclude(file="")
    if not stored.exists():
        return
    earliest = timezone.now() - READ_WITHIN
    done = DBTaskResult.objects.successful().filter(task_path=look_after_files.module_path)
    last = done.aggregate(last=Max("finished_at"))["last"]
    mend = (
        "The clock asks for it once a day: see that it and a worker run, and whether the task fails. "
        "manage.py check_files does the same at once, and says so itself."
    )
    if last is None and stored.filter(edition__document__created_at__lt=earliest).exists():
        words = "No worker has read the stored files through in the last two weeks: damage may be unknown."
        yield look("content.files_read", words, mend)
    elif last is not None and last < earliest:
        yield look("content.files_read", f"The stored files were last read through on {day(last)}.", mend)
    elif last is None:
        yield well("content.files_read", "The stored files are read through within a day.")
    else:
        yield well("content.files_read", f"The stored files were read through on {day(last)}.")


def postcodes() -> Iterator[Finding]:
    mend = (
        "Load a new table with manage.py import_postcodes (“Postcodes” in the operators' guide says where to get one)."
    )
    table = PostcodeEdition.objects.first()
    if table is None or not table.postcodes:
        words = "There is no table of whole postcodes: a reader is named several boroughs where one would do."
        yield look("content.postcodes", words, mend)
    elif timezone.now() - table.loaded_at > POSTCODES_HOLD:
        yield look("content.postcodes", f"The table of postcodes was loaded on {day(table.loaded_at)}.", mend)
    else:
        yield well("content.postcodes", f"The table of postcodes was loaded on {day(table.loaded_at)}.")


def holidays() -> Iterator[Finding]:
    year = datetime.date.today().year
    if any(len(bank_holidays.of_year(each)) < FEWEST_HOLIDAYS for each in (year, year + 1)):
        words = "England's bank holidays of this year and the next are not known: some numbers seem open that are not."
        yield look("content.holidays", words, "Upgrade to a version of the portal with a newer library “holidays”.")
    else:
        yield well("content.holidays", "England's bank holidays are known to the end of next year.")


def second_factors() -> Iterator[Finding]:
    people = get_user_model().objects.filter(is_active=True, is_staff=True)
    without = people.exclude(pk__in=Authenticator.objects.filter(type__in=FACTORS).values("user")).count()
    if without:
        mend = "Ask them to sign in and set one up, or close accounts that nobody uses, under “People”."
        yield look("accounts.second_factor", f"Accounts without a second factor: {without}.", mend)
    elif people.exists():
        yield well("accounts.second_factor", "Every account has a second factor.")
    else:
        mend = "Invite the first Administrator: manage.py invite with their e-mail address."
        yield look("accounts.second_factor", "Nobody has an account: nobody can write on the site.", mend)
        return
    administrators = people.filter(groups__name=Role.ADMINISTRATOR).count()
    if administrators < FEWEST_ADMINISTRATORS:
        mend = (
            "Invite another under “People”, or with manage.py invite: with one, a lost telephone locks everybody out."
        )
        yield look("accounts.administrators", f"Administrators: {administrators}.", mend)
