"""What the site knows of a visitor: nothing. For middleware, and for whoever asks from within what a visitor sees."""

from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from cms.toolbar.toolbar import EmptyToolbar
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.handlers.wsgi import WSGIRequest


class VisitorsToolbar(EmptyToolbar):  # type: ignore[misc]  # of a library without types
    """The CMS's stand-in where there is no toolbar, which knows what is shown. The real one costs a millisecond."""

    obj = None

    def set_object(self, obj: Any) -> None:
        self.obj = self.obj or obj

    def get_object(self) -> Any:
        return self.obj


class AskedFromWithin(WSGIRequest):
    asked_from_within = True

    def get_host(self) -> str:
        """Whether the site may be asked for under its own name is no question here."""
        return urlsplit(settings.SITE_ADDRESS).netloc


def request_of_a_visitor(path: str, method: str = "HEAD", query: str = "") -> WSGIRequest:
    """As Django's middleware would leave it."""
    site = urlsplit(settings.SITE_ADDRESS)
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path.encode().decode("latin-1"),
        "QUERY_STRING": query,
        "SERVER_NAME": site.hostname,
        "SERVER_PORT": str(site.port or 443),
        "wsgi.url_scheme": site.scheme,
        "wsgi.input": BytesIO(),
    }
    request: Any = AskedFromWithin(environ)
    request.user, request.toolbar = AnonymousUser(), VisitorsToolbar(request)
    visitor: WSGIRequest = request
    return visitor
