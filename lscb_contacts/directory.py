"""The whole directory in memory: it is small, half the site's pages show some of it, and it changes rarely.

It is made anew when content has changed, when a board goes live or stops being live, and at midnight,
because a confirmation grows old by the day.
"""

from dataclasses import dataclass
from datetime import datetime

from lscb_contacts.models import Authority, Board, Helpline, PostcodeEdition
from lscb_contacts.tiles import Tile, tile_of
from lscb_site.caching.keeper import Keeper
from lscb_site.publishing.moments import next_moment
from lscb_site.web.dates import next_midnight


@dataclass(frozen=True)
class Directory:
    """Read it, never change it: every request of this process gets the same objects."""

    authorities: list[Authority]  # A to Z, with their contact points, opening hours and live boards
    tiles: list[Tile]  # row by row of the map
    postcode_edition: PostcodeEdition | None

    @property
    def can_be_kept(self) -> bool:
        """Whether there is anything to download."""
        return any(each.contact_points.all() for each in self.authorities)


def make_directory(moment: datetime) -> tuple[Directory, datetime]:
    found = Authority.objects.with_contacts().with_boards()
    # `live_boards` comes from `with_boards`, where mypy does not look for it.
    authorities = list(found.prefetch_related("live_boards__authorities", "live_boards__succeeded_by__authorities"))  # type: ignore[misc]
    made = Directory(
        authorities=authorities,
        tiles=[tile_of(each) for each in sorted(authorities, key=lambda each: (each.row, each.column))],
        postcode_edition=PostcodeEdition.objects.first(),
    )
    return made, min(filter(None, (next_midnight(moment), next_moment(moment, Board))))


def make_helplines(moment: datetime) -> tuple[list[Helpline], None]:
    return list(Helpline.objects.all()), None


# As it is now. Costs one query while nothing has changed.
directory = Keeper(make_directory)
helplines = Keeper(make_helplines)  # apart: pages that need nothing else of the directory show them
