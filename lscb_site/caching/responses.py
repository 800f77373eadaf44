"""What the rest of the site answered to one request, and a page made of it that can be sent again and again."""

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.utils.http import parse_http_date_safe

from lscb_site.caching.encodings import IDENTITY, accepted, bodies

# Told of the body as it is sent, so it is said anew for each encoding.
OF_ONE_SENDING = {"content-length", "content-encoding", "etag", "vary", "date", "connection"}
NOT_TO_BE_KEPT = ("private", "no-store", "no-cache")
OF_A_304 = {"etag", "last-modified", "cache-control", "vary"}
LARGEST = 4 * 1024 * 1024  # bytes of a body
OVERHEAD = 4 * 1024  # bytes that a page takes beside its bodies, about
STALE = [
    ("Cache-Control", "no-store"),
    ("Warning", '110 - "The database does not answer. This is the last known copy."'),
]

Header = tuple[str, str]


class Response:
    """One answer in memory. Of one that is too large to be kept only the beginning: the rest is asked for while it is
    sent, so that a list of any length takes no more memory than that."""

    status: str
    headers: list[Header]

    def __init__(self, application: WSGIApplication, environ: WSGIEnvironment) -> None:
        written: list[bytes] = []

        def start_response(status: str, headers: list[Header], exc_info: object = None) -> Callable[[bytes], None]:
            self.status, self.headers = status, headers
            return written.append

        self.result = application(environ, start_response)
        self.parts = iter(self.result)
        self.is_whole = False
        try:
            size = 0
            for part in self.parts:
                written.append(part)
                size += len(part)
                if size > LARGEST:
                    break
            else:
                self.is_whole = True
        finally:
            if size <= LARGEST:  # it is all here, or it failed on the way
                self.close()
        self.body = b"".join(written)

    def __iter__(self) -> Iterator[bytes]:
        yield self.body
        yield from self.parts

    def close(self) -> None:
        """The site is told that its answer is over, as WSGI (PEP 3333) asks of whoever called it."""
        if hasattr(self.result, "close"):
            self.result.close()

    def header(self, name: str) -> str:
        return ", ".join(value for key, value in self.headers if key.lower() == name)

    @property
    def is_for_everybody(self) -> bool:
        return self.obstacle is None

    @property
    def obstacle(self) -> str | None:
        """Why it may not be kept and sent to others, for whoever looks for the reason; None where it may."""
        if not self.status.startswith("200"):
            return f"it is answered with {self.status}, and only 200 is kept"
        if not self.is_whole:
            return f"its body has more than {LARGEST:,} bytes, and no more are kept"
        if self.header("set-cookie"):
            return "it sets a cookie"
        if encoding := self.header("content-encoding"):
            return f"it comes packed already (Content-Encoding: {encoding})"
        control = self.header("cache-control")
        if any(word in control.lower() for word in NOT_TO_BE_KEPT):
            return f"it says so itself (Cache-Control: {control})"
        varies = self.header("vary")
        if "cookie" in varies.lower() or "*" in varies:
            return f"it differs by the reader (Vary: {varies}): something has read the session or the signed-in person"
        return None

    def send(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if self.is_whole:
            start_response(self.status, self.headers)
            return [] if environ["REQUEST_METHOD"] == "HEAD" else [self.body]
        is_held = holds(environ, self.header("etag"), self.header("last-modified"))
        if is_held or environ["REQUEST_METHOD"] == "HEAD":
            self.close()
            short = [pair for pair in self.headers if pair[0].lower() in OF_A_304]
            start_response(*(("304 Not Modified", short) if is_held else (self.status, self.headers)))
            return []
        start_response(self.status, self.headers)
        return self


class CachedPage:
    """An answer for everybody, with its headers and compressed bodies ready, and what it was true of."""

    def __init__(self, answer: Response, version: int, ends: float) -> None:
        self.version, self.ends = version, ends
        self.true_at = time.time()  # when it was last known to be
        digest = hashlib.blake2b(answer.body, digest_size=16).hexdigest()
        general = [pair for pair in answer.headers if pair[0].lower() not in OF_ONE_SENDING]
        self.last_modified = answer.header("last-modified")
        # By the encoding: the body, all headers, and those that come with a 304.
        self.sendings: dict[str, tuple[bytes, list[Header], list[Header]]] = {}
        found = bodies(answer.header("content-type"), answer.body)
        for encoding, body in found.items():
            # Bytes that differ need tags that differ.
            tag = f'"{digest}"' if encoding == IDENTITY else f'"{digest}-{encoding}"'
            own = [("ETag", tag), ("Cache-Control", answer.header("cache-control"))]
            own += [("Vary", "Accept-Encoding")] if len(found) > 1 else []
            packed = [("Content-Encoding", encoding)] if encoding != IDENTITY else []
            others = [pair for pair in general if pair[0].lower() != "cache-control"]
            whole = [*others, *own, *packed, ("Content-Length", str(len(body)))]
            self.sendings[encoding] = body, whole, own

    @property
    def size(self) -> int:
        return OVERHEAD + sum(len(body) for body, _, _ in self.sendings.values())

    def is_true(self, version: int, now: float) -> bool:
        return self.version == version and now < self.ends

    def send(
        self, environ: WSGIEnvironment, start_response: StartResponse, more_headers: Sequence[Header] = ()
    ) -> list[bytes]:
        """The page as this client reads it, or 304 where it has it already; `more_headers` are headers to add."""
        encodings = accepted(environ.get("HTTP_ACCEPT_ENCODING", ""))
        encoding = next((name for name in encodings if name in self.sendings), IDENTITY)
        body, whole, short = self.sendings[encoding]
        if holds(environ, dict(short)["ETag"], self.last_modified):
            start_response("304 Not Modified", [*short, *more_headers])
            return []
        start_response("200 OK", [*whole, *more_headers])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def send_stale(self, environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        """Whole, and kept by nobody, with a header that says so."""
        age = ("Age", str(max(0, round(time.time() - self.true_at))))
        body, whole, _ = self.sendings[IDENTITY]
        kept = [pair for pair in whole if pair[0] not in ("Cache-Control", "ETag", "Last-Modified")]
        start_response("200 OK", [*kept, *STALE, age])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def holds(environ: WSGIEnvironment, tag: str, last_modified: str) -> bool:
    """Whether a client has already what has this tag (RFC 9110, 13.2.2): a tag decides, and without one the date.

    The tag is that of the encoding asked for. Who holds another, packed otherwise, would take our 304 for its own.
    """
    if condition := environ.get("HTTP_IF_NONE_MATCH"):
        held = [each.strip().removeprefix("W/") for each in condition.split(",")]
        return tag.removeprefix("W/") in held or "*" in held
    since = parse_http_date_safe(environ.get("HTTP_IF_MODIFIED_SINCE", ""))
    modified = parse_http_date_safe(last_modified)
    return since is not None and modified is not None and modified <= since
