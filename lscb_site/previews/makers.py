"""A link works while whoever made it could make it still. It is asked at the door, each time: no job has to run."""

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db import models

from lscb_site.editing.people import name_of, works_here
from lscb_site.previews.kinds import kind_of
from lscb_site.previews.models import PreviewLink

BACKEND = "django.contrib.auth.backends.ModelBackend"


def why_ended(link: PreviewLink, thing: models.Model) -> str:
    """Why a link does not work any more, in a sentence for staff; empty where it does."""
    ((_, why),) = each_with_its_end([link], thing)
    return why


def each_with_its_end(links: Iterable[PreviewLink], thing: models.Model) -> list[tuple[PreviewLink, str]]:
    """The same of several links to one thing: a query for each permission, however many links."""
    links = list(links)
    may = {link.made_by_id for link in links if link.made_by_id}
    for permission in kind_of(thing).needed_to_show(thing):
        able = User.objects.with_perm(permission, backend=BACKEND).filter(pk__in=may)
        may = set(able.values_list("pk", flat=True))
    return [(link, "" if link.made_by_id in may and works_here(link.made_by) else sentence(link)) for link in links]


def sentence(link: PreviewLink) -> str:
    maker = link.made_by
    if maker is None:
        return "Whoever made it has no account any more."
    if not works_here(maker):
        return f"The account of {name_of(maker)}, who made it, is closed."
    return f"{name_of(maker)}, who made it, may not write this any more."
