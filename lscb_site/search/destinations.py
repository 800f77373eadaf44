"""What readers can be sent to: everything that they can find, except what something newer took the place of."""

from collections.abc import Iterator

from django.utils import timezone

from lscb_site.publishing.destinations import Destination
from lscb_site.search.visibility import Shown, shown_items

EVERYTHING = "i.id > %s"


def everything_shown() -> Iterator[Destination]:
    for item in shown_items(Shown.at(timezone.now()), EVERYTHING, [0]):
        # What has no page of its own, as a district, is opened by a search for it: nothing to send a reader to.
        if not item.superseded and "?" not in item.url:
            yield Destination(item.title, item.kind_words, item.url)
