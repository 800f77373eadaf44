"""What needs somebody to look at it again, and what has nobody who would."""

from collections.abc import Callable, Sequence

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone

from lscb_site.desk.attention.directory import day
from lscb_site.desk.attention.needs import SHOWN, Link, Need, Press, need
from lscb_site.desk.attention.needs import Thing as Named
from lscb_site.editing.people import name_of
from lscb_site.publishing.letters import PAUSES
from lscb_site.reviews.checking import mark_of
from lscb_site.reviews.letters import SOON, to_tell
from lscb_site.reviews.models import Reminder, Review
from lscb_site.reviews.things import ASSIGNS, Thing, live_things
from lscb_site.web.addresses import admin_address


def past_their_day(user: User) -> Need | None:
    """What is stated to be in force, and numbers that were confirmed, have lines of their own."""
    passed = Review.objects.filter(next_check__lte=timezone.localdate())
    if not user.has_perm("reviews.view_review") or not passed.exists():
        return None
    return need_of(
        "past-their-day",
        [thing for thing in live_things() if thing.is_due() and not thing.facts.stated_until],
        lambda thing: Named(thing.facts.title, thing.address, about(thing), press_of(thing, user)),
        ("One thing is past its check day", "{count} pages, documents and boards are past their check day"),
        "Nobody has said since whether what readers have is still right.",
        Link("Check them", f"{admin_address(Review, 'changelist')}?show=due"),
    )


def soon(user: User) -> Need | None:
    """To who is told the same by letter."""
    today = timezone.localdate()
    if not Review.objects.filter(Q(owner=user) | Q(deputy=user)).exists():
        return None
    return need_of(
        "soon",
        [thing for thing, _, stage in to_tell(live_things(), today) if stage == SOON and thing.is_of(user)],
        lambda thing: Named(thing.facts.title, thing.address, f"check on {day(thing.next_check)}"),
        ("Something that you look after is to be checked soon", "{count} things that you look after are due soon"),
        "After that day your colleagues are told that its check is due.",
        Link("See what you look after", f"{admin_address(Review, 'changelist')}?show=mine"),
    )


def nobodys(user: User) -> Need | None:
    """One line however many there are: after the first loading it is everything."""
    if not user.has_perm(ASSIGNS):
        return None
    found = [thing for thing in live_things() if thing.is_nobodys]
    return need_of(
        "nobodys",
        sorted(found, key=lambda thing: not thing.owner_in_words),
        lambda thing: Named(thing.facts.title, thing.address, after(thing) or thing.facts.kind),
        (
            "One thing has nobody who looks after it",
            "{count} pages, documents and contacts have nobody who looks after them",
        ),
        "Nobody is reminded to look at them again.",
        Link("Choose who looks after them", f"{admin_address(Review, 'changelist')}?show=nobody"),
    )


def unsent(user: User) -> Need | None:
    if not user.has_perm("auth.view_user"):
        return None
    failed = Reminder.objects.filter(told_at=None, tried__gt=len(PAUSES)).select_related("person").order_by("-pk")
    return need(
        "unsent",
        failed,
        lambda reminder: Named(name_of(reminder.person), admin_address(reminder.person), reminder.problem),
        ("A reminder could not be sent", "{count} reminders could not be sent"),
        "They see on their desk what is to be checked. Tell whoever runs the site that mail fails.",
        Link("See people and their addresses", admin_address(User, "changelist")),
    )


def about(thing: Thing) -> str:
    due = f"check was due {day(thing.next_check)}"
    return ", ".join(filter(None, [thing.facts.kind, due, after(thing) or "looked after by nobody"]))


def after(thing: Thing) -> str:
    return f"looked after by {thing.owner_in_words}" if thing.owner_in_words else ""


def press_of(thing: Thing, user: User) -> Press | None:
    return Press("Checked, still right", thing.address, mark_of(thing)) if thing.may_check(user) else None


def need_of(
    code: str,
    found: Sequence[Thing],
    named: Callable[[Thing], Named],
    words: tuple[str, str],
    harm: str,
    act: Link,
) -> Need | None:
    """The same as `needs.need`, of what was read already."""
    if not found:
        return None
    one, many = words
    said = one if len(found) == 1 else many.format(count=len(found))
    return Need(code, said, harm, len(found), tuple(map(named, found[:SHOWN])), act)
