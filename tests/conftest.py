"""Fixtures for every test: people with roles, the site with the Board's content, and nothing left on disk."""

import gc
import os
import re
import shutil
from contextlib import ExitStack
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from lscb_site.caching.patience import limit_waiting
from lscb_site.editing.opened import FIELD
from lscb_site.web import afterwards
from tests import answers_of_children, databases, outside_transactions
from tests.factories import AdministratorFactory, EditorFactory, PublisherFactory
from tests.parts import is_slow, is_slow_file
from tests.running_site import TOP, RunningSite

pytest_plugins = ["tests.s3"]

# London's time at which a whole run is to take place, and from which the clock ticks on: CLOCK="2026-10-25 00:45".
# What runs in processes of its own (a site, a browser) keeps the machine's.
CLOCK = os.environ.get("CLOCK")
clock = time_machine.travel(datetime.fromisoformat(CLOCK).replace(tzinfo=ZoneInfo("Europe/London"))) if CLOCK else None


def pytest_configure(config):
    if clock:
        clock.start()
    if not is_worker(config):
        databases.forget_templates()
    # Addresses of static files as they are written, so that a test needs no collectstatic.
    # In place: the models' import has copied the outer dictionary already.
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if databases.is_postgresql():
        databases.forgo_durability()
        databases.empty_by_deleting()
    else:
        databases.use_sqlite_file()


def pytest_sessionstart(session):
    outside_transactions.watch()
    answers_of_children.remember()


def pytest_ignore_collect(collection_path, config):
    """What `make test` leaves out as a whole is not read: each process would import and collect it, for nothing."""
    if config.option.markexpr != "not slow" or not collection_path.is_file():
        return None  # let others decide
    return is_slow_file(collection_path.relative_to(TOP).as_posix()) or None


def pytest_collection_finish():
    # Tests that import lscb_site.wsgi have made this a web process, which waits only so long for its database.
    limit_waiting(None)
    # What stands now will stay, so looking for waste in it again and again is waste.
    gc.collect()
    gc.freeze()
    gc.set_threshold(500_000)


def pytest_unconfigure(config):
    if clock:
        clock.stop()
    shutil.rmtree(settings.DATA_DIR, ignore_errors=True)
    if not is_worker(config):
        databases.forget_templates()


def is_worker(config) -> bool:
    """One of the processes that xdist starts, and not the one that started them."""
    return hasattr(config, "workerinput")


def pytest_collection_modifyitems(config, items):
    """Tests on the loaded site come last: its content is committed, and the others start from empty tables. What never
    asks the database is proven on SQLite, and not again on PostgreSQL."""
    for item in items:
        if "loaded_database" in item.fixturenames:
            item.add_marker(pytest.mark.django_db)  # without it pytest-django makes no database
        if is_slow(item):
            item.add_marker("slow")
    items.sort(key=lambda item: "loaded_database" in item.fixturenames)
    if databases.is_postgresql():
        without = [item for item in items if not asks_the_database(item)]
        config.hook.pytest_deselected(items=without)
        items[:] = [item for item in items if asks_the_database(item)]


def asks_the_database(item) -> bool:
    fixtures = {"db", "transactional_db"}
    return item.get_closest_marker("django_db") is not None or not fixtures.isdisjoint(item.fixturenames)


@pytest.fixture(name="time_machine")
def standing_clock(time_machine):
    """Where a test puts the clock it stands: a slow machine would reach midnight while the test asks what was."""
    time_machine.move_to = partial(time_machine.move_to, tick=False)
    return time_machine


@pytest.fixture(autouse=True)
def empty_cache():
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def closed_answers(monkeypatch):
    """A file that a test asked for and did not read is read to its end after it, which closes it, as a server does."""
    ask = Client.request
    with ExitStack() as answers:

        def request(self, **environ):
            answer = ask(self, **environ)
            if answer.streaming:
                answers.callback(list, answer)
            return answer

        monkeypatch.setattr(Client, "request", request)
        yield
        # What would be counted when they close has no database any more.
        monkeypatch.setattr(afterwards, "try_to", lambda count: None)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, django_db_blocker):
    databases.let_flush_pass()
    if databases.is_postgresql():
        with django_db_blocker.unblock():
            databases.copy_migrated_database()


@pytest.fixture(scope="session")
def loaded_database(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        databases.load_content()


@pytest.fixture
def loaded_site(loaded_database, db):
    """The database as `load_content` fills it. Loaded once; what a test changes is rolled back as always."""


@pytest.fixture(scope="session")
def visits(loaded_database, django_db_blocker):
    """Every public address as a visitor gets it: see tests/house/visits.py."""
    from tests.house.visits import visit_all

    with django_db_blocker.unblock():
        return databases.made_once("visits", visit_all)


@pytest.fixture(scope="session")
def running_site(tmp_path_factory):
    """The whole site with two web processes and a database of its own, as `make run` starts it. One for all tests."""
    # Static files are kept between sessions, because collecting them takes long.
    site = RunningSite(tmp_path_factory.mktemp("site"), TOP / "var" / "tests" / "static")
    site.start()
    site.untouched = site.copied_to(tmp_path_factory.mktemp("untouched"))
    yield site
    if site.is_running:
        site.stop()
    assert "Traceback" not in site.log.read_text(), "The site logged an error"


@pytest.fixture
def site(running_site):
    """The running site, started again where the test before has stopped it."""
    if not running_site.is_running:
        running_site.start()
    return running_site


@pytest.fixture
def editor(db):
    return EditorFactory()


@pytest.fixture
def publisher(db):
    return PublisherFactory()


@pytest.fixture
def administrator(db):
    return AdministratorFactory()


class Editing(Client):
    """Whoever sends a form or a decision to the admin has opened its screen before: so does `post`, for what says at
    which version a form was opened and what a screen showed. A test that says it itself is left alone."""

    SCREENS = re.compile(r"/admin/.+/(change|withdraw)/|/admin/cms/placeholder/edit-plugin/.+")
    ANSWERS = {"reason", "confirmed_by"}  # of the screens that actions lead to

    def post(self, path, data=None, *args, **kwargs):
        if isinstance(data, dict) and not data.keys() & {FIELD, "seen"}:
            data = data | self.known_from(path, data)
        return super().post(path, data, *args, **kwargs)

    def known_from(self, path, data) -> dict[str, str]:
        if self.SCREENS.fullmatch(path):
            screen = self.get(path)
        elif "action" in data and data.keys() & self.ANSWERS:
            screen = super().post(path, {name: data[name] for name in ("action", "_selected_action")})
        else:
            return {}
        found = {FIELD: "opened", "seen": "seen"}
        return {name: str(screen.context[key]) for name, key in found.items() if key in (screen.context or ())}


def signed_in(user) -> Client:
    client = Editing()
    client.force_login(user)
    return client


@pytest.fixture
def editor_client(editor):
    return signed_in(editor)


@pytest.fixture
def publisher_client(publisher):
    return signed_in(publisher)


@pytest.fixture
def administrator_client(administrator):
    return signed_in(administrator)
