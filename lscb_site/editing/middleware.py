"""No form of the admin loses what was typed into it, whatever stood in the way of saving."""

import logging
from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lscb_site.editing.typed import typed_in, typed_page
from lscb_site.editing.unsaved import not_saved, stands_in_the_way

logger = logging.getLogger(__name__)

NOT_YOURS = "You cannot save this any more"
NO_REASON = "You may not do this, or not any more. Nothing was saved. Copy what you need."
AT_ONCE = (
    "Somebody saved something at the same moment that this would contradict, such as another with the same address. "
    "What you typed is below. Send it again, and the form says what has to change."
)


class KeepsWhatWasTyped:
    """For all that is sent to the admin, where the CMS's pages and blocks are written too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if request.method != "POST" or not request.path_info.startswith(reverse("admin:index")):
            return None
        if isinstance(exception, PermissionDenied) and (str(exception) or typed_in(request)):
            return typed_page(request, NOT_YOURS, str(exception) or NO_REASON, status=403)
        if isinstance(exception, IntegrityError) and not isinstance(exception, ProtectedError):
            logger.warning("An editor's form was not saved: %s", type(exception).__name__)
            return typed_page(request, "Nothing was saved", AT_ONCE, status=409, can_send_again=True)
        return not_saved(request, exception) if stands_in_the_way(exception) else None
