"""The server of a bucket, and what it costs when it does not answer."""

import errno
import time
from functools import lru_cache
from typing import Any

import boto3
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import ClientError

PATIENCE = 2  # seconds for a server to be reached
ANSWER = 4  # seconds for each part of its answer
TRIES = 2
PAUSE = 10  # seconds without asking a server that was away; as long as one that asks it again may have to wait


class Pause:
    """Spares everybody else the wait for a server that did not answer: after a while one asks it again."""

    def __init__(self) -> None:
        self.until = 0.0

    def hold(self) -> None:
        """Raises OSError within it."""
        now = time.monotonic()
        if now < self.until:
            raise OSError(errno.EHOSTDOWN, "The bucket's server did not answer a moment ago")
        if self.until:
            self.until = now + PAUSE

    def begin(self) -> None:
        self.until = time.monotonic() + PAUSE

    def end(self) -> None:
        self.until = 0.0


def config(endpoint: str, **more: Any) -> Config:
    return Config(
        connect_timeout=PATIENCE,
        read_timeout=ANSWER,
        retries={"total_max_attempts": TRIES, "mode": "standard"},
        s3={"addressing_style": "path" if endpoint else "auto"},
        max_pool_connections=32,
        **more,
    )


@lru_cache
def server(endpoint: str) -> tuple[Any, Pause]:
    """What talks to it, for all threads and stores of this process: making one takes a tenth of a second and 13 MB."""
    return boto3.Session().resource("s3", endpoint_url=endpoint or None, config=config(endpoint)), Pause()


def answers_anybody(endpoint: str, place: dict[str, str]) -> bool:
    """Whether somebody without a key gets an object (`Bucket` and `Key`). Raises an error of the library's where nobody
    answers."""
    stranger = boto3.client("s3", endpoint_url=endpoint or None, config=config(endpoint, signature_version=UNSIGNED))
    try:
        stranger.head_object(**place)
    except ClientError:
        return False
    finally:
        stranger.close()
    return True
