"""What a site loads at its first request, loaded before there is one.

A web process that has just started would load templates, addresses and drivers while readers wait, several at a time;
on a busy machine its first look at the database then takes longer than a reader may wait, and it would say for two
seconds that the database is away. So the home page is asked for once, before gunicorn starts its workers.
"""

import gc
import logging
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.db import connections

logger = logging.getLogger(__name__)


def make_first_request() -> None:
    """Raises nothing: a database that is away now may be back when somebody asks."""
    from lscb_site.wsgi import front

    environ = {
        "HTTP_HOST": settings.ALLOWED_HOSTS[0].lstrip("*.") or "localhost",
        "HTTP_X_FORWARDED_PROTO": "https",
        "wsgi.url_scheme": "https",
    }
    setup_testing_defaults(environ)
    try:
        for _ in front(environ, lambda *answer: None):
            pass
    except Exception as problem:
        logger.warning("The first request failed: %s", type(problem).__name__)
    finally:
        # No process may share one with another.
        connections.close_all()
    gc.freeze()
