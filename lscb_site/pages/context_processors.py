"""What every page's frame needs."""

from django.conf import settings


def site(request):
    return {"site_name": settings.SITE_NAME, "site_address": settings.SITE_ADDRESS}
