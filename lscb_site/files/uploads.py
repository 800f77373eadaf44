"""Large uploads arrive in the temporary folder. When that is full, the form must come back and say so.

Django reads uploads before any view or form is asked, so an error there would be a page of error 500 and the loss of
what was typed.
"""

import errno
import io
import logging
import os
from contextlib import suppress
from typing import IO, Any, cast

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from lscb_site.files.receiving import NotStored

logger = logging.getLogger(__name__)


class LostBytes(io.RawIOBase):
    """What never reached the disk: whoever reads it is told."""

    def readinto(self, buffer: Any) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


class ToDisk(TemporaryFileUploadHandler):
    """Carries on when the disk does not take a file: the upload then carries its refusal, which a form shows."""

    lost = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        self.lost = False
        try:
            super().new_file(*args, **kwargs)
        except OSError:
            self._lose()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.lost:
            return
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError:
            self._lose()

    def file_complete(self, file_size: int) -> "UploadedFile[Any] | None":
        if not self.lost:
            try:
                # Written out now: closing it later would be too late to say anything.
                self.file.flush()
                return super().file_complete(file_size)
            except OSError:
                self._lose()
        nothing = cast(IO[bytes], LostBytes())
        upload = UploadedFile(nothing, self.file_name, self.content_type, file_size)
        upload.refusal = NotStored()  # type: ignore[attr-defined]
        return upload

    def _lose(self) -> None:
        logger.exception("An upload did not reach the temporary folder.")
        self.lost = True
        with suppress(AttributeError, OSError):  # there may be no file yet, and closing writes what is left
            self.file.close()
