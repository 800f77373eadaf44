"""Reminders of the day of a check: 14 days before, on the day, and then every month, to the owner and the deputy.

Each person gets one letter about all that is theirs. The desk shows the same without any e-mail.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.db.models import F, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone

from lscb_site.publishing.submissions import PAUSES
from lscb_site.reviews.models import Reminder
from lscb_site.reviews.things import Thing, live_things
from lscb_site.web import mail
from lscb_site.web.addresses import absolute

BEFORE = timedelta(days=14)
SOON = -1  # the stage before the day; the day itself is 0, and each month that has passed since counts one


def stage_on(today: date, check_on: date) -> int | None:
    """None where it is too early to tell anybody."""
    if today < check_on - BEFORE:
        return None
    if today < check_on:
        return SOON
    passed = relativedelta(today, check_on)
    months: int = passed.years * 12 + passed.months
    return months


def to_tell(things: Iterable[Thing], today: date) -> Iterator[tuple[Thing, date, int]]:
    """What somebody is to be told of, by its day, with that and its stage."""
    for thing in things:
        day = thing.next_check
        stage = stage_on(today, day) if day else None
        if day and stage is not None:
            yield thing, day, stage


def due(moment: datetime) -> list[Reminder]:
    """The reminders that are not written yet."""
    wanted = [
        Reminder(review=thing.review, person=person, check_on=day, stage=stage, try_after=moment)
        for thing, day, stage in to_tell(live_things(), timezone.localdate(moment))
        for person in thing.people
        if person.email
    ]
    written = set(
        Reminder.objects.filter(review__in={each.review_id for each in wanted}).values_list(
            "review", "person", "check_on", "stage"
        )
    )
    return [each for each in wanted if (each.review_id, each.person_id, each.check_on, each.stage) not in written]


def write_reminders(moment: datetime | None = None) -> None:
    """Write those that are due, once: of two processes that write the same, the database lets one."""
    if mail.is_set_up():
        Reminder.objects.bulk_create(due(moment or timezone.now()), ignore_conflicts=True)


def waiting(moment: datetime) -> QuerySet[Reminder]:
    return Reminder.objects.filter(told_at=None, try_after__lte=moment, tried__lte=len(PAUSES))


def send_next(moment: datetime | None = None) -> bool:
    """Tell one person of everything that waits for them. False when nobody is left to tell."""
    moment = moment or timezone.now()
    for person in User.objects.filter(pk__in=waiting(moment).values("person")).order_by("pk"):
        keys = list(waiting(moment).filter(person=person).values_list("pk", flat=True))
        mine = waiting(moment).filter(pk__in=keys)
        if mine.update(told_at=moment, tried=F("tried") + 1):
            _send(person, keys, moment)
            return True
    return False


def _send(person: User, keys: list[int], moment: datetime) -> None:
    """What was checked meanwhile is not told any more."""
    today = timezone.localdate(moment)
    theirs = [thing for thing, _, _ in to_tell(live_things(), today) if person in thing.people]
    try:
        if theirs and person.email:
            message_to(person, theirs, today).send()
    except OSError as problem:  # every failure of SMTP and of the network is one
        for reminder in Reminder.objects.filter(pk__in=keys):
            pause = PAUSES[min(reminder.tried, len(PAUSES)) - 1]
            facts = {"told_at": None, "try_after": moment + pause, "problem": str(problem)[:300]}
            Reminder.objects.filter(pk=reminder.pk).update(**facts)


def message_to(person: User, theirs: list[Thing], today: date) -> EmailMessage:
    lines = [(thing, thing.review.deputy_id == person.pk, absolute(thing.address)) for thing in theirs]
    text = render_to_string("reviews/letters/reminder.txt", {"lines": lines, "today": today})
    about = theirs[0].facts.title if len(theirs) == 1 else f"{len(theirs)} things that you look after"
    subject = f"Is it still right? {about}"
    return EmailMessage(" ".join(subject.split()), text, to=[person.email])
