from datetime import date
from typing import TYPE_CHECKING, Self

from django.db.models import Q

from lscb_site.publishing.models import PublishableQuerySet

if TYPE_CHECKING:
    from news.models import Post


class PostQuerySet(PublishableQuerySet["Post"]):
    def newest_first(self) -> Self:
        return self.order_by("-date", "-pk")

    def for_lists(self) -> Self:
        """Without the texts that a list does not print: they may be long."""
        return self.defer("body", "archive_note")

    # Each of the two says the range of dates as well, from which the index is entered: its end may be far away.

    def next_newer(self, day: date, pk: int) -> Self:
        """The one that stands before a place in the list, if there is one."""
        beyond = Q(date__gt=day) | Q(date=day, pk__gt=pk)
        return self.filter(beyond, date__gte=day).order_by("date", "pk")[:1]

    def next_older(self, day: date, pk: int) -> Self:
        """The one that stands behind a place in the list, if there is one."""
        beyond = Q(date__lt=day) | Q(date=day, pk__lt=pk)
        return self.filter(beyond, date__lte=day).order_by("-date", "-pk")[:1]
