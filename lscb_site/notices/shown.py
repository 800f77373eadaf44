"""What every page asks of notices: which are shown on it, and the words of the whole site.

Both are the same for every reader, so they are held in memory under the content version, until a notice starts or ends.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F
from django.urls import reverse
from django.utils.safestring import SafeString

from lscb_site.caching.keeper import Keeper
from lscb_site.notices.linking import with_numbers_linked
from lscb_site.notices.models import Notice, SiteWords
from lscb_site.publishing.moments import next_moment

MOST = 3  # on one page; the others are folded away below them

SECTIONS = {
    Notice.Place.SITE: "home",
    Notice.Place.NEWS: "news:list",
    Notice.Place.DOCUMENTS: "resources:list",
    Notice.Place.CONTACTS: "contacts:list",
    Notice.Place.SEARCH: "search:results",
}
HOME = "/"


@dataclass(frozen=True)
class ShownNotice:
    """One notice as a page prints it."""

    key: str  # of the notice and what it says: another one whenever it says something else
    level: str
    level_words: str
    title: SafeString
    text: SafeString
    link: str
    link_words: str
    where: str  # the address of the page under which it is shown
    everywhere: bool
    can_be_closed: bool

    def is_for(self, path: str) -> bool:
        """Nothing stands below the home page: what is meant for it alone is shown there alone."""
        return self.everywhere or path == self.where or (self.where != HOME and path.startswith(self.where))


@dataclass(frozen=True)
class OnEveryPage:
    words: SiteWords
    notices: list[ShownNotice]  # in the order in which they are shown


def shown(notice: Notice) -> ShownNotice:
    """`notice.page_path`, an annotation, is the path of its page; None where it has none."""
    level = Notice.Level(notice.level)
    said = "\0".join([str(notice.level), notice.title, notice.text, notice.link, notice.link_words])
    path = getattr(notice, "page_path", None)
    where = f"/{path}/" if path else reverse(SECTIONS.get(Notice.Place(notice.place), "home"))
    return ShownNotice(
        key=f"{notice.pk}-{hashlib.blake2b(said.encode(), digest_size=6).hexdigest()}",
        level=level.name.lower(),
        level_words=level.label,
        title=with_numbers_linked(notice.title),
        text=with_numbers_linked(notice.text),
        link=notice.link,
        link_words=notice.link_words,
        where=where,
        everywhere=notice.place == Notice.Place.SITE,
        can_be_closed=level != Notice.Level.EMERGENCY,
    )


def make(moment: datetime) -> tuple[OnEveryPage, datetime | None]:
    live = Notice.objects.live(moment).annotate(page_path=F("page__urls__path"))
    return OnEveryPage(SiteWords.current(), [shown(each) for each in live]), next_moment(moment, Notice)


on_every_page = Keeper(make)


def notices_for(path: str) -> list[ShownNotice]:
    return [notice for notice in on_every_page.get().notices if notice.is_for(path)]


def last_known_words() -> SiteWords:
    """Without asking the database, for pages that must not: what this process knew last, or the defaults."""
    known = on_every_page.last
    return known.words if known else SiteWords()
