"""What stands between a request and the pages: a visitor costs no session, impossible bytes cost no error."""

import logging

from cms.middleware.toolbar import ToolbarMiddleware
from csp.constants import UNSAFE_INLINE
from csp.decorators import csp_update
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.db import DatabaseError
from django.db.models import ProtectedError
from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse

from lscb_site.editing.typed import typed_in, typed_page
from lscb_site.pages.old_addresses import meant_address
from lscb_site.web.addresses import with_query
from lscb_site.web.visitors import VisitorsToolbar

logger = logging.getLogger(__name__)

NUL = "\x00"
FOR_VISITORS = "public, max-age=0, must-revalidate"
FOR_ONE_PERSON = "private, no-store"


def refuse_impossible_bytes(get_response):
    """400 for a NUL byte in the address, which PostgreSQL refuses in every string; a cookie with one is not read."""

    def middleware(request):
        query = request.META.get("QUERY_STRING", "")
        if NUL in request.path_info or NUL in query or "%00" in query:
            raise BadRequest("A NUL byte in the address.")
        request.COOKIES = {name: value for name, value in request.COOKIES.items() if NUL not in name + value}
        return get_response(request)

    return middleware


def visitors_without_session(get_response):
    """A request without a session's cookie is a visitor's: nothing asks the session, so no answer varies by cookie."""

    def middleware(request):
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            request.user = AnonymousUser()
        return get_response(request)

    return middleware


class StaffToolbarMiddleware(ToolbarMiddleware):
    """The CMS's toolbar, whose switches in the query string (`?toolbar_on`) start no session for a visitor."""

    def process_request(self, request):
        if request.user.is_staff:
            super().process_request(request)
        else:
            request.toolbar = VisitorsToolbar(request)

    def process_response(self, request, response):
        # For a visitor it would build a whole toolbar, only to learn that there is none.
        return super().process_response(request, response) if request.user.is_staff else response


IN_USE = "Something else still uses this, such as a picture that a page shows. Take it off there first."
NOT_UNDERSTOOD = "What was sent could not be understood. Load the page again and try once more."


class LibrariesAnswer:
    """What the admins of the CMS and of the pictures cannot make sense of ends there as a fault of the server, such as
    a missing field. It is a refusal, in words; the log has the whole of it."""

    def __init__(self, get_response):
        self.get_response = get_response
        index = reverse("admin:index")
        self.rooms = tuple(f"{index}{room}/" for room in ("cms", "filer", "djangocms_link", "djangocms_versioning"))

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        has_an_answer = isinstance(
            exception, (Http404, PermissionDenied, SuspiciousOperation, BadRequest, DatabaseError)
        )
        if not request.path.startswith(self.rooms) or (has_an_answer and not isinstance(exception, ProtectedError)):
            return None
        logger.warning("Refused, because the library failed on it: %s", request.path, exc_info=exception)
        in_use = isinstance(exception, ProtectedError)
        status = 409 if in_use else 400
        if request.method == "POST" and typed_in(request):
            sentence = f"{IN_USE if in_use else NOT_UNDERSTOOD} Copy what you need."
            return typed_page(request, "Nothing was changed", sentence, status=status)
        return render(request, "admin/refused.html", {"sentence": IN_USE if in_use else NOT_UNDERSTOOD}, status=status)


def policy_headers(get_response):
    """Who may keep an answer, and what may style it: only staff's pages style inline, because the CMS's editor does."""
    admin = reverse("admin:index")
    styled_inline = csp_update({"style-src": [UNSAFE_INLINE], "img-src": ["data:", "blob:"]})(get_response)

    def middleware(request):
        is_for_staff = request.path_info.startswith(admin) or request.user.is_staff
        response = (styled_inline if is_for_staff else get_response)(request)
        signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES
        response.headers.setdefault("Cache-Control", FOR_ONE_PERSON if signed_in or is_for_staff else FOR_VISITORS)
        return response

    return middleware


def old_addresses(get_response):
    """Leads visitors on from an old address, from every address below it, and from one that they typed a little wrong,
    with their query string. It asks only after a 404.
    """

    def middleware(request):
        response = get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        if request.path.startswith(reverse("admin:index")):
            return response
        address = meant_address(request.path)
        if address is None:
            return response
        if not address:
            return render(request, "pages/gone.html", status=410)
        return HttpResponsePermanentRedirect(with_query(address, request.META.get("QUERY_STRING", "")))

    return middleware
