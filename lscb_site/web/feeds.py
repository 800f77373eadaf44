"""Feeds that every reader can open, whatever a row holds: Atom, RSS and JSON Feed of the same entries.

An entry has the same id in all three, and keeps it whatever becomes of its title, of its address, or of the site's.
"""

import json
from datetime import datetime
from html import escape
from typing import Any
from urllib.parse import urljoin
from uuid import UUID, uuid5

import nh3
from django.conf import settings
from django.db.models import Model
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed

from lscb_site.text.characters import clean_line, clean_text
from lscb_site.text.formatted import ATTRIBUTES, SCHEMES, TAGS
from lscb_site.web.addresses import absolute

IDS = UUID("f09da9f6-bf6f-40c2-b24e-5750311a4a77")  # drawn once, and never changed: every id of ours is made from it
JSON_FEED = "https://jsonfeed.org/version/1.1"


def lasting_uuid(of: Model | str, part: str = "") -> UUID:
    """Of a row, by its model and key, which no editor changes; of what has no row by a name. `part` tells apart what is
    said of one row in several places."""
    name = of if isinstance(of, str) else f"{of._meta.label_lower}:{of.pk}"
    return uuid5(IDS, f"{name}:{part}" if part else name)


def lasting_id(of: Model | str) -> str:
    """The same as feeds have it, whose ids are addresses."""
    return lasting_uuid(of).urn


def for_other_sites(html: str, address: str) -> str:
    """Formatted text as it may stand anywhere: its links are whole, as read at `address`, and nothing is in it that the
    site's own pages would not let through."""

    def whole(tag: str, name: str, value: str) -> str:
        if name != "href":
            return value
        try:
            return urljoin(absolute(address), value)
        except ValueError:  # half an address, which leads nowhere in either place
            return value

    return nh3.clean(
        clean_text(html),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        attribute_filter=whole,
        link_rel=None,
    )


class WellFormed(SyndicationFeed):
    """A text that XML forbids, written into a row behind the forms' back, would cost everybody the whole feed.

    The Board is the author of a feed, and of each entry that names no other: RFC 4287 (4.1.2) asks for one.
    """

    def __init__(self, *args: Any, **facts: Any) -> None:
        super().__init__(*args, **by_somebody(facts))

    def add_item(self, *args: Any, **facts: Any) -> None:
        super().add_item(*args, **by_somebody(facts))

    def latest_post_date(self) -> datetime:
        """The last change of an item, which the date that readers see is not; without items, now."""
        return max((item["updateddate"] for item in self.items), default=timezone.now())

    def write(self, outfile: Any, encoding: str) -> None:
        self.feed = {name: fit_for_xml(value) for name, value in self.feed.items()}
        self.items = [{name: fit_for_xml(value) for name, value in item.items()} for item in self.items]
        super().write(outfile, encoding)


def by_somebody(facts: dict[str, Any]) -> dict[str, Any]:
    return facts | {"author_name": clean_line(facts.get("author_name") or "") or settings.SITE_NAME}


def fit_for_xml(value: Any) -> Any:
    if isinstance(value, str):
        return clean_text(value)
    return [fit_for_xml(each) for each in value] if isinstance(value, (list, tuple)) else value


def with_summary_as_html(item: dict[str, Any]) -> dict[str, Any]:
    """As which readers' programs take it: a plain “<” would begin an element there."""
    return item | {"description": escape(item["description"], quote=False)}


class AtomFeed(WellFormed, Atom1Feed):
    """RFC 4287."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, with_summary_as_html(item))
        handler.addQuickElement("content", item["content"], {"type": "html"})


class RssFeed(WellFormed, Rss201rev2Feed):
    """RSS 2.0, with the whole text as its module `content` has it."""

    def rss_attributes(self) -> dict[str, str]:
        return super().rss_attributes() | {"xmlns:content": "http://purl.org/rss/1.0/modules/content/"}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, with_summary_as_html(item))
        handler.addQuickElement("content:encoded", item["content"])


class JsonLines(SyndicationFeed):
    """JSON Feed 1.1 (jsonfeed.org), which Django does not write."""

    content_type = "application/feed+json"

    def write(self, outfile: Any, encoding: str) -> None:
        feed = self.feed
        found = {
            "version": JSON_FEED,
            "title": feed["title"],
            "home_page_url": feed["link"],
            "feed_url": feed["feed_url"],
            "description": feed["subtitle"],
            "language": feed["language"],
            "authors": [{"name": feed["author_name"], "url": absolute("/")}],
            "items": [self.described(item) for item in self.items],
        }
        outfile.write(json.dumps(found, ensure_ascii=False))

    def described(self, item: dict[str, Any]) -> dict[str, Any]:
        return {
            "id": item["unique_id"],
            "url": item["link"],
            "title": item["title"],
            "summary": item["description"],
            "content_html": item["content"],
            "date_published": item["pubdate"].isoformat(timespec="seconds"),
            "date_modified": item["updateddate"].isoformat(timespec="seconds"),
            "authors": [{"name": item["author_name"]}],
            "language": self.feed["language"],
            "tags": item["categories"],
        }


class JsonFeed(WellFormed, JsonLines):
    pass
