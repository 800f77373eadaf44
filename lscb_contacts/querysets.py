from django.db import models
from django.db.models import Count, Prefetch, Q

from lscb_site.publishing.models import PublishableQuerySet


class AuthorityQuerySet(models.QuerySet):
    def matching(self, text):
        """Every word stands in its name, in a live board's name, or in what it calls a contact point."""
        found = self
        for word in text.split():
            found = found.filter(
                Q(name__icontains=word)
                | Q(short_name__icontains=word)
                | Q(pk__in=self.model.objects.filter(contact_points__name__icontains=word))
                | Q(pk__in=self.model.objects.filter(boards__in=self._live_boards(), boards__name__icontains=word))
            )
        return found

    def with_confirmation(self):
        """Adds `numbers` and `confirmed_numbers`: how many telephone numbers it has and how many are confirmed."""
        has_number = ~Q(contact_points__phone="")
        return self.annotate(
            numbers=Count("contact_points", filter=has_number),
            confirmed_numbers=Count(
                "contact_points", filter=has_number & Q(contact_points__confirmed_on__isnull=False)
            ),
        )

    def with_contacts(self):
        """Everything the directory prints of an authority, in a fixed number of queries.

        Fills `live_boards` and leaves `contact_points` prefetched in their order.
        """
        boards = Prefetch("boards", queryset=self._live_boards().prefetch_related("authorities"), to_attr="live_boards")
        return self.prefetch_related("contact_points", boards)

    def _live_boards(self):
        return self.model.boards.rel.related_model.objects.live()


class BoardQuerySet(PublishableQuerySet):
    def with_authorities(self):
        return self.prefetch_related("authorities__contact_points")
