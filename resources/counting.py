"""How often files are fetched: a number for each file and day, and nothing about who fetched it."""

from django.db import connection
from django.utils import timezone

# One statement, so that two downloads at once are both counted; both databases know it, Django's ORM does not.
ONE_MORE = """
    INSERT INTO resources_downloadcount (file_id, day, count) VALUES (%s, %s, 1)
    ON CONFLICT (file_id, day) DO UPDATE SET count = resources_downloadcount.count + 1
"""


def is_download(request, response) -> bool:
    """Whether an answer hands the file out from its first byte: not a HEAD, a 304, or a later part of it."""
    asked = request.headers.get("Range", "").replace(" ", "")
    from_start = not asked or asked.startswith("bytes=0-")
    return request.method == "GET" and response.status_code in (200, 206) and from_start


def count_download(file_id: int):
    """Raise today's number."""
    with connection.cursor() as cursor:
        cursor.execute(ONE_MORE, [file_id, timezone.localdate()])
