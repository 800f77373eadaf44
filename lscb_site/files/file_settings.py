"""The settings of files, for lscb_site/settings.py: where they are kept."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environs import Env

# Modules whose names settings hold are imported when somebody first asks for a store.
ON_DISK, IN_BUCKET = "lscb_site.files.disk", "lscb_site.files.bucket"


def file_settings(env: Env, data: Path, media: Path) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """The address of the bucket, or nothing; STORAGES; FILER_STORAGES. `data` and `media` are folders of this host.

    Raises ImproperlyConfigured where FILES_BUCKET names no bucket.
    """
    address = env.str("FILES_BUCKET", "").strip()
    endpoint = env.str("FILES_S3_ENDPOINT", "").strip()
    kept = in_bucket(address, endpoint) if address else on_disk(data)
    # The library of pictures takes the class of a storage from Django's settings, and its options from its own alone.
    pictures = {"ENGINE": kept["default"]["BACKEND"], "OPTIONS": kept["default"].get("OPTIONS", {})}
    return (
        address,
        kept
        | {
            # The sizes of pictures that visitors get: each host makes them for itself.
            "renditions": {"BACKEND": f"{ON_DISK}.WholeFileStorage", "OPTIONS": {"location": media / "renditions"}},
            "staticfiles": {"BACKEND": "lscb_site.staticfiles.PortalStaticFilesStorage"},
        },
        {"public": {"main": pictures, "thumbnails": pictures}},
    )


def on_disk(data: Path) -> dict[str, Any]:
    return {
        # Pictures of CMS pages, kept by django-filer.
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        # The library's documents: a view serves the ones a reader may have.
        "documents": {"BACKEND": f"{ON_DISK}.ContentStoreOnDisk", "OPTIONS": {"location": data / "documents"}},
    }


def in_bucket(address: str, endpoint: str) -> dict[str, Any]:
    """The same two, by the names of their folders on a disk."""
    parts = urlsplit(address)
    if parts.scheme != "s3" or not parts.netloc or "@" in parts.netloc or ":" in parts.netloc:
        raise ImproperlyConfigured(
            "FILES_BUCKET is named s3://bucket/prefix. Keys stand in AWS_ACCESS_KEY_ID and its like. See .env.example."
        )
    prefix = f"{parts.path.strip('/')}/".lstrip("/")
    facts = {"bucket": parts.netloc, "endpoint": endpoint}
    return {
        "default": {"BACKEND": f"{IN_BUCKET}.BucketStorage", "OPTIONS": facts | {"folder": f"{prefix}media"}},
        "documents": {
            "BACKEND": f"{IN_BUCKET}.ContentStoreInBucket",
            "OPTIONS": facts | {"folder": f"{prefix}documents"},
        },
    }
