"""The parts that every schema.org description of the site shares."""

from django.conf import settings


def absolute(path: str) -> str:
    """The full address of a path of this site."""
    return f"{settings.SITE_ADDRESS}{path}"


def organisation() -> dict:
    return {"@type": "GovernmentOrganization", "name": settings.SITE_NAME, "url": absolute("/")}
