"""London's 33 authorities and the boards that serve them."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import IntegrityError, models
from django.db.models import Q
from django.db.models.signals import m2m_changed
from django.dispatch import receiver
from django.urls import reverse

from lscb_contacts.querysets import AuthorityQuerySet, BoardQuerySet
from lscb_contacts.search import FoundAuthority, FoundBoard
from lscb_site.publishing.models import Publishable
from lscb_site.web.addresses import slug_constraint
from lscb_site.web.circles import in_words, one_at_a_time, way_back
from lscb_site.web.dates import Precision
from lscb_site.web.public_addresses import KeepsOldAddresses
from lscb_site.web.readers_clock import today_for_readers


class Authority(KeepsOldAddresses, FoundAuthority, models.Model):
    """One of London's 33 local authorities, as a tile of the map."""

    name = models.CharField(
        max_length=100, unique=True, help_text="Its official name, such as “London Borough of Brent”."
    )
    short_name = models.CharField(max_length=60, unique=True, help_text="What people call it: “Brent”.")
    other_names = models.TextField(
        blank=True,
        max_length=500,
        help_text="What else it goes by, one a line, such as “RBKC”. Who searches for one finds it. A name that "
        "several have, such as “LBH”, is found as none of them.",
    )
    slug = models.SlugField("address", max_length=60, unique=True, help_text="The last part of its address: brent.")
    gss_code = models.CharField(
        "GSS code", max_length=9, unique=True, help_text="The code of the Office for National Statistics: E09000005."
    )
    council_url = models.URLField("council's website", help_text="Where readers are sent when no number is known.")
    police_unit = models.CharField(max_length=80, blank=True, help_text="The police command unit that covers it.")
    column = models.PositiveSmallIntegerField(help_text="Its place on the tile map, from 1 at the left.")
    row = models.PositiveSmallIntegerField(help_text="Its place on the tile map, from 1 at the top.")

    live_boards: "list[Board]"  # by `with_boards`

    objects = AuthorityQuerySet.as_manager()

    class Meta:
        ordering = ["short_name"]
        verbose_name_plural = "authorities"
        constraints = [
            slug_constraint("contacts_authority_slug_makes_an_address"),
            models.UniqueConstraint(
                fields=["column", "row"],
                name="contacts_one_authority_a_tile",
                violation_error_message="Another authority has this place on the map.",
            ),
            models.CheckConstraint(
                condition=Q(gss_code__startswith="E09"),
                name="contacts_authority_is_in_london",
                violation_error_message="The code of a London authority starts with E09.",
            ),
        ]

    def __str__(self) -> str:
        return self.short_name

    @property
    def in_a_sentence(self) -> str:
        """“the City of London”: the one name that takes an article."""
        return f"the {self.short_name}" if self.short_name.startswith("City of ") else self.short_name

    def get_absolute_url(self) -> str:
        return reverse("contacts:authority", args=[self.slug])


class Board(FoundBoard, Publishable):
    """A local safeguarding children board or the partnership that followed it.

    It may serve several authorities, and an authority may have several.
    """

    class Kind(models.TextChoices):
        BOARD = "board", "Local safeguarding children board"
        PARTNERSHIP = "partnership", "Safeguarding children partnership"

    kind = models.CharField(
        max_length=11, choices=Kind, default=Kind.BOARD, help_text="Partnerships took the place of boards from 2018."
    )
    name = models.CharField(max_length=160, unique=True, help_text="Its full name.")
    slug = models.SlugField("address", max_length=160, unique=True, help_text="The last part of its address.")
    website = models.URLField(blank=True, help_text="Its own site, if it has one.")
    authorities = models.ManyToManyField(Authority, related_name="boards", help_text="The boroughs that it covers.")
    note = models.CharField(max_length=400, blank=True, help_text="Shown under its name, such as a chair it shares.")
    source = models.CharField(
        max_length=500, blank=True, help_text="Where its name was found. Several pages are parted by “ ; ”."
    )
    source_as_of = models.CharField(
        "source's date", max_length=120, blank=True, help_text="When it was written or looked up."
    )
    succeeded_by = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="predecessors",
        help_text="What took over its work; several where it was split. Readers are led there once that is live.",
    )
    active_until = models.DateField(
        null=True, blank=True, help_text="When it ended. Leave empty while it works, or if the date is not known."
    )
    active_until_precision = models.CharField(
        "what is known of that date",
        max_length=5,
        choices=Precision,
        default=Precision.DAY,
        help_text="Readers are told no more than is known.",
    )

    objects: ClassVar = BoardQuerySet.as_manager()

    class Meta(Publishable.Meta):
        ordering = ["name"]
        constraints = [*Publishable.Meta.constraints, slug_constraint("contacts_board_slug_makes_an_address")]

    def __str__(self) -> str:
        return self.name

    def circle_by(self, successors: "Iterable[Board]") -> str:
        """The circle that these successors would close, in a sentence; empty where they close none."""
        steps = Board.succeeded_by.through.objects.values_list("from_board_id", "to_board_id")
        way = way_back(self.pk, [board.pk for board in successors], lambda some: steps.filter(from_board__in=some))
        if not (self.pk and way):
            return ""
        if len(way) == 2:
            return "A board cannot be its own successor."
        names = Board.objects.in_bulk(way)
        circle = in_words([names[pk].name for pk in way], "is followed by")
        return f"{circle}: readers would be led in a circle. Choose another, or none."

    @property
    def has_ended(self) -> bool:
        """Something is known to have taken its place, or the day on which it ended has passed."""
        ended = self.active_until is not None and self.active_until <= today_for_readers()
        return ended or bool(self.succeeded_by.all())

    @property
    def is_former(self) -> bool:
        """Local safeguarding children boards ended by September 2019, whether or not we know what followed one."""
        return self.kind == self.Kind.BOARD or self.has_ended

    @property
    def ended_when(self) -> str:
        """As the end of a sentence: “on 1 September 2019”. Empty where the date is not known."""
        return Precision(self.active_until_precision).when(self.active_until) if self.active_until else ""

    @property
    def successors(self) -> "list[Board]":
        """What readers are led to: those that are live."""
        return [board for board in self.succeeded_by.all() if board.is_live]

    def get_absolute_url(self) -> str:
        return reverse("contacts:board", args=[self.slug])


@receiver(m2m_changed, sender=Board.succeeded_by.through)
def refuse_circle(action: str, instance: Board, reverse: bool, pk_set: set[int] | None, **kwargs: Any) -> None:
    """Whoever writes it. IntegrityError where somebody else has just said the opposite."""
    if action != "pre_add" or not pk_set:
        return
    one_at_a_time(Board)
    others = Board.objects.filter(pk__in=pk_set)
    pairs = [(other, [instance]) for other in others] if reverse else [(instance, others)]
    for board, successors in pairs:
        if words := board.circle_by(successors):
            raise IntegrityError(words)
