"""A guard over every test: no child process, no scan and no write to a store while a transaction is open.

On SQLite whoever holds a transaction keeps every other editor from saving. A test's own transaction does not count.
"""

from functools import wraps

from django.db import connection

from lscb_site.files import bucket, content_store, disk, isolation, scanning


def is_open() -> bool:
    """Whether somebody besides the test itself has a transaction open on this connection."""
    return any(not getattr(block, "_from_testcase", False) for block in connection.atomic_blocks)


def watch():
    for holder, name in (
        (isolation, "_read_bounded"),
        (scanning, "_connected"),
        (disk.WholeFileStorage, "_save"),
        (bucket.BucketStorage, "_save"),
        (content_store.ContentStore, "fault_of"),
    ):
        setattr(holder, name, guarded(getattr(holder, name), f"{holder.__name__}.{name}"))


def guarded(function, name):
    @wraps(function)
    def call(*args, **kwargs):
        hold(name)
        return function(*args, **kwargs)

    return call


def hold(name: str):
    assert not is_open(), f"{name} was called in an open transaction: receive files before it begins."
