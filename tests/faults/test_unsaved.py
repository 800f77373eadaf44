"""A locked, lost or full database and a full disk, for real: an editor keeps the text and can send it again."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from lscb_site.web.addresses import admin_address
from news.models import Post
from tests import databases
from tests.conftest import signed_in
from tests.editing.browser_form import untouched
from tests.factories import DocumentFactory, EditionFactory, EditorFactory, PostFactory
from tests.samples.documents import pdf
from tests.samples.papers import picture

LETTERS = "A long letter that took an hour. " * 5
only_sqlite = pytest.mark.skipif(databases.is_postgresql(), reason="the other database has its own test")
only_postgresql = pytest.mark.skipif(not databases.is_postgresql(), reason="runs on PostgreSQL")


@pytest.fixture
def client(transactional_db):
    return signed_in(EditorFactory())


def assert_nothing_lost(answer, *words):
    assert answer.status_code == 503
    assert "Nothing was saved. What you typed is below. Try again in a minute." in answer.text
    assert answer["Retry-After"]
    for word in words:
        assert word in answer.text


def assert_saved_when_sent_again(client, answer, post):
    assert "Try again" in answer.text
    assert client.post(admin_address(post), untouched(answer)).status_code == 302
    assert Post.objects.get(pk=post.pk).summary == LETTERS.strip()


@only_sqlite
def test_a_locked_database(client):
    post = PostFactory()
    form = untouched(client.get(admin_address(post)), summary=LETTERS)
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as other:
        other.execute("BEGIN IMMEDIATE")
        connection.cursor().execute("PRAGMA busy_timeout = 50")
        answer = client.post(admin_address(post), form)
        added = client.post("/admin/news/post/add/", {"title": "A new one", "summary": LETTERS})
        deleted = client.post(f"/admin/news/post/{post.pk}/delete/", {"post": "yes"})
    assert_nothing_lost(answer, LETTERS, "Summary")
    assert_nothing_lost(added, "A new one")
    assert_nothing_lost(deleted)
    assert_saved_when_sent_again(client, answer, post)


@only_sqlite
def test_a_database_on_a_full_disk(client):
    post = PostFactory()
    long = LETTERS * 400
    form = untouched(client.get(admin_address(post)), body=f"<p>{long}</p>")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")  # pages that other tests left empty would be filled first
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")
        try:
            answer = client.post(admin_address(post), form)
        finally:
            cursor.execute("PRAGMA max_page_count = 1073741823")
    assert_nothing_lost(answer, LETTERS, "Tell whoever looks after it.")


@only_postgresql
def test_a_standby_that_can_only_be_read(client):
    post = PostFactory()
    form = untouched(client.get(admin_address(post)), summary=LETTERS)
    with connection.cursor() as cursor:
        cursor.execute("SET default_transaction_read_only = on")
        try:
            answer = client.post(admin_address(post), form)
        finally:
            cursor.execute("SET default_transaction_read_only = off")
    assert_nothing_lost(answer, LETTERS, "Tell whoever looks after it.")
    assert_saved_when_sent_again(client, answer, post)


@only_postgresql
def test_a_locked_row_and_a_connection_that_the_server_ends(client, monkeypatch):
    import psycopg2

    post = PostFactory()
    facts = connection.get_connection_params()
    facts = {name: facts[name] for name in ("dbname", "user", "password", "host", "port") if facts.get(name)}
    form = untouched(client.get(admin_address(post)), summary=LETTERS)
    with closing(psycopg2.connect(**facts)) as other, other.cursor() as cursor:
        cursor.execute("SELECT 1 FROM news_post WHERE id = %s FOR UPDATE", [post.pk])
        connection.cursor().execute("SET lock_timeout = '50ms'")
        answer = client.post(admin_address(post), form)
        other.rollback()
        assert_nothing_lost(answer, LETTERS)

        def end(self, *args, **kwargs):
            cursor.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
            list(Post.objects.all())

        with monkeypatch.context() as patched:
            patched.setattr(Post, "save", end)
            assert_nothing_lost(client.post(admin_address(post), form), LETTERS)
    connection.close()
    assert_saved_when_sent_again(client, answer, post)


@pytest.fixture
def full_disk():
    """A disk of its own, without room, where the pictures lie."""
    place = Path(settings.MEDIA_ROOT)
    place.mkdir(parents=True, exist_ok=True)
    mount = shutil.which("mount")
    made = mount and os.geteuid() == 0
    made = made and not subprocess.run([mount, "-t", "tmpfs", "-o", "size=16k", "tmpfs", place], check=False).returncode
    if not made:
        missing = "Left out: a full disk needs root and mounts"
        pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(missing)
    yield
    subprocess.run(["umount", place], check=True)


def test_a_full_disk(client, full_disk):
    """Of pictures: the library's own files are received before a form is saved, and their form comes back by itself."""
    chosen = {
        "file": SimpleUploadedFile("flood.jpg", picture() + os.urandom(60_000)),
        "note": "For the page on floods.",
    }
    answer = client.post(reverse("admin:filer-ajax_upload"), chosen)
    assert_nothing_lost(answer, "For the page on floods.", "Choose it again: flood.jpg", "Tell whoever looks after it.")
    assert "Try again</button>" not in answer.text


@only_sqlite
def test_a_file_that_was_received_is_sent_again_with_the_rest(client):
    edition = EditionFactory(document=DocumentFactory())
    form = untouched(client.get(admin_address(edition)), change_note=LETTERS)
    form |= {"files-TOTAL_FORMS": "1", "files-0-role": "main", "files-0-position": "0"}
    form["files-0-file"] = SimpleUploadedFile("policy.pdf", pdf())
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as other:
        other.execute("BEGIN IMMEDIATE")
        connection.cursor().execute("PRAGMA busy_timeout = 50")
        answer = client.post(admin_address(edition), form)
    assert_nothing_lost(answer, LETTERS)
    assert client.post(admin_address(edition), untouched(answer)).status_code == 302
    assert edition.files.get().name == "policy.pdf"
