"""The desk of one person: what needs somebody, in order of harm, and what may help with it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from cms.models import PageContent
from django.contrib.auth.models import User

from lscb_contacts.models import Authority, ContactPoint
from lscb_site.desk.attention import charts, checks, directory, following, library, people, texts, writing
from lscb_site.desk.attention.needs import Link, Need, Thing
from lscb_site.notices.models import Notice
from lscb_site.publishing.submissions import Submission
from lscb_site.web.addresses import admin_address
from news.models import Post
from resources.models import Document

# The worst first: a child's name that anybody can read, a number that may be wrong, a text that may not be in force,
# something that readers cannot get; then what only waits.
IN_ORDER_OF_HARM: list[Callable[[User], Need | None]] = [
    library.hidden_in_live_files,
    directory.corrections,
    library.past_check,
    directory.overdue_numbers,
    library.damaged_files,
    texts.broken_links,
    writing.pages_not_changed,
    writing.sent_back,
    writing.left_behind,
    writing.submitted,
    people.second_administrator,
    people.handed_over,
    directory.unconfirmed_numbers,
    library.hidden_in_drafts,
    library.unread_files,
    texts.sentences,
    texts.not_found,
    checks.past_their_day,
    directory.mailboxes,
    directory.failed_letters,
    following.given_up,
    writing.pages_late,
    checks.soon,
    checks.nobodys,
    people.unfinished,
    writing.untold,
    checks.unsent,
]

# What an act does, the permission that it takes, and where it begins.
QUICK_ACTS = [
    ("Write news", "news.add_post", Post, "add", ""),
    ("Add a document", "resources.add_document", Document, "add", ""),
    ("New edition of a document", "resources.add_edition", Document, "changelist", ""),
    ("Urgent notice", "notices.add_notice", Notice, "add", ""),
    ("Ask boroughs", "lscb_contacts.change_authority", Authority, "changelist", "?numbers=unconfirmed"),
]

# The lists that are opened most, so that nothing in them is further than the row that leads to it.
LISTS = [
    ("News", "news.view_post", Post),
    ("Documents", "resources.view_document", Document),
    ("Pages", "cms.view_page", PageContent),
    ("Contact points", "lscb_contacts.view_contactpoint", ContactPoint),
    ("People", "auth.view_user", User),
]


@dataclass(frozen=True)
class Desk:
    """Read once, by the first screen."""

    user: User

    @cached_property
    def needs(self) -> list[Need]:
        found = (tell(self.user) for tell in IN_ORDER_OF_HARM)
        return [each for each in found if each]

    @cached_property
    def acts(self) -> list[Link]:
        return [
            Link(words, f"{admin_address(model, screen)}{query}")
            for words, permission, model, screen, query in QUICK_ACTS
            if self.user.has_perm(permission)
        ]

    @cached_property
    def lists(self) -> list[Link]:
        return [
            Link(words, admin_address(model, "changelist"))
            for words, permission, model in LISTS
            if self.user.has_perm(permission)
        ]

    @cached_property
    def this_week(self) -> list[writing.Moment]:
        return writing.this_week(self.user)

    @cached_property
    def my_submissions(self) -> list[Submission]:
        return writing.my_submissions(self.user)

    @cached_property
    def carry_on(self) -> list[Thing]:
        return writing.carry_on(self.user)

    @cached_property
    def charts(self) -> list[charts.Chart]:
        return [chart for chart in (charts.confirmed(self.user), charts.downloads(self.user)) if chart]
