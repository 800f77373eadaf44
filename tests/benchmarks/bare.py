"""The floor to measure against: a Django view without middleware or database that answers 20 KB, and a plain file.

A program of its own for gunicorn: it takes no setting of the portal's. `BARE_FILE` names the file.
"""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import FileResponse, HttpResponse
from django.urls import path

PARAGRAPH = "<p>0123456789 abcdefghij</p>"
BODY = f"<!doctype html><html lang=en><title>Floor</title><body>{PARAGRAPH * 726}</body></html>".encode()

settings.configure(
    SECRET_KEY="bare",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=[],
    USE_I18N=False,
    LOGGING_CONFIG=None,
)


def file(request):
    return FileResponse(open(os.environ["BARE_FILE"], "rb"), content_type="application/pdf")


urlpatterns = [path("", lambda request: HttpResponse(BODY)), path("file.pdf", file)]
application = get_wsgi_application()
