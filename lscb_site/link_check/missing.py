"""Addresses that readers asked for and did not find: counted, so that editors can lead them somewhere.

Kept of it are a path, a number and two days: nothing of who asked, from where, or with what query. What no reader asks
for by a link or by hand is not counted: scanners look for other people's programs, and programs make up addresses.
"""

import re
from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from lscb_site.link_check.models import CheckedLink, LinkPlace, MissingAddress
from lscb_site.logs import masked
from lscb_site.pages.existing import is_there
from lscb_site.pages.old_addresses import meant_address
from lscb_site.text.postcodes import halves_in
from lscb_site.web.afterwards import afterwards

KEPT = timedelta(days=90)
MOST, FREED = 2_000, 200  # rows; when there are more, so many go: those asked for the fewest times, and longest ago
LONGEST, MOST_PARTS, LONGEST_PART = 200, 8, 100  # characters; parts between slashes
# Letters of any language, figures, and what addresses are made of.
PLAUSIBLE = re.compile(r"/(?!/)[\w\-./~%+ ()'’,&]*", re.ASCII | re.IGNORECASE)
# Other people's programs, files of servers, and ways out of a folder.
SCANNERS = re.compile(
    r"\.(?:php\d?|phtml|aspx?|jsp|cgi|pl|env|git|svn|sql|bak|old|ya?ml|ini|log|conf|sh|exe|dll|tar|gz|zip|rar|key|pem)\b"
    r"|/\.|\.\.|//|/(?:wp|wordpress|xmlrpc|cgi-bin|phpmyadmin|vendor|node_modules|actuator|solr|boaform|hnap1|owa|ecp"
    r"|autodiscover|telescope|server-status|apple-touch-icon|ads\.txt|app-ads\.txt|browserconfig)",
    re.IGNORECASE,
)
# Numbers of people or cases, with or without what stands between the figures, and digests: a year, a month and a day
# are no more than eight figures.
LONG_NUMBER = re.compile(r"(?:\d[ ()+.-]*){9}|[0-9a-f]{24}", re.IGNORECASE)


def count_missing(get_response):
    """Middleware: counts what readers did not find, once they have their answer. Staff at work are no readers."""
    left_out = (reverse("admin:index"), settings.STATIC_URL, settings.MEDIA_URL)

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if response.status_code == 404 and request.method == "GET" and not request.path.startswith(left_out):
            path = request.path
            if not request.user.is_staff and may_be_kept(path):
                afterwards(response, lambda: note(path))
        return response

    return middleware


def may_be_kept(path: str) -> bool:
    """Whether a reader may have meant it, and nothing in it can be about somebody or let anybody in."""
    if masked(path) != path:  # what no log may say: a link that is a key, at a wrong address too, and a file's name
        return False
    if len(path) > LONGEST or not PLAUSIBLE.fullmatch(path) or SCANNERS.search(path) or LONG_NUMBER.search(path):
        return False
    parts = path.strip("/").split("/")
    if len(parts) > MOST_PARTS or any(len(part) > LONGEST_PART for part in parts):
        return False
    return not any(halves.is_whole and not halves.slips for part in parts for halves in halves_in(part))


def note(path: str) -> None:
    """Count one more reader of `path`."""
    today = timezone.localdate()
    with transaction.atomic():
        missing, is_new = MissingAddress.objects.get_or_create(
            path=path, defaults={"times": 1, "first_on": today, "last_on": today}
        )
        if is_new:
            forget_the_seldom()
        else:
            MissingAddress.objects.filter(pk=missing.pk).update(times=F("times") + 1, last_on=today)


def forget_the_seldom() -> None:
    if MissingAddress.objects.count() > MOST:
        seldom = MissingAddress.objects.order_by("times", "last_on", "pk").values_list("pk", flat=True)[:FREED]
        MissingAddress.objects.filter(pk__in=list(seldom)).delete()


def tidy() -> None:
    """What nobody asked for in a while goes, and what answers by now."""
    MissingAddress.objects.filter(last_on__lt=timezone.localdate() - KEPT).delete()
    forget_found(MissingAddress.objects.all())


def forget_found(rows: Iterable[MissingAddress]) -> None:
    """Those at whose addresses readers are answered, or led on, or told that it has gone."""
    found = [row.pk for row in rows if is_there(row.path) or meant_address(row.path) is not None]
    MissingAddress.objects.filter(pk__in=found).delete()


def redirect_saved(instance, **kwargs) -> None:
    """Whoever led an old address on finds it gone from the list."""
    start = instance.old_path.rstrip("/")
    forget_found(MissingAddress.objects.filter(path__istartswith=start))


def forget_names(names: Iterable[str], **kwargs) -> None:
    """Addresses with the name of a file that was erased."""
    for name in names:
        MissingAddress.objects.filter(path__icontains=name).delete()


def with_links() -> QuerySet[MissingAddress]:
    """Each with `is_linked`: whether a link of our own leads there."""
    places = LinkPlace.objects.filter(link=OuterRef("pk"))
    links = CheckedLink.objects.filter(Exists(places), is_own=True, address=OuterRef("path"))
    return MissingAddress.objects.annotate(is_linked=Exists(links))
