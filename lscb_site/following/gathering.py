"""Makes letters of changes: one for a follower and a period, whatever it is told of.

Found from the rows, and safe to do twice: a follower is told of a change once (`Told`), and has one letter for a
period. A process that dies in between is followed by another that does the same again.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Case, IntegerField, Min, Q, QuerySet, Value, When
from django.utils import timezone

from lscb_site.following.models import Change, Follow, Follower, Letter, Rhythm, Told
from lscb_site.following.rows import Rows
from lscb_site.following.standing import Standing, standing
from lscb_site.following.things import NEWS
from lscb_site.notices.models import Notice
from resources.models import Collection

AT_ONCE = 200  # changes that are gathered together
CHUNK = 500  # followers written to in one transaction: on SQLite everybody else waits for it
LOOK_AGAIN = timedelta(minutes=10)  # at what readers cannot see yet
MORNING = 7  # o'clock, in London: when letters of a day and of a week leave
MONDAY = 0
HASTE = {Rhythm.AT_ONCE: 0, Rhythm.DAILY: 1, Rhythm.WEEKLY: 2}
# Whom a notice concerns, by where it is shown: the first parts of the references. Everybody has the news.
PLACES = {
    Notice.Place.SITE: ("document", "collection", "topic", "kind", "authority"),
    Notice.Place.DOCUMENTS: ("document", "collection", "topic", "kind"),
    Notice.Place.CONTACTS: ("authority",),
}


def gather(moment: datetime | None = None) -> int:
    """Write the letters of what became due; how many changes that were."""
    moment = moment or timezone.now()
    prepare(moment)
    changes = list(Change.objects.open().exclude(batch=None).with_rows().order_by("pk")[:AT_ONCE])
    for change in changes:
        tell(change, moment)
    return len(changes)


def prepare(moment: datetime) -> None:
    """Put what became due into one batch, and close what is not told."""
    with transaction.atomic():
        open_ones = Change.objects.open().filter(batch=None).select_for_update(of=("self",), skip_locked=True)
        due = open_ones.filter(Q(tell_from__lte=moment) | told_together(moment))
        found = list(due.with_rows().order_by("pk")[:AT_ONCE])
        rows = Rows(found, moment)
        stands = {change.pk: standing(change, rows) for change in found}
        told = [each.pk for each in found if each.is_told and stands[each.pk] == Standing.TRUE]
        waits = [each.pk for each in found if stands[each.pk] == Standing.NOT_YET]
        over = {each.pk for each in found}.difference(told, waits)
        Change.objects.filter(pk__in=told).update(batch=min(told, default=None))
        Change.objects.filter(pk__in=waits).update(tell_from=moment + LOOK_AGAIN)
        Change.objects.filter(pk__in=over).update(gathered_at=moment)


def told_together(moment: datetime) -> Q:
    """What is held goes with what is due: an edition with what is said of its force, an authority's numbers with each
    other."""
    due = Change.objects.due(moment).filter(batch=None).order_by()
    documents, authorities = due.exclude(document=None), due.exclude(authority=None)
    same = Q(document__in=documents.values("document")) | Q(authority__in=authorities.values("authority"))
    return Q(kind__in=Change.HELD) & same


def tell(change: Change, moment: datetime) -> None:
    """Write the letters of one change, and close it."""
    followers = list(audience(change))
    for start in range(0, len(followers), CHUNK):
        write(change, dict(followers[start : start + CHUNK]), moment)
    Change.objects.filter(pk=change.pk).update(gathered_at=moment, followers=len(followers))


def audience(change: Change) -> Iterator[tuple[int, str]]:
    """The key of each follower who is told of a change, and how soon: as soon as the hastiest of what fits says."""
    rhythms = {haste: rhythm for rhythm, haste in HASTE.items()}
    haste = Case(
        *(When(rhythm=name, then=Value(number)) for name, number in HASTE.items()), output_field=IntegerField()
    )
    found = follows_of(change).filter(since__lt=change.tell_from).order_by("follower")
    for follower, soonest in found.values_list("follower").annotate(soonest=Min(haste)):
        yield follower, rhythms[soonest]


def follows_of(change: Change) -> QuerySet[Follow]:
    if change.notice:
        places = PLACES.get(Notice.Place(change.notice.place), ())
        return Follow.objects.filter(thing__regex=f"^({'|'.join([NEWS, *places])})(:|$)")
    return Follow.objects.filter(thing__in=references(change))


def references(change: Change) -> list[str]:
    """The things by which somebody may follow what changed."""
    if change.post:
        return [NEWS]
    if change.authority_id:
        return [f"authority:{change.authority_id}"]
    if change.kind == Change.Kind.ADDED or not change.document:
        return [f"collection:{change.collection_id}"]
    document = change.document
    collections = Collection.objects.live().filter(items__document=document).order_by().values_list("pk", flat=True)
    topics = document.topics.order_by().values_list("pk", flat=True)
    return [
        f"document:{document.pk}",
        f"kind:{document.kind}",
        *(f"topic:{key}" for key in topics),
        *(f"collection:{key}" for key in collections),
    ]


def write(change: Change, followers: dict[int, str], moment: datetime) -> None:
    """`followers`: how soon each is told, by its key."""
    with transaction.atomic():
        # Who stops meanwhile waits for it, and is forgotten together with the letter.
        there = Follower.objects.select_for_update(no_key=True).filter(pk__in=followers).order_by("pk")
        keys = list(there.values_list("pk", flat=True))
        periods = {key: period(followers[key], change, moment) for key in keys}
        letters = [
            Letter(follower_id=key, period=name, planned_for=at, send_after=at) for key, (name, at) in periods.items()
        ]
        Letter.objects.bulk_create(letters, ignore_conflicts=True)
        written = Letter.objects.filter(follower__in=keys, period__in={name for name, _ in periods.values()})
        of = {(follower, name): pk for pk, follower, name in written.values_list("pk", "follower", "period")}
        told = [Told(change=change, follower_id=key, letter_id=of[key, periods[key][0]]) for key in keys]
        Told.objects.bulk_create(told, ignore_conflicts=True)


def period(rhythm: str, change: Change, moment: datetime) -> tuple[str, datetime]:
    """The name of the period whose letter tells of a change, and when that letter leaves."""
    if rhythm == Rhythm.AT_ONCE:
        return f"now:{change.batch}", moment
    leaves = next_morning(moment, only_on=MONDAY if rhythm == Rhythm.WEEKLY else None)
    return f"{rhythm}:{leaves:%Y-%m-%d}", leaves


def next_morning(moment: datetime, only_on: int | None = None) -> datetime:
    """The next moment after an aware one at which it is `MORNING` in London, on any day or on a day of the week."""
    local = timezone.localtime(moment)
    days = (local.date() + timedelta(days=ahead) for ahead in range(9))
    mornings = (
        timezone.make_aware(datetime.combine(day, datetime.min.time()).replace(hour=MORNING))
        for day in days
        if only_on is None or day.weekday() == only_on
    )
    return next(morning for morning in mornings if morning > moment)
