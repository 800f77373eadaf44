from datetime import date

from django.db.models import Q

from lscb_site.publishing.models import PublishableQuerySet


class PostQuerySet(PublishableQuerySet):
    def newest_first(self):
        return self.order_by("-date", "-pk")

    # Each of the two says the range of dates as well, from which the index is entered: its end may be far away.

    def next_newer(self, day: date, pk: int):
        """The one that stands before a place in the list, if there is one."""
        beyond = Q(date__gt=day) | Q(date=day, pk__gt=pk)
        return self.filter(beyond, date__gte=day).order_by("date", "pk")[:1]

    def next_older(self, day: date, pk: int):
        beyond = Q(date__lt=day) | Q(date=day, pk__lt=pk)
        return self.filter(beyond, date__lte=day).order_by("-date", "-pk")[:1]
