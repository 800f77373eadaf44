"""Nobody waits for a writer that waits for a file: files are examined and stored while no transaction is open."""

import sqlite3
import threading
import time

import pytest
from django.db import connection, transaction

from lscb_site.files.receiving import received
from news.models import Post
from tests.news.test_admin import LIST, typed, upload

FILES = 3


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_others_can_write_while_files_are_uploaded(editor_client):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has many writers at a time.")
    free, locked, done = 0, 0, threading.Event()

    def look():
        nonlocal free, locked
        other = sqlite3.connect(connection.settings_dict["NAME"], timeout=0, isolation_level=None)
        while not done.is_set():
            try:
                other.execute("BEGIN IMMEDIATE")
                other.execute("ROLLBACK")
                free += 1
            except sqlite3.OperationalError:
                locked += 1
            time.sleep(0.005)
        other.close()

    looker = threading.Thread(target=look)
    files = [upload(f"{number}.pdf", text=f"File {number}") for number in range(FILES)]
    looker.start()
    answer = editor_client.post(f"{LIST}add/", typed(_save="1", new_documents=files))
    done.set()
    looker.join()
    assert answer.status_code == 302
    assert Post.objects.get().papers.count() == FILES
    assert free > 4 * locked, f"locked {locked} times of {free + locked}"


@pytest.mark.django_db
def test_the_guard_over_all_tests_sees_a_file_that_is_received_too_late():
    with transaction.atomic(), pytest.raises(AssertionError, match="was called in an open transaction"):
        received(upload("late.pdf"))
