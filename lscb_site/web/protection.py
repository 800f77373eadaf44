"""The headers that every answer carries: a view's, a redirect, a refusal, or what comes from before Django."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from lscb_site.web.private_links import is_private, to_nobody_else

# A page's own Content-Security-Policy (django-csp's, from the settings) takes the place of this one.
PROTECTION = {
    "Content-Security-Policy": (
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), browsing-topics=(), camera=(), geolocation=(), microphone=(), payment=()"
    ),
}


def protected(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """The outermost middleware: it also sees the answers of those that refuse or redirect before a view is asked."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if is_private(request):
            to_nobody_else(response)
        for name, value in PROTECTION.items():
            response.headers.setdefault(name, value)
        if response.status_code >= 400:
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware
