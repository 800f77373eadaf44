"""What every page's frame asks of the database: the navigation, the last change.

It is the same on every page, so it is kept in memory under the content version.
"""

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.conf import settings
from django.db.models import Case, F, Max, Q, Value, When
from django.template.loader import render_to_string

from lscb_site.caching.keeper import Keeper
from lscb_site.caching.schedule import schedule
from lscb_site.pages.published import PublishedPage, published_contents, published_page, with_addresses
from lscb_site.pages.withdrawals import FRAME, IN_THE_FRAME
from news.models import Post
from resources.models import Document, Edition


@dataclass(frozen=True)
class Frame:
    navigation: list[PublishedPage]  # what editors put in the navigation, in the order of the page tree
    pages: dict[str, str]  # the addresses of the pages that every page leads to, by reverse id
    last_changed: datetime | None  # of anything visitors see; None while there is nothing
    headers: dict[tuple[Hashable, ...], str] = field(default_factory=dict)  # drawn so far

    def header(self, *place: Hashable) -> str:
        """The header, which differs only by the place in the navigation: the items, whether it is the home page, and
        whether it is the search. Drawn once for each."""
        if place not in self.headers:
            said = dict(zip(("items", "is_home", "is_search"), place, strict=True))
            self.headers[place] = render_to_string("includes/header.html", said)
        return self.headers[place]

    @cached_property
    def links(self) -> str:
        """The links in the head, which are the same on every page: drawn once."""
        return render_to_string("includes/links.html", {"site_name": settings.SITE_NAME})

    @cached_property
    def foot(self) -> str:
        """The foot, which says the same on every page: drawn once."""
        return render_to_string("includes/foot.html")


def make_frame(moment: datetime) -> tuple[Frame, datetime | None]:
    in_navigation = Q(in_navigation=True, page__login_required=False, page__is_home=False)
    contents = with_addresses(published_contents().filter(in_navigation | IN_THE_FRAME)).annotate(
        is_in_navigation=Case(When(in_navigation, then=True), default=False),
        took_place_of=F("page__took_place_of__page__reverse_id"),
    )
    page_changes, *others = (
        items.order_by().values(one=Value(1)).annotate(last=Max(field)).values_list("last", flat=True)
        for items, field in (
            (published_contents(), "changed_date"),
            *((model.objects.live(moment), "updated_at") for model in (Post, Document, Edition)),
        )
    )
    navigation, pages = {}, {}
    for content in contents:
        page = published_page(content)
        if content.is_in_navigation:
            navigation[content.pk] = page
        pages |= {name: page.url for name in (content.page.reverse_id, content.took_place_of) if name in FRAME}
    made = Frame(
        navigation=list(navigation.values()),
        pages=pages,
        last_changed=max(filter(None, page_changes.union(*others, all=True)), default=None),
    )
    return made, schedule.after(moment)


frame = Keeper(make_frame)
