"""Bodies compressed once, and which of them a client reads."""

import gzip
from functools import lru_cache

import brotli

ENCODINGS = ("br", "gzip")  # best first
IDENTITY = "identity"
SHORTEST = 200  # bytes; below it compression gains nothing
COMPRESSIBLE = (
    *("text/", "application/json", "application/xml"),
    *("application/atom+xml", "application/rss+xml", "application/feed+json"),
)
BROTLI_QUALITY, GZIP_LEVEL = 5, 6  # one millisecond for a page, once


def bodies(content_type: str, body: bytes) -> dict[str, bytes]:
    """The body by its encodings; those that would not be smaller are left out."""
    found = {IDENTITY: body}
    if len(body) >= SHORTEST and content_type.startswith(COMPRESSIBLE):
        found["br"] = brotli.compress(body, quality=BROTLI_QUALITY)
        found["gzip"] = gzip.compress(body, GZIP_LEVEL, mtime=0)
    return {encoding: packed for encoding, packed in found.items() if packed is body or len(packed) < len(body)}


@lru_cache(256)
def accepted(header: str) -> tuple[str, ...]:
    """The encodings that an `Accept-Encoding` allows, the one to send first. RFC 9110, 12.5.3."""
    weights = dict(weighed(part) for part in header.lower().split(","))
    others = weights.get("*", 0.0)
    wanted = {encoding: weights.get(encoding, others) for encoding in ENCODINGS}
    # Not compressed is always allowed unless it is said not to be, and comes last among equals.
    wanted[IDENTITY] = weights.get(IDENTITY, 0.001 if "*" not in weights else others)
    ordered = sorted(wanted, key=wanted.__getitem__, reverse=True)
    return tuple(encoding for encoding in ordered if wanted[encoding]) or (IDENTITY,)


def weighed(part: str) -> tuple[str, float]:
    name, _, parameter = part.partition(";")
    weight = parameter.replace(" ", "").removeprefix("q=")
    try:
        return name.strip(), float(weight) if weight else 1.0
    except ValueError:
        return name.strip(), 0.0
