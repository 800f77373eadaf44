"""Sends one stored file so that browsers, PDF viewers and caches all do well with it.

Bytes are the same for ever under one address, so the digest is a strong entity tag. The answer adds no
``sandbox`` policy, in which versions of Chrome's PDF viewer refuse to load (the site's own policy does no harm);
the exact type with ``nosniff``, and ``attachment`` for everything but PDF, keep a file from becoming a page.
"""

import os
import re
from datetime import datetime
from pathlib import Path
from typing import IO, cast
from urllib.parse import quote

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date, parse_http_date_safe
from whitenoise.responders import SlicedFile

INLINE_TYPES = {"application/pdf"}
# Not for longer, though an address never changes its bytes: what is erased must soon be gone from all proxies.
FOR_A_DAY = "public, max-age=86400, immutable"
NEVER = "private, no-store"
# A part of a file cannot be left to sendfile(): each block is one write to the socket.
BLOCK = 256 * 1024  # bytes
# RFC 9110, 14.1.2, one range only; the length bound keeps int() cheap.
ONE_RANGE = re.compile(r"bytes=[ \t]*([0-9]{0,19})-([0-9]{0,19})[ \t]*", re.IGNORECASE)


Source = str | os.PathLike[str] | IO[bytes]


class _Unsatisfiable(Exception):
    """The range lies outside the file."""


def serve(
    request: HttpRequest,
    source: Source,
    *,
    content_type: str,
    filename: str,
    etag: str,
    last_modified: datetime,
    immutable: bool,
    public: bool,
) -> HttpResponseBase:
    """Answer a GET or HEAD for ``source``: a local path, or a seekable binary file, which is always closed.

    ``etag`` is the digest, unquoted; ``last_modified`` is aware; ``immutable`` says the address never changes its
    bytes, ``public`` that anyone may have them. Conditional requests and single ranges follow RFC 9110 (13 and 14);
    several ranges or a malformed one get the whole file, as it allows. With ``FILES_ACCEL_PREFIX`` set, a file under
    ``DATA_DIR`` is left to nginx (``X-Accel-Redirect``), which keeps our type, disposition and cache rule, ranges
    itself with its own entity tag, and repeats our other headers in that internal location (docs/nginx/nginx.conf).
    """
    if request.method not in ("GET", "HEAD"):
        _close(source)
        return HttpResponseNotAllowed(["GET", "HEAD"])
    quoted, modified = f'"{etag}"', int(last_modified.timestamp())
    headers = {
        "Content-Type": content_type,
        "Content-Disposition": cast(str, content_disposition_header(content_type not in INLINE_TYPES, filename)),
        "Cache-Control": FOR_A_DAY if public and immutable else NEVER,
        "ETag": quoted,
        "Last-Modified": http_date(modified),
        "Accept-Ranges": "bytes",
        "X-Content-Type-Options": "nosniff",
    }
    plain = HttpResponse(headers=headers)
    conditional = get_conditional_response(request, quoted, modified, plain)
    if conditional is not None and conditional is not plain:
        _close(source)
        return conditional
    if accelerated := _accelerated_path(source):
        plain.headers["X-Accel-Redirect"] = accelerated
        return plain
    size = _size(source)
    try:
        wanted = _range(request, size, quoted, modified)
    except _Unsatisfiable:
        _close(source)
        range_headers = {"Content-Range": f"bytes */{size}", "Cache-Control": NEVER, "Content-Length": "0"}
        return HttpResponse(status=416, headers=headers | range_headers)
    if request.method == "HEAD":
        _close(source)
        plain.headers["Content-Length"] = str(size)
        return plain
    return _body(source, headers, size, wanted)


def _body(source: Source, headers: dict[str, str], size: int, wanted: tuple[int, int] | None) -> FileResponse:
    # Given as a header, FileResponse would guess the type from the stored name instead.
    content_type = headers.pop("Content-Type")
    file = open(source, "rb") if isinstance(source, (str, os.PathLike)) else source  # noqa: SIM115 - the response closes it
    if wanted is None:
        file.seek(0)
        response = FileResponse(file, content_type=content_type, headers=headers)
        length = size
    else:
        first, last = wanted
        response = FileResponse(SlicedFile(file, first, last), status=206, content_type=content_type, headers=headers)
        response.block_size = BLOCK
        response.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
        length = last - first + 1
    # FileResponse fills in its own idea of these from the file's name.
    response.headers["Content-Disposition"] = headers["Content-Disposition"]
    response.headers["Content-Length"] = str(length)
    return response


def _range(request: HttpRequest, size: int, etag: str, modified: int) -> tuple[int, int] | None:
    """First and last byte wanted, or ``None`` for the whole file. Ranges are defined for GET alone."""
    match = ONE_RANGE.fullmatch(request.headers.get("Range", ""))
    if request.method != "GET" or not match or match.groups() == ("", ""):
        return None
    if not _range_still_applies(request, etag, modified):
        return None
    first, last = match.groups()
    if not first:
        length = int(last)
        if length == 0 or size == 0:
            raise _Unsatisfiable
        return max(0, size - length), size - 1
    if last and int(last) < int(first):
        return None
    if int(first) >= size:
        raise _Unsatisfiable
    return int(first), min(int(last), size - 1) if last else size - 1


def _range_still_applies(request: HttpRequest, etag: str, modified: int) -> bool:
    """If-Range (RFC 9110, 13.1.5): a strong tag or exactly our date; anything else means the whole file."""
    condition = request.headers.get("If-Range", "").strip()
    if not condition or condition == etag:
        return True
    return '"' not in condition and parse_http_date_safe(condition) == modified


def _accelerated_path(source: Source) -> str | None:
    prefix = getattr(settings, "FILES_ACCEL_PREFIX", "")
    if not prefix or not isinstance(source, (str, os.PathLike)):
        return None
    path, root = Path(source).resolve(), Path(settings.DATA_DIR).resolve()
    if not path.is_relative_to(root):
        return None
    return f"{prefix.rstrip('/')}/{quote(path.relative_to(root).as_posix())}"


def _size(source: Source) -> int:
    if isinstance(source, (str, os.PathLike)):
        return os.stat(source).st_size
    return source.seek(0, os.SEEK_END) or source.tell()


def _close(source: Source) -> None:
    if not isinstance(source, (str, os.PathLike)):
        source.close()
