"""What an editor gets where the database or the disk stood in the way of saving: the text, and a second try."""

import errno
import logging

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.core.handlers.wsgi import WSGIRequest
from django.db import InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError

from lscb_site.editing.typed import typed_page

logger = logging.getLogger(__name__)

# The database is away, locked, full, or only to be read, as a standby is: PostgreSQL says the last with InternalError.
OF_THE_DATABASE = (OperationalError, InterfaceError, InternalError)
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}
# What SQLite and PostgreSQL say of a disk that is full, or that cannot be written to.
SAID_OF_THE_DISK = ("disk is full", "no space left", "readonly database", "read-only", "disk i/o error")
NOT_SAVED = "Nothing was saved. What you typed is below. Try again in a minute."
DISK = "The site cannot store anything at the moment. Tell whoever looks after it."
RETRY = 60  # seconds


def stands_in_the_way(problem: BaseException) -> bool:
    """Whether the database or the disk is away, locked or full: nothing that the editor did, and likely to pass."""
    return isinstance(problem, OF_THE_DATABASE) or is_of_the_disk(problem)


def is_of_the_disk(problem: BaseException) -> bool:
    if isinstance(problem, OSError):
        return problem.errno in NO_ROOM
    return isinstance(problem, OF_THE_DATABASE) and any(said in str(problem).lower() for said in SAID_OF_THE_DISK)


def not_saved(request: HttpRequest, problem: BaseException | None = None) -> HttpResponse:
    """503, with everything typed and a button that sends the same again."""
    logger.error("An editor's form was not saved: %s", type(problem).__name__ if problem else "no database")
    sentence = f"{NOT_SAVED} {DISK}" if problem and is_of_the_disk(problem) else NOT_SAVED
    page = typed_page(request, "Nothing was saved", sentence, status=503, can_send_again=True)
    page["Retry-After"] = str(RETRY)
    page["Cache-Control"] = "no-store"
    return page


def page_without_database(environ: dict[str, object]) -> bytes | None:
    """The same for a form that arrives while the database is away. None where the form cannot be read."""
    try:
        return not_saved(WSGIRequest(environ)).content
    except (SuspiciousOperation, BadRequest, MultiPartParserError, OSError):
        return None
