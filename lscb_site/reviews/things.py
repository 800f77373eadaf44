"""A thing with whoever looks after it and the day of its next check: said once, for screens, letters and the desk.

A board has hundreds of them, so all are read and judged here, in a handful of queries.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from lscb_site.editing.people import LEFT, name_of, works_here
from lscb_site.reviews.kinds import KINDS, Check, Facts
from lscb_site.reviews.models import Review
from lscb_site.web.addresses import admin_address

Person = User | AnonymousUser  # who is signed in, as a request has it
ASSIGNS = "reviews.change_review"  # the permission to choose who looks after a thing
LAST = date.max


@dataclass(frozen=True, slots=True)
class Thing:
    facts: Facts
    review: Review  # unsaved where nobody has said anything yet

    @property
    def item(self) -> Model:
        return self.facts.item

    @property
    def key(self) -> str:
        return f"{self.item._meta.label_lower}:{self.item.pk}"

    @property
    def address(self) -> str:
        """The screen on which somebody says that it is still right."""
        return admin_address(self.item, "review")

    @property
    def months(self) -> int | None:
        return self.review.months or self.facts.months

    @property
    def next_check(self) -> date | None:
        """Its own statement speaks first; of numbers the confirmations alone speak."""
        if self.facts.is_over:
            return None
        own = None if self.facts.check == Check.CONFIRMATIONS else self.review.next_check
        return self.facts.stated_until or own

    @property
    def checked_on(self) -> date | None:
        return self.review.checked_on if self.facts.check == Check.HERE else None

    def is_due(self, today: date | None = None) -> bool:
        return self.next_check is not None and self.next_check <= (today or timezone.localdate())

    @property
    def people(self) -> list[User]:
        """Those who are told: the owner and the deputy, as far as they can still sign in."""
        return [each for each in (self.review.owner, self.review.deputy) if each and works_here(each)]

    @property
    def owner_in_words(self) -> str:
        return in_words(self.review.owner)

    @property
    def deputy_in_words(self) -> str:
        return in_words(self.review.deputy)

    @property
    def checked_by_in_words(self) -> str:
        return name_of(self.review.checked_by) if self.review.checked_by else ""

    @property
    def is_nobodys(self) -> bool:
        """It is looked at again, and nobody is there who would."""
        return self.months is not None and self.owner_in_words in ("", LEFT)

    def is_of(self, user: Person) -> bool:
        return user.pk is not None and user.pk in (self.review.owner_id, self.review.deputy_id)

    def may_check(self, user: Person) -> bool:
        """Whether `user` can say here that it is still right: who looks after it, and who publishes such things."""
        if self.facts.check != Check.HERE or self.facts.is_over:
            return False
        return self.is_of(user) or user.has_perm(KINDS[type(self.item)].permission)


def in_words(person: User | None) -> str:
    """Whoever was chosen. Empty where nobody was."""
    if person is None:
        return ""
    return name_of(person) if works_here(person) else LEFT


def live_things(*models: type[Any]) -> list[Thing]:
    """Everything that readers have, of these models or of all that can be looked after, by the day of its check."""
    rows = {model: kind.live() for model, kind in KINDS.items() if model in (models or KINDS)}
    return sorted(with_reviews(rows), key=lambda thing: thing.next_check or LAST)


def thing_of(item: Model) -> Thing:
    """Of one, live or not. Raises `DoesNotExist` where somebody has deleted it, or of a page all that it said."""
    model: Any = type(item)
    for thing in with_reviews({model: model._default_manager.filter(pk=item.pk)}):
        return thing
    raise model.DoesNotExist


def things_by_key(keys: Iterable[str]) -> list[Thing]:
    """Those that a form names; what is not live any more is left out."""
    wanted = set(keys)
    return [thing for thing in live_things() if thing.key in wanted]


def with_reviews(rows: dict[type[Any], QuerySet[Any]]) -> list[Thing]:
    kinds = {model: ContentType.objects.get_for_model(model) for model in rows}
    found = [(kinds[model], facts) for model, queryset in rows.items() for facts in KINDS[model].read(queryset)]
    asked = Q(content_type__in=kinds.values())
    if len(found) == 1:
        asked &= Q(object_id=found[0][1].item.pk)
    reviews = {
        (review.content_type_id, review.object_id): review
        for review in Review.objects.filter(asked).select_related("owner", "deputy", "checked_by")
    }
    return [
        Thing(facts, reviews.get((kind.pk, facts.item.pk)) or Review(content_type=kind, object_id=facts.item.pk))
        for kind, facts in found
    ]
