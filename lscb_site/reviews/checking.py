"""“Checked, still right”, and who looks after a thing: what is written."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.dateformat import format as format_date

from lscb_site.editing.seen import seen
from lscb_site.reviews.intervals import next_check_after
from lscb_site.reviews.models import Review
from lscb_site.reviews.things import Person, Thing, thing_of


def mark_of(thing: Thing) -> str:
    """Of what somebody looked at who says that it is right."""
    review = thing.review
    return seen([thing.key, thing.facts.shown, review.owner_id, review.deputy_id, review.checked_on, review.next_check])


def locked(thing: Thing) -> Thing:
    """The same as it is now, with a row that nobody else can write until the transaction ends."""
    review, _ = Review.objects.get_or_create(content_type=thing.review.content_type, object_id=thing.item.pk)
    Review.objects.select_for_update().get(pk=review.pk)
    return thing_of(thing.item)


def usual_check(thing: Thing) -> date | None:
    """The first one, where nobody names a day."""
    return next_check_after(timezone.localdate(), thing.months)


def check(thing: Thing, by: Person) -> str:
    """Write that it is right today, and say it in a sentence. The caller has it `locked`."""
    review, today = thing.review, timezone.localdate()
    review.checked_on, review.checked_by_id = today, by.pk
    review.next_check = next_check_after(today, thing.months)
    review.full_clean()
    review.save()
    more = f" The next check is on {day(review.next_check)}." if review.next_check else ""
    return f"Checked, still right.{more}"


@transaction.atomic
def look_after(things: Iterable[Thing], owner: User, deputy: User | None, first_check: date | None) -> None:
    """Let a person look after all of these. Without a day each keeps its own, or gets the usual if it has none; so does
    what was checked on that day already."""
    for thing in map(locked, things):
        review = thing.review
        review.owner, review.deputy = owner, deputy
        chosen = first_check if not review.checked_on or first_check != review.checked_on else None
        review.next_check = chosen or review.next_check or usual_check(thing)
        review.full_clean()
        review.save()


def day(value: Any) -> str:
    return format_date(value, "j F Y")
