"""Pages are made of a copy of the database only while it has the content version of the main one."""

import sqlite3
from contextlib import closing

import pytest
from django.conf import settings as site_settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, connections, router
from environs import Env

from lscb_site.caching.database_settings import database_settings
from lscb_site.caching.replica import ALIAS, Router, reading_from_the_copy
from lscb_site.caching.sqlite3.base import DatabaseWrapper
from lscb_site.caching.version import default_connection, raise_version
from lscb_site.search.models import SearchItem
from news.models import Post
from tests import databases
from tests.caching.wsgi_process import Process
from tests.factories import PostFactory

MAIN = {"ENGINE": "django.db.backends.postgresql", "NAME": "portal"}


class OfNoTest(DatabaseWrapper):
    """Django's tests refuse databases that were not there when they began."""

    def ensure_connection(self):
        if self.connection is None:
            with self.wrap_database_errors:
                self.connect()


class Copy:
    """A second file in the place of a server that follows the first: it takes over what was committed when told."""

    def __init__(self, path):
        self.path = path
        self.take_over()

    def take_over(self):
        connections[ALIAS].close()
        with closing(sqlite3.connect(self.path)) as file:
            connection.ensure_connection()
            connection.connection.backup(file)

    def say(self, statement):
        with closing(sqlite3.connect(self.path)) as file, file:
            file.execute(statement)

    def break_down(self):
        connections[ALIAS].close()
        self.path.unlink()
        for ending in ("-wal", "-shm"):
            self.path.with_name(self.path.name + ending).unlink(missing_ok=True)
        self.path.mkdir()


@pytest.fixture
def copy(transactional_db, tmp_path, monkeypatch):
    if databases.is_postgresql():
        pytest.skip("A server that follows another is not to be had in a test: the files of SQLite stand in.")
    path = tmp_path / "copy.sqlite3"
    facts = connection.settings_dict | {"NAME": str(path)}
    monkeypatch.setitem(site_settings.DATABASES, ALIAS, facts)
    connections[ALIAS] = OfNoTest(facts, ALIAS)
    yield Copy(path)
    connections[ALIAS].close()
    del connections[ALIAS]


@pytest.fixture
def process(copy):
    return Process()


def test_a_page_is_made_of_the_copy_while_it_is_up_to_date(copy, process):
    PostFactory(live=True, title="The launch")
    copy.take_over()
    copy.say("UPDATE news_post SET title = 'As the copy has it'")
    assert "As the copy has it" in process.get("/news/").text


def test_a_copy_that_is_late_is_not_asked(copy, process):
    PostFactory(live=True, title="Before")
    copy.take_over()
    assert "Before" in process.get("/news/").text
    Post.objects.get().delete()
    PostFactory(live=True, title="After")
    answer = process.get("/news/").text
    assert "After" in answer
    assert "Before" not in answer


def test_nor_one_that_was_ahead_of_a_restored_main_one(copy, process):
    PostFactory(live=True, title="The launch")
    copy.take_over()
    copy.say("UPDATE news_post SET title = 'Of another time'")
    copy.say("UPDATE caching_contentversion SET number = number + 1")
    assert "Of another time" not in process.get("/news/").text


def test_a_copy_that_fails_costs_no_reader_anything(copy, process):
    PostFactory(live=True, title="The launch")
    copy.take_over()
    copy.break_down()
    assert "The launch" in process.get("/news/").text
    raise_version(default_connection())
    answer = process.get("/news/")
    assert (answer.status, "Warning" in answer.headers) == (200, False)


def test_a_copy_that_fails_while_a_page_is_made(copy, process):
    PostFactory(live=True, title="The launch")
    copy.take_over()
    copy.say("DROP TABLE news_post")
    answer = process.get("/news/")
    assert answer.status == 200
    assert "The launch" in answer.text


def test_staff_read_the_main_one(copy, process, editor, client):
    PostFactory(live=True, title="The launch")
    client.force_login(editor)
    copy.take_over()
    copy.say("UPDATE news_post SET title = 'As the copy has it'")
    cookie = f"sessionid={client.cookies['sessionid'].value}"
    assert "The launch" in process.get("/news/", Cookie=cookie).text


@pytest.mark.django_db
def test_what_is_read_from_the_copy_is_written_to_the_main_one():
    post = Post(title="The launch")
    post._state.db = ALIAS
    with reading_from_the_copy():
        assert router.db_for_read(Post) == ALIAS
        assert router.db_for_read(SearchItem) == "default"
        assert router.db_for_write(Post, instance=post) == "default"
    assert router.db_for_read(Post, instance=post) == "default"


def test_nothing_is_migrated_there():
    assert Router().allow_migrate("default", "news")
    assert not Router().allow_migrate(ALIAS, "news")


def settings_of(monkeypatch, url):
    monkeypatch.setenv("DATABASE_REPLICA_URL", url)
    return database_settings(Env(), dict(MAIN))["DATABASES"]


def test_the_setting(monkeypatch):
    found = settings_of(monkeypatch, "postgres://portal:secret@10.0.0.2:5432/portal")
    assert found[ALIAS]["HOST"] == "10.0.0.2"
    assert found[ALIAS]["ENGINE"] == found["default"]["ENGINE"] == "lscb_site.caching.postgresql"
    assert settings_of(monkeypatch, "").keys() == {"default"}


def test_a_file_follows_nobody(monkeypatch):
    with pytest.raises(ImproperlyConfigured, match="for a PostgreSQL that follows another"):
        settings_of(monkeypatch, "sqlite:////tmp/copy.sqlite3")
