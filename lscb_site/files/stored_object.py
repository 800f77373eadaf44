"""A stored object that is read part by part, as somebody far away takes it."""

import io
import os
from collections.abc import Callable
from typing import Any

MIB = 1024 * 1024
# Bytes of one request. Nobody slow keeps a server's answer open, which it would break off, and little is fetched that
# nobody takes: viewers of PDFs ask for 64 KB at a time.
PART = 512 * 1024

Read = Callable[[int, int], bytes]  # from the first byte to the last


class StoredObject(io.RawIOBase):
    """`size` in bytes; `read` may raise OSError."""

    def __init__(self, read: Read, size: int) -> None:
        super().__init__()
        self.read_part, self.size, self.position = read, size, 0
        self.part, self.part_begins = b"", 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.position

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self.position, os.SEEK_END: self.size}[whence]
        self.position = max(0, start + offset)
        return self.position

    def readinto(self, buffer: Any) -> int:
        begins = self.position - self.part_begins
        if not 0 <= begins < len(self.part):
            if self.position >= self.size:
                return 0
            self.part_begins, begins = self.position, 0
            self.part = self.read_part(self.position, min(self.position + PART, self.size) - 1)
        taken = self.part[begins : begins + len(buffer)]
        buffer[: len(taken)] = taken
        self.position += len(taken)
        return len(taken)
