"""Stores a file and is killed on the way: `python killed_writer.py FOLDER MOMENT`, where MOMENT is how many chunks are
read before it, or the name of the step of the store that it dies in."""

import os
import signal
import sys

from django.conf import settings
from django.core.files.base import ContentFile

CHUNK = b"0123456789abcdef" * 4096
CHUNKS = 6
WHOLE = CHUNK * CHUNKS


def die(*args):
    os.kill(os.getpid(), signal.SIGKILL)


class Dying(ContentFile):
    """Its reader is killed before the chunk with this number."""

    def __init__(self, last: int):
        super().__init__(WHOLE)
        self.last = last

    def chunks(self, chunk_size=None):
        for number in range(CHUNKS):
            if number == self.last:
                die()
            yield CHUNK


if __name__ == "__main__":
    folder, moment = sys.argv[1:]
    settings.configure()
    from lscb_site.files import disk

    if not moment.isdecimal():
        setattr(disk.os, moment, die)
    store = disk.ContentStoreOnDisk(location=folder)
    store.save("a.pdf", Dying(int(moment) if moment.isdecimal() else CHUNKS))
