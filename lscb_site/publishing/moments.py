"""When the clock alone will change what visitors see."""

from datetime import datetime

from django.apps import apps
from django.db.models import Max, Min, Value

from lscb_site.publishing.models import Publishable
from lscb_site.publishing.states import State


def next_moment(after: datetime, *models: type[Publishable]) -> datetime | None:
    """The first moment after an aware one at which something published goes live or ends. One query.

    Of the named models, or of every one that can be published.
    """
    found = [
        model._base_manager.filter(state=State.PUBLISHED, **{f"{field}__gt": after})
        .order_by()
        .values(one=Value(1))
        .annotate(moment=Min(field))
        .values_list("moment", flat=True)
        for model in models or publishable_models()
        for field in ("publish_from", "publish_until")
    ]
    return min(filter(None, found[0].union(*found[1:], all=True)), default=None)


def last_moment(before: datetime) -> datetime | None:
    """The last moment up to an aware one at which something published went live or ended. One query."""
    found = [
        model._base_manager.filter(state=State.PUBLISHED, **{f"{field}__lte": before})
        .order_by()
        .values(one=Value(1))
        .annotate(moment=Max(field))
        .values_list("moment", flat=True)
        for model in publishable_models()
        for field in ("publish_from", "publish_until")
    ]
    return max(filter(None, found[0].union(*found[1:], all=True)), default=None)


def publishable_models() -> list[type[Publishable]]:
    return [model for model in apps.get_models() if issubclass(model, Publishable) and not model._meta.proxy]
