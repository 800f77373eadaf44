"""The list of news as a catalogue: see `lscb_site.publishing.catalogue`."""

from datetime import datetime

from lscb_site.caching.keeping import Keeper, next_change
from lscb_site.publishing.catalogue import Catalogue
from news.models import Post


def news() -> Catalogue:
    """Every live post, newest first, by kind and year. Costs one query while nothing has changed."""
    return keeper.get()


def make_catalogue(moment: datetime) -> tuple[Catalogue, datetime | None]:
    posts = Post.objects.live(moment).newest_first().values_list("pk", "kind", "date")
    catalogue = Catalogue((pk, (("kind", kind), ("year", day.year))) for pk, kind, day in posts)
    return catalogue, next_change(moment, Post.objects.all())


keeper = Keeper(make_catalogue)
