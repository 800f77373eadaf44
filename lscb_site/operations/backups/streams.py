"""Bytes on their way: counted, packed, or through another program, and never all of them in memory."""

import hashlib
import subprocess
import tempfile
import threading
import zlib
from collections.abc import Mapping, Sequence
from shutil import copyfileobj
from types import TracebackType
from typing import Any, Protocol, Self

from lscb_site.operations.backups.trouble import BackupTrouble

CHUNK = 1024 * 1024  # bytes


class Source(Protocol):
    """What is read to its end, once."""

    def read(self, size: int = -1, /) -> bytes: ...


class Counted:
    """Passes a source's bytes on, and knows the size and the digest of those that have passed."""

    def __init__(self, source: Source) -> None:
        self.source, self.size, self.digest = source, 0, hashlib.sha256()

    def read(self, size: int = -1, /) -> bytes:
        chunk = self.source.read(size)
        self.size += len(chunk)
        self.digest.update(chunk)
        return chunk

    @property
    def sha256(self) -> str:
        return self.digest.hexdigest()

    def read_through(self) -> Self:
        """Only to know what passes."""
        while self.read(CHUNK):
            pass
        return self


class Packed:
    """A source as gzip packs it."""

    def __init__(self, source: Source) -> None:
        self.source, self.packer, self.ready, self.is_at_end = source, zlib.compressobj(wbits=31), bytearray(), False

    def read(self, size: int = -1, /) -> bytes:
        while not self.is_at_end and (size < 0 or len(self.ready) < size):
            chunk = self.source.read(CHUNK)
            self.is_at_end = not chunk
            self.ready += self.packer.compress(chunk) if chunk else self.packer.flush()
        taken = bytes(self.ready if size < 0 else self.ready[:size])
        del self.ready[: len(taken)]
        return taken


class Program:
    """Another program, fed from a source, whose output is one. Its end is the end of the output only if it ended well.

    Raises BackupTrouble, which begins with `failure`, where it did not. It has no terminal, so it can ask nobody.
    """

    def __init__(
        self,
        command: Sequence[str],
        failure: str,
        fed: Source | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.command, self.failure, self.fed, self.environment = command, failure, fed, environment
        self.not_fed: Exception | None = None

    def __enter__(self) -> Self:
        self.said = tempfile.TemporaryFile()
        self.process = subprocess.Popen(  # noqa: S603 - the commands are ours, and no shell reads them
            self.command,
            stdin=subprocess.PIPE if self.fed else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=self.said,
            env=self.environment,
            start_new_session=True,
        )
        self.feeding = threading.Thread(target=self.feed, name=f"feeds {self.command[0]}")
        self.feeding.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.feeding.join()
        self.output.close()
        self.said.close()

    @property
    def output(self) -> Any:
        return self.process.stdout

    def feed(self) -> None:
        if self.fed is None:
            return
        to: Any = self.process.stdin
        try:
            with to:
                copyfileobj(self.fed, to, CHUNK)
        except BrokenPipeError:
            pass  # it has ended: how, its exit status says
        except Exception as problem:  # told by whoever reads the output
            self.not_fed = problem

    def read(self, size: int = -1, /) -> bytes:
        chunk: bytes = self.output.read(size)
        if size < 0 or not chunk:
            self.finish()
        return chunk

    def finish(self) -> None:
        self.process.wait()
        self.feeding.join()
        if self.not_fed:
            raise self.not_fed
        if self.process.returncode:
            self.said.seek(0)
            lines = self.said.read().decode(errors="replace").strip().splitlines()
            raise BackupTrouble(f"{self.failure}: {lines[0] if lines else 'it ended without a word'}")
