"""What is live, in groups: what the site map shows. Of a long list it shows the beginning and the way to the rest."""

from dataclasses import dataclass, field

from django.urls import reverse

from lscb_contacts.models import Authority, Board
from lscb_site.pages.published import published_pages
from news.models import Post
from resources.models import Collection, Document

MOST = 200  # entries of a group


@dataclass
class Entry:
    title: str
    url: str
    depth: int = 1


@dataclass
class Group:
    title: str
    url: str  # of the section; empty where it has none
    entries: list[Entry] = field(default_factory=list)


def site_map() -> list[Group]:
    """Six groups in as many queries; a group without entries is left out."""
    check = Entry("Check your copy", reverse("resources:check"))
    printed = Entry("MASH contact list to print", reverse("contacts:mash_list"))
    groups = [
        Group("Pages", "", [Entry(page.title, page.url, page.depth) for page in published_pages()]),
        Group(
            "News", reverse("news:list"), entries(Post.objects.live().newest_first(), "All news", reverse("news:list"))
        ),
        Group(
            "Documents",
            reverse("resources:list"),
            [check, *entries(Document.objects.live().order_by("title"), "All documents", reverse("resources:list"))],
        ),
        Group("Collections", reverse("resources:collections"), entries(Collection.objects.live())),
        Group("Contacts", reverse("contacts:list"), [printed, *entries(Authority.objects.all())]),
        Group("Local boards", "", entries(Board.objects.live())),
    ]
    return [group for group in groups if group.entries]


def entries(items, rest: str = "", rest_url: str = "") -> list[Entry]:
    """The first items, and where there are more a link to the `rest`."""
    found = [Entry(str(item), item.get_absolute_url()) for item in items[: MOST + 1]]
    return [*found[:MOST], Entry(rest, rest_url)] if rest and len(found) > MOST else found
