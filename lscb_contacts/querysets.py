from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Count, Prefetch, Q

from lscb_contacts.freshness import Deadlines
from lscb_contacts.guarded import touches_the_entry
from lscb_contacts.standing import as_expression as standing_expression
from lscb_site.publishing.models import PublishableQuerySet

if TYPE_CHECKING:
    from lscb_contacts.models import Authority, Board, ContactPoint, OpeningHours


def deadlines_today() -> Deadlines:
    # Imported late: the models stand on this module.
    from lscb_contacts.models import DirectorySettings

    return DirectorySettings.current().deadlines()


def with_points(*prefixes: str) -> "list[Prefetch[str]]":
    """Contact points with all that is printed of them; each prefix reaches some, through a relation or not."""
    # Imported late: the models stand on this module.
    from lscb_contacts.models import ContactPoint

    points = ContactPoint.objects.with_freshness().prefetch_related("opening_hours")
    return [Prefetch(f"{prefix}contact_points", queryset=points) for prefix in prefixes]


def live_boards() -> "BoardQuerySet":
    # Imported late: the models stand on this module.
    from lscb_contacts.models import Board

    return Board.objects.live()


class ContactPointQuerySet(models.QuerySet["ContactPoint"]):
    def with_freshness(self) -> Self:
        """Brings along each point's `freshness`, as it is today."""
        return self.annotate(freshness=deadlines_today().as_expression())

    def update(self, **values: Any) -> int:
        """Ends confirmations with what they were given for, unless it brings others. `bulk_update` comes here too."""
        if touches_the_entry(values) and "confirmed_on" not in values:
            values |= {"confirmed_on": None, "confirmed_by": ""}
        return super().update(**values)

    def end_confirmations(self) -> None:
        """Row by row, so that the history of each says so."""
        for point in self.filter(confirmed_on__isnull=False):
            point.end_confirmation()
            point.save()


class OpeningHoursQuerySet(models.QuerySet["OpeningHours"]):
    """Whatever writes lines of hours ends the confirmation of the entries that they belong to."""

    def points(self) -> "ContactPointQuerySet":
        # Imported late: the models stand on this module.
        from lscb_contacts.models import ContactPoint

        return ContactPoint.objects.filter(pk__in=list(self.values_list("contact_point", flat=True)))

    def update(self, **values: Any) -> int:
        keys = list(self.values_list("pk", flat=True))
        self.points().end_confirmations()
        changed = super().update(**values)
        self.model.objects.filter(pk__in=keys).points().end_confirmations()
        return changed

    def delete(self) -> tuple[int, dict[str, int]]:
        self.points().end_confirmations()
        return super().delete()

    def bulk_create(self, objs: "Iterable[OpeningHours]", *args: Any, **kwargs: Any) -> "list[OpeningHours]":
        made = super().bulk_create(objs, *args, **kwargs)
        self.model.objects.filter(
            contact_point__in={line.contact_point_id for line in made}
        ).points().end_confirmations()
        return made


class AuthorityQuerySet(models.QuerySet["Authority"]):
    def matching(self, text: str) -> Self:
        """Every word stands in its name, in a live board's name, or in what it calls a contact point."""
        found = self
        for word in text.split():
            found = found.filter(
                Q(name__icontains=word)
                | Q(short_name__icontains=word)
                | Q(pk__in=self.model.objects.filter(contact_points__name__icontains=word))
                | Q(pk__in=self.model.objects.filter(boards__in=live_boards(), boards__name__icontains=word))
            )
        return found

    def with_confirmation(self) -> Self:
        """Adds `numbers` and `confirmed_numbers`: how many telephone numbers it has, and how many have a confirmation
        that can be relied on today; `public_numbers` are those for everybody. `standing` is what follows of it."""
        # Imported late: the models stand on this module.
        from lscb_contacts.models import ContactPoint

        has_number = ~Q(contact_points__phone="")
        confirmed = has_number & deadlines_today().holds("contact_points__")
        public = has_number & Q(contact_points__purpose__in=ContactPoint.PUBLIC)
        return self.annotate(
            numbers=Count("contact_points", filter=has_number),
            confirmed_numbers=Count("contact_points", filter=confirmed),
            public_numbers=Count("contact_points", filter=public),
        ).annotate(standing=standing_expression())

    def with_contacts(self) -> Self:
        """With `contact_points` in their order, and all that is printed of them."""
        return self.prefetch_related(*with_points(""))

    def with_boards(self) -> Self:
        """With its live boards as `live_boards`."""
        return self.prefetch_related(Prefetch("boards", queryset=live_boards(), to_attr="live_boards"))


class BoardQuerySet(PublishableQuerySet["Board"]):
    def with_authorities(self) -> Self:
        """With its own contact points, those of the authorities that it serves, and what followed it."""
        return self.prefetch_related("authorities", *with_points("", "authorities__"), "succeeded_by")
