"""The short way to a file: one prepared query and the bytes, before anything else is asked of a request.

It answers the plain case alone, a visitor who asks for a file of the only live edition of a document that nothing
followed. Everything else (staff, superseded editions, old names, what has gone) goes the whole way to the view.
"""

import re
from datetime import UTC, datetime
from functools import cache

from django.conf import settings
from django.db import connection
from django.db.models import Exists, OuterRef

from lscb_site.files.kinds import FileKind
from lscb_site.files.serving import serve
from resources.counting import count_download, is_download
from resources.models import Edition, EditionFile

ADDRESS = re.compile(r"/resources/files/([0-9a-f]{20})/([^/]+)")
# Stand in the prepared query for what each request brings.
MOMENT, DIGEST = datetime(1, 2, 3, tzinfo=UTC), "0" * 20


def plain_files_first(get_response):
    def middleware(request):
        address = ADDRESS.fullmatch(request.path_info)
        if address and request.method == "GET" and settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return plain_answer(request, *address.groups()) or get_response(request)
        return get_response(request)

    return middleware


def plain_answer(request, digest: str, name: str):
    """The file as the view would answer it, or None where the view must be asked."""
    sql, parameters = prepared(connection.vendor)
    moment = connection.ops.adapt_datetimefield_value(datetime.now(UTC))
    brought = {"moment": moment, "digest": digest, "digest's end": f"{digest}g"}
    with connection.cursor() as cursor:
        cursor.execute(sql, [brought[key] if key else value for key, value in parameters])
        rows = cursor.fetchall()
    if len(rows) != 1 or rows[0][2] != name:
        return None
    pk, stored, _, kind, sha256, live_from = rows[0]
    response = serve(
        request,
        EditionFile._meta.get_field("file").storage.path(stored),
        content_type=FileKind(kind).content_type,
        filename=name,
        etag=sha256,
        last_modified=live_from.replace(tzinfo=UTC),
        immutable=True,
        public=True,
    )
    if is_download(request, response):
        count_download(pk)
    return response


@cache
def prepared(vendor: str) -> tuple[str, list[tuple[str, object]]]:
    """The query in the words of this database, and its parameters: each with the key of what a request brings."""
    others = Edition.objects.live(MOMENT).filter(document=OuterRef("edition__document"))
    files = EditionFile.objects.with_digest(DIGEST).filter(Edition.live_rule(MOMENT, "edition__"))
    files = files.exclude(file="").filter(edition__document__succeeded_by=None)
    files = files.exclude(Exists(others.exclude(pk=OuterRef("edition"))))
    sql, parameters = (
        files.order_by()
        .values_list("pk", "file", "name", "kind", "sha256", "edition__publish_from")
        .query.sql_with_params()
    )
    keys = {connection.ops.adapt_datetimefield_value(MOMENT): "moment", DIGEST: "digest", f"{DIGEST}g": "digest's end"}
    return sql, [(keys.get(value), value) for value in parameters]
