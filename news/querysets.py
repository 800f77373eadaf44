from django.db.models import Q

from lscb_site.publishing.models import PublishableQuerySet


class PostQuerySet(PublishableQuerySet):
    def of_kind(self, kind):
        return self.filter(kind=kind)

    def in_year(self, year: int):
        return self.filter(date__year=year)

    def newest_first(self):
        return self.order_by("-date", "-pk")

    def years(self) -> list[int]:
        """The years that have posts, newest first."""
        return [day.year for day in self.order_by().dates("date", "year", order="DESC")]

    def next_newer(self, post):
        return self.filter(Q(date__gt=post.date) | Q(date=post.date, pk__gt=post.pk)).order_by("date", "pk").first()

    def next_older(self, post):
        return self.filter(Q(date__lt=post.date) | Q(date=post.date, pk__lt=post.pk)).order_by("-date", "-pk").first()
