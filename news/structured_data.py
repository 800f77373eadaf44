"""What search engines are told about a post, in schema.org's words."""

from django.conf import settings

from lscb_site.web.addresses import absolute
from lscb_site.web.dates import Precision
from lscb_site.web.structured_data import organisation
from news.models import Post


def describe(post: Post) -> dict:
    """A NewsArticle, or an Event where the post announces one."""
    data = {
        "@context": "https://schema.org",
        "name": post.title,
        "description": post.summary,
        "url": absolute(post.get_absolute_url()),
        "publisher": organisation(),
    }
    if post.event_starts:
        event = {"@type": "Event", "startDate": post.event_starts.isoformat(), "organizer": data.pop("publisher")}
        if post.event_ends:
            event["endDate"] = post.event_ends.isoformat()
        if post.event_venue:
            event["location"] = {"@type": "Place", "name": post.event_venue}
        return data | event
    return data | {
        "@type": "NewsArticle",
        "headline": post.title,
        "datePublished": Precision(post.date_precision).machine(post.date),
        "dateModified": post.updated_at.isoformat(),
        "author": organisation(),
        "inLanguage": settings.LANGUAGE_CODE,
    }
