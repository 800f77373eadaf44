"""A WebP file says its own length in its first bytes (RFC 9649, section 2.4), so one that was cut short is known."""

HEADER = 12  # bytes: "RIFF", the length of what follows, "WEBP"


def is_whole(header: bytes, size: int) -> bool:
    """Of the first `HEADER` bytes of a file of `size` bytes."""
    length = int.from_bytes(header[4:8], "little") + 8
    return header[:4] == b"RIFF" and header[8:12] == b"WEBP" and length == size
