"""Two answers for whoever watches the site: is the process up, and does it reach its database."""

from django.db import Error, connection
from django.http import HttpResponse


def process(request):
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"})


def database(request):
    """200 when one query is answered, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        text, status = "The database does not answer.\n", 503
    else:
        text, status = "ok\n", 200
    return HttpResponse(
        text, status=status, content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"}
    )
