"""A bucket of S3, or of another server that speaks it. An upload that does not come to its end leaves nothing under its
name; the library looks for the credentials where all programs of S3 have them (AWS_ACCESS_KEY_ID and so on)."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import boto3
from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings

from lscb_site.operations.backups.places import Found, StoredObject
from lscb_site.operations.backups.streams import Counted, Source
from lscb_site.operations.backups.trouble import BackupTrouble

PATIENCE = 20  # seconds for a server to be reached
MISSING = {"404", "NoSuchKey", "NotFound"}


class Bucket:
    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        if not parts.netloc or "@" in parts.netloc or ":" in parts.netloc:
            raise BackupTrouble("A bucket is named s3://bucket/prefix. Keys stand in AWS_ACCESS_KEY_ID and its like.")
        self.address, self.bucket = address, parts.netloc
        self.prefix = f"{parts.path.strip('/')}/".lstrip("/")
        ours, files = f"{self.bucket}/{self.prefix}", f"{settings.FILES_BUCKET.removeprefix('s3://').rstrip('/')}/"
        if ours.startswith(files) or files.startswith(ours):
            raise BackupTrouble(
                f"{self.address} lies in FILES_BUCKET or around it, with what it is to save. Choose another bucket."
            )
        config = Config(
            connect_timeout=PATIENCE,
            retries={"mode": "standard"},
            s3={"addressing_style": "path" if settings.BACKUPS.s3_endpoint else "auto"},
        )
        with self.troubles("reached"):
            self.client = boto3.client("s3", endpoint_url=settings.BACKUPS.s3_endpoint or None, config=config)
            self.client.head_bucket(Bucket=self.bucket)

    def write(self, path: str, source: Source) -> StoredObject:
        counted = Counted(source)
        with self.troubles("written to"):
            self.client.upload_fileobj(counted, self.bucket, self.prefix + path)
        with self.open(path) as written:
            if Counted(written).read_through().sha256 != counted.sha256:
                raise BackupTrouble(f"{self.address} gives back other bytes than were written.")
        return StoredObject(path, counted.size, counted.sha256)

    @contextmanager
    def open(self, path: str) -> Iterator[Source]:
        with self.troubles("read", path):
            body = self.client.get_object(Bucket=self.bucket, Key=self.prefix + path)["Body"]
        with body:
            yield FromBucket(body, self, path)

    def found(self, under: str = "") -> Iterator[Found]:
        with self.troubles("read"):
            pages = self.client.get_paginator("list_objects_v2").paginate(
                Bucket=self.bucket, Prefix=self.prefix + (f"{under}/" if under else "")
            )
            for page in pages:
                for each in page.get("Contents", ()):
                    path = each["Key"].removeprefix(self.prefix)
                    yield Found(path, each["Size"], each["LastModified"].timestamp())

    def delete(self, path: str) -> None:
        with self.troubles("written to"):
            self.client.delete_object(Bucket=self.bucket, Key=self.prefix + path)

    def tidy(self, before: float) -> None:
        """What is half-written lies nowhere that we could see: a rule of the bucket ends it (docs/operating.md)."""

    @contextmanager
    def troubles(self, what: str, path: str = "") -> Iterator[None]:
        try:
            yield
        except ClientError as problem:
            code = problem.response.get("Error", {}).get("Code", "")
            if path and code in MISSING:
                raise BackupTrouble(f"{path} is missing at {self.address}.") from problem
            raise BackupTrouble(f"{self.address} cannot be {what}: the server answers {code}.") from problem
        except (Boto3Error, BotoCoreError) as problem:
            raise BackupTrouble(f"{self.address} cannot be {what}: {type(problem).__name__}.") from problem


class FromBucket:
    """An object while it arrives."""

    def __init__(self, body: Source, bucket: Bucket, path: str) -> None:
        self.body, self.bucket, self.path = body, bucket, path

    def read(self, size: int = -1, /) -> bytes:
        with self.bucket.troubles("read", self.path):
            return self.body.read(None if size < 0 else size)  # type: ignore[arg-type]  # it knows no -1
