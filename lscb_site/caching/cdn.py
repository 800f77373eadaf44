"""What a CDN is told of a page that it may keep for some seconds, and by which words it can be told to forget it.

Only where `CDN_SECONDS` is set, and only of pages that are kept here too. Browsers are told nothing of it: they go on
asking whether their copy is still true.
"""

import time

from django.conf import settings

from lscb_site.caching.responses import CachedPage, Header

# While the site does not answer, a CDN may go on showing its copy: as long as the site itself does without a database.
WITHOUT_US = 24 * 60 * 60  # seconds


def for_cdn(page: CachedPage) -> list[Header]:
    """For no longer than the page is true by the clock. Its tags are one for all pages, and one for those of its
    content version: `Surrogate-Key` is read by Fastly and its like, `Cache-Tag` by Cloudflare, and both by others.

    Source: RFC 9213 (targeted cache control) for `CDN-Cache-Control`; the CDNs' own manuals for the rest.
    """
    seconds = min(settings.CDN_SECONDS, int(page.ends - time.time()))
    if seconds <= 0:
        return []
    rule = f"max-age={seconds}, stale-if-error={WITHOUT_US}"
    return [
        ("CDN-Cache-Control", f"public, {rule}"),
        ("Surrogate-Control", rule),
        ("Surrogate-Key", f"pages version-{page.version}"),
        ("Cache-Tag", f"pages,version-{page.version}"),
    ]
