"""Writes an OLE compound file ([MS-CFB]) with a few top-level streams; no library on our list can."""

import struct

SECTOR = 512
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
NOTHING = 0xFFFFFFFF
STORAGE, STREAM, ROOT = 1, 2, 5
# Shorter streams would live in the mini stream; padding them keeps this writer to one kind of sector.
LEAST = 4096


def compound_file(streams: dict[str, bytes]) -> bytes:
    """Streams by name, all directly under the root; a value of ``None`` makes an empty storage."""
    table, body, entries = [FAT], [], []
    names = list(streams)
    for name in names:
        data = streams[name]
        if data is None:
            entries.append((name, STORAGE, 0, 0))
            continue
        data = data.ljust(max(LEAST, -(-len(data) // SECTOR) * SECTOR), b"\0")
        start, count = len(table), len(data) // SECTOR
        table += [*range(start + 1, start + count), END]
        body.append(data)
        entries.append((name, STREAM, start, len(data)))
    directory = _directory(entries)
    directory_start, count = len(table), len(directory) // SECTOR
    table += [*range(directory_start + 1, directory_start + count), END]
    if len(table) > SECTOR // 4:
        raise ValueError("this writer has one sector of allocation table")
    table += [FREE] * (SECTOR // 4 - len(table))
    return _header(directory_start) + struct.pack("<128L", *table) + b"".join(body) + directory


def _header(directory_start: int) -> bytes:
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + bytes(6)
        + struct.pack("<LLLLLLLLL", 0, 1, directory_start, 0, LEAST, END, 0, END, 0)
        + struct.pack("<109L", 0, *[FREE] * 108)
    )


def _directory(entries) -> bytes:
    records = [_record("Root Entry", ROOT, END, 0, child=1, right=NOTHING)]
    for number, (name, kind, start, size) in enumerate(entries, 1):
        # A chain to the right instead of a balanced tree: valid to readers, and short.
        right = number + 1 if number < len(entries) else NOTHING
        records.append(_record(name, kind, start, size, child=NOTHING, right=right))
    while len(records) % 4:
        records.append(bytes(66) + b"\0\1" + struct.pack("<LLL", NOTHING, NOTHING, NOTHING) + bytes(48))
    return b"".join(records)


def _record(name, kind, start, size, *, child, right) -> bytes:
    encoded = name.encode("utf-16-le")
    return (
        encoded.ljust(64, b"\0")
        + struct.pack("<HBB", len(encoded) + 2, kind, 1)
        + struct.pack("<LLL", NOTHING, right, child)
        + bytes(36)
        + struct.pack("<LQ", start, size)
    )
