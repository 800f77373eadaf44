"""The list of news as a catalogue: see `lscb_site.publishing.catalogue`."""

from datetime import datetime

from lscb_site.publishing.catalogue import Catalogue, Keeper, next_change
from news.models import Post

SUBJECT = "news"
STORED = (Post,)  # a change of this table makes the catalogue anew


def news() -> Catalogue:
    """Every live post, newest first, by kind and year. Costs one query while nothing has changed."""
    return keeper.get()


def make_catalogue(moment: datetime) -> tuple[Catalogue, datetime | None]:
    posts = Post.objects.live(moment).newest_first().values_list("pk", "kind", "date")
    catalogue = Catalogue((pk, (("kind", kind), ("year", day.year))) for pk, kind, day in posts)
    return catalogue, next_change(moment, Post.objects.all())


keeper = Keeper(SUBJECT, make_catalogue)
