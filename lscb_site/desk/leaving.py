"""Somebody leaves: what they look after and have begun is handed to somebody, and their account is closed.

What they wrote stays under their name. Requests to confirm, proposed numbers and pages that they scheduled are the
Board's, and go on without them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.models import CHANGE
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from lscb_site.desk.unfinished import Draft, drafts_of, hand_over
from lscb_site.editing.history import note
from lscb_site.editing.people import name_of
from lscb_site.editing.seen import seen
from lscb_site.previews.models import PreviewLink
from lscb_site.publishing.submissions import Submission
from lscb_site.reviews.checking import locked
from lscb_site.reviews.kinds import KINDS
from lscb_site.reviews.models import Review
from lscb_site.reviews.things import Thing, with_reviews

SHOWN = 8  # of the things of one kind that the screen names


@dataclass(frozen=True, slots=True)
class Named:
    title: str
    kind: str
    address: str


@dataclass(frozen=True, slots=True)
class Part:
    """A line of what somebody leaves: how many, in words, and which."""

    words: str
    things: list[Named]

    @property
    def first(self) -> list[Named]:
        return self.things[:SHOWN]

    @property
    def more(self) -> int:
        return max(0, len(self.things) - SHOWN)


class Belongings:
    """All that somebody would leave, as it is now."""

    def __init__(self, person: User) -> None:
        self.person = person
        things = things_of(person)
        self.owned = [thing for thing in things if thing.review.owner_id == person.pk]
        self.deputised = [thing for thing in things if thing.review.deputy_id == person.pk]
        self.drafts: list[Draft] = drafts_of({person.pk})
        asked = Submission.objects.waiting() | Submission.objects.sent_back()
        self.submissions = list(asked.filter(submitted_by=person).prefetch_related("item"))
        self.links = list(PreviewLink.objects.in_force().filter(made_by=person).order_by("pk"))

    @property
    def parts(self) -> list[Part]:
        """What somebody can take over."""
        return [part for part in self._parts() if part.things]

    def _parts(self) -> Iterator[Part]:
        yield Part("Looks after", [Named(each.facts.title, each.facts.kind, each.address) for each in self.owned])
        deputised = [Named(each.facts.title, each.facts.kind, each.address) for each in self.deputised]
        yield Part("Is the deputy for", deputised)
        yield Part("Has begun, and not finished", [Named(each.title, each.kind, each.address) for each in self.drafts])
        asked = [Named(each.title, state(each), each.address) for each in self.submissions]
        yield Part("Asked to have published", asked)

    @property
    def seen(self) -> str:
        """A mark of all that the screen shows."""
        facts: list[Any] = [self.person.pk, self.person.is_active, [link.pk for link in self.links]]
        facts += [[part.words, [(thing.address, thing.kind) for thing in part.things]] for part in self._parts()]
        return seen(facts)

    def hand_to(self, to: User, by: User) -> None:
        """The caller has a transaction, in which the screen's mark was compared."""
        for thing in [*self.owned, *self.deputised]:
            look_after_instead(thing, self.person, to, by)
        hand_over(self.drafts, self.person, to)
        open_ones = [submission.pk for submission in self.submissions]
        Submission.objects.filter(pk__in=open_ones).update(submitted_by=to)

    def stop_links(self, by: User) -> None:
        PreviewLink.objects.filter(made_by=self.person).stop(by)


def state(submission: Submission) -> str:
    return f"{submission.kind.name}, {submission.get_answer_display().lower()}"


def things_of(person: User) -> list[Thing]:
    """That the person looks after or deputises for, whether readers have them or not."""
    theirs = Review.objects.filter(Q(owner=person) | Q(deputy=person)).values_list("content_type", "object_id")
    ids: dict[int, list[int]] = {}
    for kind, item in theirs:
        ids.setdefault(kind, []).append(item)
    kinds = {model: ContentType.objects.get_for_model(model).pk for model in KINDS}
    rows: dict[type[Any], Any] = {
        model: model._default_manager.filter(pk__in=ids[kind]) for model, kind in kinds.items() if kind in ids
    }
    found = with_reviews(rows) if rows else []
    return sorted(found, key=lambda thing: thing.facts.title.casefold())


def look_after_instead(thing: Thing, person: User, to: User, by: User) -> None:
    """In the place that `person` has with it. Nobody is both its owner and its deputy."""
    review = locked(thing).review
    if review.owner_id == person.pk:
        review.owner = to
    elif review.owner_id != to.pk:
        review.deputy = to
    else:
        review.deputy = None
    if review.owner_id == review.deputy_id:
        review.deputy = None
    review.full_clean()
    review.save()
    note(by.pk, thing.item, CHANGE, f"Looked after by {name_of(to)} instead of {name_of(person)}.")


def successors(person: User) -> Any:
    """Who can take it over: everybody with a role may write drafts, submit them and look after things."""
    return (
        User.objects.filter(is_active=True, is_staff=True)
        .exclude(pk=person.pk)
        .order_by("first_name", "last_name", "username")
        .prefetch_related("groups")
    )
