from django.db.models import Q

from lscb_site.publishing.models import PublishableQuerySet


class PostQuerySet(PublishableQuerySet):
    def newest_first(self):
        return self.order_by("-date", "-pk")

    # Each of the two says the range of dates as well, from which the index is entered: its end may be far away.

    def next_newer(self, post):
        beyond = Q(date__gt=post.date) | Q(date=post.date, pk__gt=post.pk)
        return self.filter(beyond, date__gte=post.date).order_by("date", "pk").first()

    def next_older(self, post):
        beyond = Q(date__lt=post.date) | Q(date=post.date, pk__lt=post.pk)
        return self.filter(beyond, date__lte=post.date).order_by("-date", "-pk").first()
