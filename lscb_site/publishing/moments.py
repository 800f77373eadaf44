"""When the clock alone will change what visitors see."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.apps import apps
from django.db.models import Max, Min, Model, Value
from django.utils import timezone

from lscb_site.publishing.models import Publishable
from lscb_site.publishing.states import State
from lscb_site.web.dates import midnight_after


def next_moment(after: datetime, *models: type[Publishable]) -> datetime | None:
    """The first moment after an aware one at which something published goes live or ends. One query.

    Of the named models, or of every one that can be published.
    """
    return min(_moments(Min, "gt", after, models or publishable_models()), default=None)


def last_moment(before: datetime) -> datetime | None:
    """The last moment up to an aware one at which something published went live or ended, or at which a day was over
    through which something holds. One query, and one for each model with such days."""
    return max([*_moments(Max, "lte", before, publishable_models()), *_days_over(before)], default=None)


def _days_over(before: datetime) -> Iterator[datetime]:
    for model, field in models_of_days():
        found = model._base_manager.filter(**{f"{field}__lt": timezone.localdate(before)}).aggregate(last=Max(field))
        if last := found["last"]:
            yield midnight_after(last)


def models_of_days() -> list[tuple[type[Model], str]]:
    """The models whose rows say something else once a day is over, each with the field that holds it: they name it
    `holds_through`. What comes next of them is no matter of ours: every page is made anew at midnight."""
    return [(model, model.holds_through) for model in apps.get_models() if hasattr(model, "holds_through")]


def _moments(
    nearest: type[Min] | type[Max], side: str, moment: datetime, models: Sequence[type[Publishable]]
) -> Iterator[datetime]:
    """The nearest of each field of each model on that side (a lookup) of `moment`."""
    found = [
        model._base_manager.filter(state=State.PUBLISHED, **{f"{field}__{side}": moment})
        .order_by()
        .values(one=Value(1))
        .annotate(moment=nearest(field))
        .values_list("moment", flat=True)
        for model in models
        for field in ("publish_from", "publish_until")
    ]
    return filter(None, found[0].union(*found[1:], all=True))


def publishable_models() -> list[type[Publishable]]:
    return [model for model in apps.get_models() if issubclass(model, Publishable) and not model._meta.proxy]
