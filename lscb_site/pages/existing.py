"""What a visitor finds at a path of this site, asked from within: nothing is counted, and nothing is rendered twice."""

from io import BytesIO
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404
from django.urls import Resolver404, resolve, reverse
from django.utils.encoding import escape_uri_path


def status_for_visitors(path: str) -> int:
    """The status of the answer to a path without a query; 404 also for what is only for staff."""
    if path.startswith((reverse("admin:index"), settings.STATIC_URL, settings.MEDIA_URL)):
        return 404
    try:
        match = resolve(path)
    except Resolver404:
        return 404
    request = request_of_a_visitor(path)
    request.resolver_match = match
    try:
        response = match.func(request, *match.args, **match.kwargs)
    except (Http404, PermissionDenied):
        return 404
    if response.streaming:
        response.close()
    return response.status_code


def is_there(path: str) -> bool:
    """Whether a visitor is answered there by something of its own: a page, a file, or why it has gone."""
    return status_for_visitors(path) not in (400, 403, 404, 405, 503)


def request_of_a_visitor(path: str) -> WSGIRequest:
    from lscb_site.pages.visitors import VisitorsToolbar  # of the CMS, which is not ready while the admin is collected

    site = urlsplit(settings.SITE_ADDRESS)
    environ = {
        "REQUEST_METHOD": "HEAD",
        "PATH_INFO": path.encode().decode("latin-1"),
        "SERVER_NAME": site.hostname,
        "SERVER_PORT": str(site.port or 443),
        "HTTP_HOST": site.netloc,
        "wsgi.url_scheme": site.scheme,
        "wsgi.input": BytesIO(),
    }
    request = WSGIRequest(environ)
    request.user, request.toolbar = AnonymousUser(), VisitorsToolbar(request)
    return request


def address_in_header(path: str) -> str:
    """A path as a `Location` holds it."""
    return escape_uri_path(path)
