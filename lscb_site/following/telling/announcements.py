"""News items and urgent notices."""

from typing import Any

from django.urls import reverse

from lscb_site.following.models import Change
from lscb_site.following.rows import Rows
from lscb_site.following.telling.items import Item, Link, those
from lscb_site.web.dates import Precision


def news(change: Change, rows: Rows) -> Item:
    post: Any = change.post
    day = Precision.DAY.words(post.event_starts) if post.event_starts else ""
    event = ", ".join(those(day, post.event_venue))
    return Item(post.title, those(post.summary, f"{event}." if event else ""), (Link.to("Read the news item", post),))


def notice(change: Change, rows: Rows) -> Item:
    told: Any = change.notice
    link = Link.to(told.link_words, told.link) if told.link else Link.to("Open the site", reverse("home"))
    return Item(f"{told.get_level_display()}: {told.title}", those(told.text), (link,))
