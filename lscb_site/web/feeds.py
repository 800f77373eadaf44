"""Feeds that every reader can open, whatever a row holds."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed

from lscb_site.text.characters import clean_text


class WellFormed(SyndicationFeed):
    """A text that XML forbids, written into a row behind the forms' back, would cost everybody the whole feed."""

    def latest_post_date(self) -> datetime:
        """The last change of an item, which the date that readers see is not; without items, now."""
        return max((item["updateddate"] for item in self.items), default=timezone.now())

    def write(self, outfile: Any, encoding: str) -> None:
        self.feed = {name: fit_for_xml(value) for name, value in self.feed.items()}
        self.items = [{name: fit_for_xml(value) for name, value in item.items()} for item in self.items]
        super().write(outfile, encoding)


def fit_for_xml(value: Any) -> Any:
    if isinstance(value, str):
        return clean_text(value)
    return [fit_for_xml(each) for each in value] if isinstance(value, (list, tuple)) else value


class AtomFeed(WellFormed, Atom1Feed):
    """With the Board as the author of the feed and of each entry: RFC 4287 (4.1.2) asks for one."""

    def __init__(self, *args: Any, **facts: Any) -> None:
        super().__init__(*args, **by_the_board(facts))

    def add_item(self, *args: Any, **facts: Any) -> None:
        super().add_item(*args, **by_the_board(facts))


def by_the_board(facts: dict[str, Any]) -> dict[str, Any]:
    return facts | {"author_name": facts.get("author_name") or settings.SITE_NAME}


class RssFeed(WellFormed, Rss201rev2Feed):
    pass
