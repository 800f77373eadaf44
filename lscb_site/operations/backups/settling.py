"""What must be so after the site went back in time, and must not happen twice.

Nobody knows what was done between the backup and the restore. So nothing that waited to be sent is sent, whoever was
signed in signs in again, links that were to end do not come back, and no key of a row is given a second time: a link
that is out may hold it, and would lead to somebody else's row.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from allauth.usersessions.models import UserSession
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from lscb_contacts.models import Letter as BoroughLetter
from lscb_site.accounts.models import Invitation, PasswordRequest
from lscb_site.accounts.models import Letter as AccountLetter
from lscb_site.caching.version import default_connection, raise_version
from lscb_site.following.models import Change, Letter
from lscb_site.previews.models import PreviewLink
from lscb_site.publishing.submissions import Submission
from lscb_site.reviews.models import Reminder
from resources.erasing import forget_again
from resources.models import ErasedFile

APART = 1_000_000  # keys that may have been given since the backup
MAY_HAVE_BEEN_SENT = "It waited when the site was restored from a backup, and may have been sent before."
ERASED_SINCE = "It had been erased before the site was restored from a backup."


@dataclass(frozen=True)
class Settled:
    """How many there were."""

    signed_out: int
    letters: int
    invitations: int
    previews: int
    erased: int
    can_sign_in: int


def settle(erased: Iterable[str]) -> Settled:
    """`erased`: the digests of files that were erased by the time of any backup."""
    with transaction.atomic():
        skip_keys()
        settled = Settled(
            signed_out=end_sessions(),
            letters=keep_letters_back(),
            invitations=withdraw_invitations(),
            previews=PreviewLink.objects.all().stop(by=None),
            erased=note_erased(erased),
            can_sign_in=User.objects.filter(is_active=True).count(),
        )
        # What they were to do, rows still say: the clock wakes a worker for it.
        DBTaskResult.objects.exclude(pk__in=DBTaskResult.objects.finished()).delete()
        raise_version(default_connection())
    forget_again()
    return settled


def withdraw_invitations() -> int:
    now = timezone.now()
    still_open = Invitation.objects.filter(used_at=None, withdrawn_at=None, expires_at__gt=now)
    return still_open.update(withdrawn_at=now)


def end_sessions() -> int:
    UserSession.objects.all().delete()
    number, _ = Session.objects.all().delete()
    return number


def keep_letters_back() -> int:
    """Those to followers can be sent after all, from their list in the admin; of the others the desk knows."""
    now = timezone.now()
    told = {"told_at": now}
    Change.objects.open().due(now).filter(why_not_told="").update(why_not_told=MAY_HAVE_BEEN_SENT)
    PasswordRequest.objects.exclude(typed="").update(typed="")
    return sum(
        (
            Letter.objects.unsent()
            .filter(planned_for__lte=now)
            .update(failed_at=now, claimed_until=None, problem=MAY_HAVE_BEEN_SENT),
            BoroughLetter.objects.filter(sent_at=None).update(sent_at=now, problem=MAY_HAVE_BEEN_SENT),
            AccountLetter.objects.filter(told_at=None).update(**told, problem=MAY_HAVE_BEEN_SENT),
            Submission.objects.filter(told_at=None).update(**told),
            Reminder.objects.filter(told_at=None).update(**told, problem=MAY_HAVE_BEEN_SENT),
        )
    )


def note_erased(digests: Iterable[str]) -> int:
    known = set(ErasedFile.objects.values_list("sha256", flat=True))
    new = [ErasedFile(sha256=digest, reason=ERASED_SINCE) for digest in sorted(set(digests) - known)]
    return len(ErasedFile.objects.bulk_create(new))


def skip_keys() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT setval(format('%%I.%%I', schemaname, sequencename)::regclass, coalesce(last_value, 0) + %s) "
                "FROM pg_sequences WHERE coalesce(last_value, 0) + %s <= max_value",
                [APART, APART],
            )
        else:
            cursor.execute("UPDATE sqlite_sequence SET seq = seq + %s", [APART])
            cursor.execute(
                "INSERT INTO sqlite_sequence (name, seq) SELECT name, %s FROM sqlite_master WHERE type = 'table' "
                "AND instr(sql, 'AUTOINCREMENT') AND name NOT IN (SELECT name FROM sqlite_sequence)",
                [APART],
            )
