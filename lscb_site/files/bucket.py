"""Bytes in a bucket of S3, or of another server that speaks it, for a site of several hosts (decision 50).

What the disk promises holds here. A server puts an object in its place whole or not at all, and each is read back
before anything names it. Whatever goes wrong on the way is an OSError, as of a disk, so nobody above needs to know.
"""

import base64
import errno
import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import PurePath
from typing import IO, Any, cast
from urllib.parse import quote

from boto3.exceptions import Boto3Error
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files import File
from storages.backends.s3 import S3Storage
from storages.utils import clean_name, safe_join

from lscb_site.files.alone import alone_on_all_hosts
from lscb_site.files.bucket_server import server
from lscb_site.files.content_store import WAITING, ContentStore, Fault, content_name
from lscb_site.files.stored_object import MIB, Read, StoredObject

# A bucket leaves nothing to be guessed from a name: no browser shows what was opened to the world by mistake.
CONTENT_TYPE = "application/octet-stream"


class BucketStorage(S3Storage):  # type: ignore[misc]  # the library has no types
    """A folder of a private bucket. `endpoint` is the address of a server that is not Amazon's, or empty."""

    def __init__(self, bucket: str, folder: str, endpoint: str = "") -> None:
        self.endpoint = endpoint
        # Two that are saved under one name get two names.
        super().__init__(bucket_name=bucket, location=folder, endpoint_url=endpoint or None, file_overwrite=False)

    @property
    def connection(self) -> Any:
        return server(self.endpoint)[0]

    @property
    def client(self) -> Any:
        return self.connection.meta.client

    def at(self, name: str) -> dict[str, str]:
        """The bucket and the key of a file, for the client. Raises SuspiciousFileOperation for a name outside."""
        try:
            return {"Bucket": self.bucket_name, "Key": safe_join(self.location, clean_name(name))}
        except ValueError:
            raise SuspiciousFileOperation("The name leads out of the store.") from None

    @contextmanager
    def asked(self, name: str = "") -> Iterator[None]:
        """Within it the library's errors are OSErrors. One whose file is not there is FileNotFoundError."""
        pause = server(self.endpoint)[1]
        pause.hold()
        try:
            yield
        except ClientError as problem:
            pause.end()
            code = str(problem.response.get("Error", {}).get("Code", ""))
            if name and code in ("404", "NoSuchKey", "NotFound"):
                raise FileNotFoundError(errno.ENOENT, "There is no such file in the bucket", name) from problem
            raise OSError(errno.EREMOTEIO, f"The bucket’s server answers {code}") from problem
        except (BotoCoreError, Boto3Error) as problem:
            pause.begin()
            raise OSError(errno.EHOSTUNREACH, f"The bucket cannot be asked ({type(problem).__name__})") from problem
        pause.end()

    def name_for(self, name: str, digest: str) -> str:
        return name

    def _save(self, name: str, content: "File[bytes]") -> str:
        """Raises OSError, with nothing changed under any name."""
        digest = hashlib.sha256()
        with tempfile.TemporaryFile(prefix="lscb-file-") as spool:
            for chunk in content.chunks():
                spool.write(chunk)
                digest.update(chunk)
            name = self.name_for(name, digest.hexdigest())
            self.put_in_place(cast(IO[bytes], spool), name, digest.digest())
        return name

    def put_in_place(self, spool: IO[bytes], name: str, digest: bytes) -> None:
        """In one request, which ends whole or changes nothing, with the digest, which the server compares."""
        spool.seek(0)
        checked = {"ChecksumSHA256": base64.b64encode(digest).decode(), "ContentType": CONTENT_TYPE}
        with self.asked():
            self.client.put_object(Body=spool, **self.at(name), **checked)
        with self.open(name) as written:
            if hashlib.file_digest(written, "sha256").digest() == digest:
                return
        self.delete(name)
        raise OSError(errno.EIO, "The bucket gives back other bytes than were written", name)

    def _open(self, name: str, mode: str = "rb") -> "File[bytes]":
        """All of it, brought here first: what is read after that cannot break off."""
        if mode != "rb":
            raise ValueError("Files are written by save().")
        spool = tempfile.SpooledTemporaryFile(max_size=MIB, prefix="lscb-file-")  # noqa: SIM115 - whoever asked closes it
        try:
            self.copy(name, cast(IO[bytes], spool))
        except BaseException:
            spool.close()
            raise
        spool.seek(0)
        return File(cast(IO[bytes], spool), name)

    def copy(self, name: str, place: IO[bytes]) -> None:
        """Raises OSError, and its kind FileNotFoundError."""
        with self.asked(name):
            for chunk in self.client.get_object(**self.at(name))["Body"].iter_chunks(MIB):
                place.write(chunk)

    def exists(self, name: str) -> bool:
        with self.asked():
            return bool(super().exists(name))

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        with self.asked():
            folders, files = super().listdir(path)
        return folders, files

    def size(self, name: str) -> int:
        return int(self.head(name)["ContentLength"])

    def get_modified_time(self, name: str) -> Any:
        return self.head(name)["LastModified"]

    def head(self, name: str) -> dict[str, Any]:
        """What the server says of a file. Raises OSError, and its kind FileNotFoundError."""
        with self.asked(name):
            found: dict[str, Any] = self.client.head_object(**self.at(name))
        return found

    def delete(self, name: str) -> None:
        """With every version of it that the bucket kept: what must go may not come back from under another."""
        place = self.at(name)
        with self.asked():
            for version in self.versions_of(place) or [{}]:
                self.client.delete_object(**place, **version)

    def versions_of(self, place: dict[str, str]) -> list[dict[str, str]]:
        """Marks of an earlier deletion too. None of a server that keeps no versions and does not know the question."""
        pages = self.client.get_paginator("list_object_versions").paginate(Bucket=place["Bucket"], Prefix=place["Key"])
        try:
            return [
                {"VersionId": each["VersionId"]}
                for page in pages
                for each in (*page.get("Versions", ()), *page.get("DeleteMarkers", ()))
                if each["Key"] == place["Key"]
            ]
        except ClientError as problem:
            if problem.response.get("Error", {}).get("Code") == "NotImplemented":
                return []
            raise

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        """On this site, which asks who wants it: nobody is sent to the bucket."""
        return f"{settings.MEDIA_URL}{quote(name)}"


