"""How long a page stays true while nobody changes anything."""

from django.utils import timezone

from lscb_site.publishing.moments import next_moment
from lscb_site.web.dates import next_midnight


class Lifetime:
    """Answers until when pages of a content version are true, asking the database once for each version."""

    def __init__(self) -> None:
        self.known: tuple[int | None, float] = None, 0.0  # the version, and the end of its pages

    def end(self, version: int) -> float:
        """The next scheduled moment, and no later than midnight in London: pages say what is over, due or overdue by
        the day. In seconds since 1970."""
        now = timezone.now()
        of, end = self.known
        if of != version or end <= now.timestamp():
            moments = [next_midnight(now), next_moment(now)]
            end = min(moment for moment in moments if moment).timestamp()
            self.known = version, end
        return end
