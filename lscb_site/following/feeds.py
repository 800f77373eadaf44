"""What changed, for readers' programs: of the library, of the directory, and of one authority.

Of each thing the newest change of a kind is an entry: what an older one said of it is so no more.
"""

from datetime import datetime
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import SyndicationFeed

from lscb_contacts.models import Authority
from lscb_site.caching.last_change import DatedFeed
from lscb_site.following.models import Change
from lscb_site.following.telling import told
from lscb_site.following.telling.items import Item
from lscb_site.web.addresses import absolute
from lscb_site.web.feeds import AtomFeed, JsonFeed, RssFeed, for_other_sites, lasting_id

LENGTH = 30  # entries
LOOKED_AT = 200  # changes, of which so many entries are made
Kind = Change.Kind
Entry = tuple[Change, Item]


class ChangesFeed(DatedFeed):
    """`kinds` of changes. An entry is a change with what is told of it."""

    feed_type: type[SyndicationFeed] = AtomFeed
    cached_by = ()
    language = "en-gb"
    item_guid_is_permalink = False
    kinds: tuple[Change.Kind, ...]
    route: str

    def changes(self, obj: Any) -> QuerySet[Change]:
        return Change.objects.past(timezone.now()).filter(kind__in=self.kinds)

    def items(self, obj: Any) -> list[Entry]:
        newest: dict[tuple[str, str], Change] = {}
        for change in self.changes(obj).with_rows().order_by("-tell_from", "-pk")[:LOOKED_AT]:  # type: ignore[attr-defined]
            newest.setdefault((change.kind, change.about), change)
        found = told(newest.values(), timezone.now())
        found.sort(key=lambda entry: (entry[0].tell_from, entry[0].pk), reverse=True)
        return list(islice(found, LENGTH))

    def feed_url(self, obj: Any) -> str:
        return absolute(reverse(self.route))

    def feed_guid(self, obj: Any) -> str:
        return lasting_id(f"changes of {' and '.join(self.kinds)}")

    def item_guid(self, entry: Entry) -> str:
        return lasting_id(entry[0])

    def item_link(self, entry: Entry) -> str:
        return entry[1].links[0].address

    def item_title(self, entry: Entry) -> str:
        return entry[1].heading

    def item_description(self, entry: Entry) -> str:
        return " ".join(entry[1].sentences)

    def item_extra_kwargs(self, entry: Entry) -> dict[str, str]:
        return {"content": for_other_sites(render_to_string("following/feed_entry.html", {"item": entry[1]}), "/")}

    def item_categories(self, entry: Entry) -> list[str]:
        return [entry[0].get_kind_display()]

    def item_pubdate(self, entry: Entry) -> datetime:
        return entry[0].tell_from

    def item_updateddate(self, entry: Entry) -> datetime:
        return entry[0].tell_from


class LibraryChanges(ChangesFeed):
    """Editions, what took the place of what, what is in force, and withdrawals."""

    kinds = (Kind.EDITION, Kind.DOCUMENT, Kind.SUCCESSOR, Kind.WITHDRAWN, Kind.FORCE, Kind.ADDED)
    route = "following:library_atom"
    title = "What changed in the library: London Safeguarding Children Board"
    subtitle = description = "New editions, what was superseded or withdrawn, and what is confirmed to be in force."

    def link(self, obj: Any) -> str:
        return absolute(reverse("resources:list"))

    def changes(self, obj: Any) -> QuerySet[Change]:
        return super().changes(obj).filter(post=None)


class LibraryChangesRss(LibraryChanges):
    feed_type = RssFeed
    route = "following:library_rss"


class LibraryChangesJson(LibraryChanges):
    feed_type = JsonFeed
    route = "following:library_json"


class DirectoryChanges(ChangesFeed):
    """Numbers that are others, or that an authority has confirmed: of all authorities."""

    kinds = (Kind.NUMBERS,)
    route = "following:directory_atom"
    title = "Numbers that changed: London Safeguarding Children Board"
    subtitle = description = "Telephone numbers and addresses for worries about a child that changed or were confirmed."

    def link(self, obj: Any) -> str:
        return absolute(reverse("contacts:list"))


class DirectoryChangesRss(DirectoryChanges):
    feed_type = RssFeed
    route = "following:directory_rss"


class DirectoryChangesJson(DirectoryChanges):
    feed_type = JsonFeed
    route = "following:directory_json"


class AuthorityChanges(DirectoryChanges):
    """The same of one."""

    route = "following:authority_atom"

    def get_object(self, request: Any, slug: str) -> Authority:
        return Authority.objects.get(slug=slug)

    def changes(self, obj: Authority) -> QuerySet[Change]:
        return super().changes(obj).filter(authority=obj)

    def title(self, obj: Authority) -> str:  # type: ignore[override]  # Django takes a text or a method
        return f"Numbers for {obj.in_a_sentence} that changed: London Safeguarding Children Board"

    def link(self, obj: Authority) -> str:
        return absolute(obj.get_absolute_url())

    def feed_url(self, obj: Authority) -> str:
        return absolute(reverse(self.route, args=[obj.slug]))

    def feed_guid(self, obj: Authority) -> str:
        return lasting_id(obj)


class AuthorityChangesRss(AuthorityChanges):
    feed_type = RssFeed
    route = "following:authority_rss"


class AuthorityChangesJson(AuthorityChanges):
    feed_type = JsonFeed
    route = "following:authority_json"
