"""When what readers see was last changed: by a person, or by the clock at a scheduled moment.

No row's own date says it. What was withdrawn leaves no date behind, and the date that an item shows may lie a month
ahead: a feed that took it for its last change would say “not modified” until then.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.http import http_date

from lscb_site.caching.code_version import mark
from lscb_site.caching.models import ContentVersion
from lscb_site.publishing.moments import last_moment

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)
SECOND = timedelta(seconds=1)  # HTTP's dates know no less


def last_change() -> datetime | None:
    """Never later than now; None where nothing is known. Two queries."""
    now = timezone.now()
    version = ContentVersion.objects.first()
    # A version's number is the moment at which it was raised.
    changed = datetime.fromtimestamp(version.number / 1_000_000, now.tzinfo) if version else None
    found = [moment for moment in (changed, last_moment(now)) if moment]
    return min(max(found), now) if found else None


def says_last_change(view: Callable[P, R]) -> Callable[P, R]:
    """Give a view's answers the true `Last-Modified`. None in the second of the change: another may follow in it.

    Of an answer that is sent while it is made nobody has the bytes to make a tag of: it gets one of the change. A
    change that comes meanwhile makes its bytes newer than its tag, never older.
    """

    @wraps(view)
    def with_last_change(*args: P.args, **kwargs: P.kwargs) -> R:
        changed = last_change()
        response = view(*args, **kwargs)
        response.headers.pop("Last-Modified", None)
        if changed and response.streaming:
            response.headers["ETag"] = tag_of(changed)
        if changed and timezone.now() - changed >= SECOND:
            response.headers["Last-Modified"] = http_date(changed.timestamp())
        return response

    return with_last_change


def tag_of(changed: datetime) -> str:
    """Weak: the same words, made by the same program, and not surely the same bytes."""
    return f'W/"{round(changed.timestamp() * 1_000_000)}-{mark()}"'


if TYPE_CHECKING:
    Base = Feed[Any, Any]
else:
    Base = Feed


class DatedFeed(Base):
    """Django's own takes the newest date that an item shows."""

    cached_by: tuple[str, ...] = ()

    @says_last_change
    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().__call__(request, *args, **kwargs)
