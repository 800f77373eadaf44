"""Where a provider of e-mail says what became of letters: an address of the site, with a secret, where both are set."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path


def addresses() -> list[URLResolver]:
    """For lscb_site/urls.py: the address for the provider that is set, and none for any other."""
    if not settings.EMAIL_PROVIDER or not settings.ANYMAIL.get("WEBHOOK_SECRET"):
        return []
    from anymail import urls

    name = f"{settings.EMAIL_PROVIDER}_tracking_webhook"
    own: list[URLPattern] = [each for each in urls.urlpatterns if each.name == name]
    return [path("anymail/", include((own, "anymail")))]