class ContentStoreInBucket(ContentStore, BucketStorage):
    """A note is an empty object, as old as itself. The site's database sees to it that one host at a time sweeps."""

    def glance(self, name: str, size: int | None = None) -> Fault | None:
        try:
            found = self.head(name)
        except FileNotFoundError:
            # Asked for the head of a file, a server answers alike where the whole bucket is gone.
            with self.asked():
                self.client.head_bucket(Bucket=self.bucket_name)
            return Fault.MISSING
        return Fault.DAMAGED if size is not None and found["ContentLength"] != size else None

    def source(self, name: str) -> IO[bytes]:
        found = self.head(name)
        return cast(IO[bytes], StoredObject(self.reader(name, found["ETag"]), found["ContentLength"]))

    def reader(self, name: str, tag: str) -> Read:
        """What reads a part of a file, as long as it is the one that has this tag of the server's."""

        def read(first: int, last: int) -> bytes:
            with self.asked(name):
                wanted = {"Range": f"bytes={first}-{last}", "IfMatch": tag}
                part: bytes = self.client.get_object(**self.at(name), **wanted)["Body"].read()
            return part

        return read

    @contextmanager
    def local(self, name: str) -> Iterator[str]:
        with tempfile.NamedTemporaryFile(prefix="lscb-file-") as copy:
            self.copy(name, cast(IO[bytes], copy))
            copy.flush()
            yield copy.name

    def names_of(self, digest: str) -> list[str]:
        return [key for key, _ in self.objects(f"{digest[:2]}/{digest}.")]

    def put_in_place(self, spool: IO[bytes], name: str, digest: bytes) -> None:
        self.note(name)
        # Bytes that are here and right are not put at risk by the same once more.
        if self.fault_of(name):
            super().put_in_place(spool, name, digest)

    def alone(self) -> AbstractContextManager[None]:
        return alone_on_all_hosts()

    def notes_before(self, moment: float) -> Iterator[str]:
        for key, written in self.objects(f"{WAITING}/"):
            if written < moment:
                note = PurePath(key)
                yield content_name(note.stem, note.name)

    def is_noted_before(self, name: str, moment: float) -> bool:
        try:
            return bool(self.get_modified_time(note_of(name)).timestamp() < moment)
        except FileNotFoundError:
            return False

    def write_note(self, name: str) -> None:
        with self.asked():
            self.client.put_object(Body=b"", **self.at(note_of(name)))

    def delete_note(self, name: str) -> None:
        with self.asked():
            self.client.delete_object(**self.at(note_of(name)))

    def objects(self, start: str) -> list[tuple[str, float]]:
        """The names that begin so, and when each was written (seconds since 1970)."""
        folder = f"{self.location}/" if self.location else ""
        with self.asked():
            pages = self.client.get_paginator("list_objects_v2").paginate(
                Bucket=self.bucket_name, Prefix=f"{folder}{start}"
            )
            found = [each for page in pages for each in page.get("Contents", ())]
        return [(each["Key"].removeprefix(folder), each["LastModified"].timestamp()) for each in found]


def note_of(name: str) -> str:
    return f"{WAITING}/{PurePath(name).name}"
