"""The next moment at which the clock alone changes what visitors see, asked once for all that is kept until then.

Whatever a page or a search keeps wants to know it: asked anew for each, it took longer than making the frame.
"""

from datetime import datetime

from lscb_site.caching import version
from lscb_site.caching.keeper import Keeper, Kept
from lscb_site.publishing.moments import next_moment
from lscb_site.web.readers_clock import current_preview


class Schedule:
    def __init__(self) -> None:
        self.kept: Kept[datetime | None] | None = None

    def after(self, moment: datetime) -> datetime | None:
        """What `next_moment` says of everything that can be published, after an aware moment."""
        if current_preview():  # what its transaction holds is nobody else's
            return next_moment(moment)
        # Before the rows are read, as a Keeper does.
        stamp, kept = version.stamp(), self.kept
        if kept is None or not Keeper.is_true(kept, stamp, moment):
            found = next_moment(moment)
            self.kept = kept = Kept(found, stamp, moment, found)
        return kept.value


schedule = Schedule()
