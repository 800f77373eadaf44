"""The whole directory in memory: it is small, half the site's pages show some of it, and it changes rarely.

It is made anew when content has changed, when a board goes live or stops being live, and at midnight,
because a confirmation grows old by the day.
"""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from django.utils import timezone

from lscb_contacts.models import (
    Authority,
    Board,
    Helpline,
    PostcodeEdition,
)
from lscb_site.caching.keeping import Keeper, next_change


@dataclass(frozen=True)
class Directory:
    """Read it, never change it: every request of this process gets the same objects."""

    authorities: list[Authority]  # A to Z, with their contact points, opening hours and live boards
    tiles: list[Authority]  # with their numbers counted, row by row of the map
    helplines: list[Helpline]
    postcode_edition: PostcodeEdition | None
    rendered: dict = field(default_factory=dict)  # parts of pages that show nothing but the directory


def the_directory() -> Directory:
    """As it is now. Costs one query while nothing has changed."""
    return keeper.get()


def make_directory(moment: datetime) -> tuple[Directory, datetime]:
    authorities = Authority.objects.with_contacts().with_boards()
    directory = Directory(
        authorities=list(authorities.prefetch_related("live_boards__authorities", "live_boards__succeeded_by")),
        tiles=sorted(Authority.objects.with_confirmation(), key=lambda tile: (tile.row, tile.column)),
        helplines=list(Helpline.objects.all()),
        postcode_edition=PostcodeEdition.objects.first(),
    )
    tomorrow = timezone.localdate(moment) + timedelta(days=1)
    midnight = timezone.make_aware(datetime.combine(tomorrow, time()))
    return directory, min(filter(None, (midnight, next_change(moment, Board.objects.all()))))


keeper = Keeper(make_directory)
