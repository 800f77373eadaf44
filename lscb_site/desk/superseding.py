"""A new edition takes an old one's place: every place that points at the old one is moved, or kept deliberately.

Publishing and all of it are one transaction. What was done is kept as the edition's own entry in the admin's history.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction

from lscb_site.desk.page_references import PageTaken
from lscb_site.desk.references import Reference, ReferenceKind, holders
from lscb_site.desk.where_used import references
from lscb_site.editing.history import tell_the_whole
from lscb_site.publishing.asking import are_answered, questions
from lscb_site.publishing.states import State
from lscb_site.web.locking import lock
from resources.models import Edition

PUBLISHED = "Published in the place of "  # how the entry of the history begins


class Choice(StrEnum):
    MOVE = "move"
    KEEP = "keep"


class AlreadyPublished(Exception):
    """The form came a second time: nothing is left to do."""


class Unanswered(Exception):
    """Nobody said whether the new edition is in force, nor that it is not known."""


class Changed(Exception):
    """What the editor chose from is no longer what is there."""


@dataclass(frozen=True)
class Place:
    """A reference as the assistant shows it, with what may be chosen for it."""

    reference: Reference
    pinned: Edition  # the edition that stays here if the editor chooses so
    default: Choice
    obstacle: str

    @property
    def key(self) -> str:
        return self.reference.key

    def holds_then(self, choice: Choice) -> Edition | None:
        """The edition that it holds once that is done; None: it follows whatever is the newest."""
        return self.pinned if choice == Choice.KEEP else None

    def outcome(self, choice: Choice, new: Edition) -> str:
        """What became of it, as a sentence for the history."""
        reference = self.reference
        name = f"{reference.what} “{reference.where}”, {reference.status.lower()}"
        if self.obstacle:
            return f"{name}: left as it is. {self.obstacle}"
        if choice == Choice.KEEP:
            return f"{name}: keeps the {self.pinned.name}."
        return f"{name}: points to the {new.name}."


def outgoing(edition: Edition) -> Edition | None:
    """The live edition that gives way once `edition` is live; None where it takes nobody's place."""
    current = edition.document.current_edition
    return current if current and current.number < edition.number else None


class Supersession:
    """What `edition` changes for the places that point at the editions before it. For one request."""

    def __init__(self, edition: Edition, request):
        self.edition, self.request = edition, request
        self.outgoing = outgoing(edition)

    @cached_property
    def places(self) -> list[Place]:
        """Those that would show or link something else, and those that hold an edition before the new one."""
        found = references(self.edition.document)
        return [self._place(each) for each in found if not each.edition or each.edition.number < self.edition.number]

    def _place(self, reference: Reference) -> Place:
        # What holds an edition by choice, or was left at an older one the last time, is kept unless somebody decides
        # otherwise. A link in a text was hardly ever meant to grow old.
        was_meant = reference.kind == ReferenceKind.KEEPS
        was_left = reference.edition is not None and reference.edition != self.outgoing
        return Place(
            reference=reference,
            pinned=reference.edition or self.outgoing,
            default=Choice.KEEP if was_meant or was_left else Choice.MOVE,
            obstacle=reference.obstacle(self.request),
        )

    @property
    def seen(self) -> str:
        """Changes whenever the edition, its files or anything to choose from does."""
        edition = self.edition
        facts = [str(edition.pk), edition.updated_at.isoformat(), str(self.outgoing.pk if self.outgoing else "")]
        facts += edition.files.order_by("pk").values_list("sha256", flat=True)
        facts += [question.mark for question in questions([edition])]
        facts += [f"{place.key} {place.obstacle}" for place in self.places]
        return hashlib.sha256("\n".join(facts).encode()).hexdigest()

    def choices(self, posted: Mapping[str, str]) -> dict[str, Choice]:
        """What was chosen for each place; where nothing sensible came, the default."""
        values = set(Choice)
        return {
            place.key: Choice(posted[place.key]) if posted.get(place.key) in values else place.default
            for place in self.places
        }


def supersede(edition_id: int, request, seen: str, posted: Mapping[str, str]) -> Edition:
    """Publish the edition, keep what was said of its force and settle every place, all or nothing.

    Raises `AlreadyPublished`, `Changed`, `Unanswered`, and ValidationError where the edition cannot be published.
    """
    try:
        with transaction.atomic():
            edition = Edition.objects.get(pk=edition_id)
            places = Supersession(edition, request).places
            lock([edition, *holders(place.reference for place in places if not place.obstacle)])
            edition.refresh_from_db()
            if edition.state == State.PUBLISHED:
                raise AlreadyPublished
            plan = Supersession(edition, request)
            if plan.outgoing is None or plan.seen != seen:
                raise Changed
            chosen = plan.choices(posted)
            asked = questions([edition], posted)
            if not are_answered(asked):
                raise Unanswered
            answers = [question.write(request.user) for question in asked]
            edition.publish()
            _settle(plan.places, chosen, request.user)
            outcomes = [place.outcome(chosen[place.key], edition) for place in plan.places]
            _write_history(request.user, edition, [f"{PUBLISHED}the {plan.outgoing.name}.", *answers, *outcomes])
    except PageTaken as page:
        raise Changed from page
    return edition


def _settle(places: list[Place], chosen: dict[str, Choice], user):
    """Move what shall be moved, each row or text once. Where it points so already, nothing is written."""
    together = {}
    for place in places:
        now, then = place.reference.edition, place.holds_then(chosen[place.key])
        if not place.obstacle and now != then:
            _, moves = together.setdefault(place.reference.place, (place.reference, {}))
            moves[now] = then
    for reference, moves in together.values():
        reference.move(moves, user)


def _write_history(user, edition: Edition, sentences: list[str]):
    entry = LogEntry.objects.log_actions(user.pk, [edition], CHANGE, "\n".join(sentences), single_object=True)
    tell_the_whole(entry, edition)


def history(edition: Edition) -> list[str]:
    """What was done when the edition was last published in an old one's place; empty where that never happened."""
    entries = LogEntry.objects.filter(object_id=str(edition.pk), content_type__app_label="resources")
    entries = entries.filter(content_type__model="edition", change_message__startswith=PUBLISHED)
    newest = entries.order_by("-action_time", "-pk").first()
    return newest.change_message.splitlines() if newest else []
