"""Districts and towns of London, by which people ask who they can call."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from lscb_contacts.models.directory import Authority
from lscb_contacts.search import FoundPlace, names_of


class Place(FoundPlace, models.Model):
    """A district or town, with every authority that a part of it lies in."""

    name = models.CharField(max_length=80, unique=True, help_text="As people call it: “Brixton”.")
    authorities = models.ManyToManyField(
        Authority,
        related_name="places",
        help_text="Every authority that a part of it lies in. With more than one, readers are asked for a postcode.",
    )
    only_alone = models.BooleanField(
        "an ordinary word too",
        default=False,
        help_text="Tick it for a name such as “Bank” or “Angel”: it is then found only where nothing else is asked.",
    )

    objects: ClassVar = models.Manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""),
                name="contacts_place_has_a_name",
                violation_error_message="Give the name of the place.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def card_id(self) -> str:
        """Names its card, and what stands in it, on a page of several."""
        return f"card-place-{self.pk}"

    def clean(self) -> None:
        """An authority is found by its own names: a place of the same name would show it twice."""
        same = (each for each in Authority.objects.all() if self.name.casefold() in map(str.casefold, names_of(each)))
        if authority := next(same, None):
            raise ValidationError({"name": f"{authority.short_name} is found by this name already."})
