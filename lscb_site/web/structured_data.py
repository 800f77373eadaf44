"""The parts that every schema.org description of the site shares."""

from typing import Any

from django.conf import settings

from lscb_site.web.addresses import absolute


def organisation() -> dict[str, Any]:
    return {"@type": "GovernmentOrganization", "name": settings.SITE_NAME, "url": absolute("/")}
