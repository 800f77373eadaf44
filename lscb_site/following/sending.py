"""Sends what waits in the outbox, some letters at a time over one connection.

A letter is claimed, handed over, and noted as sent. A process that dies lets its claim run out, and another goes on: of
the letters that were noted none is sent again, and the one that was in hand is sent with the same Message-ID, by which
a mailbox knows it. So no letter is lost, and at most that one may come twice.
"""

import logging
import time
import traceback
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import Error, transaction
from django.db.models import F, Prefetch
from django.utils import timezone

from lscb_site.following import composing, sealing
from lscb_site.following.answers import ERRORS, Meaning, answer
from lscb_site.following.models import Change, Letter, Told
from lscb_site.following.models.letters import PAUSES
from lscb_site.following.subscribing import forget, forget_request
from lscb_site.following.telling.items import Item
from lscb_site.notices.models import SiteWords

logger = logging.getLogger(__name__)

AT_ONCE = 50  # letters that are claimed together
CLAIM = timedelta(minutes=5)  # longer than they take, with every wait for a mail server
LONGEST = 10  # seconds after which other work of the worker has its turn
KEPT = timedelta(days=30)  # that letters are kept after they were sent or given up
UNREADABLE = "The address cannot be read: no key of FOLLOWERS_KEYS opens it."


def send_some(moment: datetime | None = None) -> int:
    """Send for some seconds; how many letters were dealt with. 0 when none is due."""
    began, done = time.monotonic(), 0
    while letters := claim(moment or timezone.now()):
        done += send(letters, moment or timezone.now())
        if time.monotonic() - began > LONGEST:
            break
    return done


def claim(moment: datetime) -> list[Letter]:
    """Some letters that are due, for this process alone until `CLAIM` is over. Those that somebody waits for first."""
    with transaction.atomic():
        due = Letter.objects.due(moment).select_for_update(skip_locked=True)
        keys = list(due.order_by(F("request").asc(nulls_last=True), "pk").values_list("pk", flat=True)[:AT_ONCE])
        Letter.objects.filter(pk__in=keys).update(claimed_until=moment + CLAIM)
    told = Prefetch("told", Told.objects.prefetch_related(Prefetch("change", Change.objects.with_rows())))
    found = Letter.objects.filter(pk__in=keys).select_related("follower", "request").prefetch_related(told)
    return list(found.order_by(F("request").asc(nulls_last=True), "pk"))


def send(letters: Iterable[Letter], moment: datetime) -> int:
    """Send claimed letters over one connection; how many were dealt with. Where the mail server is away, the others
    wait as the first does."""
    written = Writing(moment)
    done = 0
    connection = get_connection()
    waiting = list(letters)
    try:
        while waiting:
            letter = waiting.pop(0)
            try:
                message = written.message(letter)
            except sealing.Unreadable:
                give_up(letter, UNREADABLE, moment)
                continue
            except Error:
                raise  # the database is away: nothing is wrong with the letter
            except Exception as problem:  # a letter that cannot be written keeps nobody else's back
                could_not_be_written(letter, problem, moment)
                continue
            if message is None:
                letter.delete()  # nothing of it is so any more
                continue
            if not hand_over(letter, message, connection, moment):
                postpone(waiting, moment + PAUSES[0])
                return done
            done += 1
    finally:
        connection.close()
    return done


class Writing:
    """Writes letters. What is told of the same changes is worked out once."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment
        self.reply_to = reply_to()
        self.told: dict[tuple[int, ...], list[Item]] = {}

    def message(self, letter: Letter) -> EmailMultiAlternatives | None:
        """None where nothing is left to say."""
        message = self.written(letter)
        if message:
            message.reply_to = self.reply_to
        return message

    def written(self, letter: Letter) -> EmailMultiAlternatives | None:
        if letter.request_id:
            return composing.of_request(letter)
        key = tuple(sorted(each.change_id for each in letter.told.all()))
        if key not in self.told:
            self.told[key] = composing.items_of(letter, self.moment)
        return composing.of_changes(letter, self.told[key]) if self.told[key] else None


def reply_to() -> list[str]:
    """Who answers for the site; nobody where nobody is named."""
    return list(filter(None, [SiteWords.current().owner_email]))


def hand_over(letter: Letter, message: EmailMultiAlternatives, connection: Any, moment: datetime) -> bool:
    """Whether the mail server is there: what becomes of the letter is noted."""
    message.connection = connection
    try:
        connection.open()
        message.send()
    except ERRORS as problem:
        said = answer(problem)
        if said.meaning == Meaning.NOBODY:
            refused(letter)
            return True
        connection.close()
        try_again(letter, said.words, moment)
        return said.meaning != Meaning.AWAY
    Letter.objects.filter(pk=letter.pk).update(
        sent_at=timezone.now(), claimed_until=None, tried=F("tried") + 1, problem=""
    )
    return True


def could_not_be_written(letter: Letter, problem: Exception, moment: datetime) -> None:
    """What the problem says of itself may hold an address: its kind and its place are logged."""
    place = traceback.extract_tb(problem.__traceback__)[-1]
    kind = type(problem).__name__
    logger.error("A letter could not be written: %s at %s:%s.", kind, place.filename, place.lineno)
    try_again(letter, f"It could not be written: {kind}.", moment)


def refused(letter: Letter) -> None:
    """The mailbox is none, or takes nothing from us: nobody is written to there again."""
    if letter.follower:
        forget(letter.follower)
    elif letter.request:
        forget_request(letter.request)
    logger.info("A mail server refused an address for good: whoever followed with it is forgotten.")


def try_again(letter: Letter, problem: str, moment: datetime) -> None:
    tried = letter.tried + 1
    if tried > len(PAUSES):
        give_up(letter, problem, moment)
        return
    facts = {"tried": tried, "send_after": moment + PAUSES[tried - 1], "claimed_until": None, "problem": problem}
    Letter.objects.filter(pk=letter.pk).update(**facts)


def postpone(letters: Iterable[Letter], until: datetime) -> None:
    """Without a try: these were not handed over."""
    keys = [letter.pk for letter in letters]
    Letter.objects.filter(pk__in=keys).update(send_after=until, claimed_until=None)


def give_up(letter: Letter, problem: str, moment: datetime) -> None:
    Letter.objects.filter(pk=letter.pk).update(failed_at=moment, claimed_until=None, problem=problem)


def send_again(letters: Iterable[Letter]) -> int:
    """Try what was given up from the beginning, when somebody has mended why; how many that were."""
    keys = [letter.pk for letter in letters]
    failed = Letter.objects.filter(pk__in=keys, failed_at__isnull=False)
    return failed.update(failed_at=None, tried=0, send_after=timezone.now(), claimed_until=None)


def forget_sent(moment: datetime | None = None) -> int:
    """Letters that were sent or given up long enough ago; how many."""
    before = (moment or timezone.now()) - KEPT
    gone, _ = Letter.objects.filter(sent_at__lt=before).delete()
    lost, _ = Letter.objects.filter(failed_at__lt=before).delete()
    return gone + lost
