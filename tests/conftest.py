"""Fixtures for every test: people with roles, the site with the Board's content, and nothing left on disk."""

import shutil

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client

from tests.factories import AdministratorFactory, EditorFactory, PublisherFactory
from tests.running_site import TOP


def pytest_configure():
    # Addresses of static files as they are written, so that a test needs no collectstatic.
    # In place: the models' import has copied the outer dictionary already.
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_unconfigure():
    shutil.rmtree(settings.DATA_DIR, ignore_errors=True)


def pytest_collection_modifyitems(items):
    """Tests on the loaded site come last: its content is committed, and the others start from empty tables."""
    items.sort(key=lambda item: "loaded_database" in item.fixturenames)


@pytest.fixture(autouse=True)
def empty_cache():
    yield
    cache.clear()


@pytest.fixture(scope="session")
def loaded_database(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        call_command("load_content", verbosity=0)


@pytest.fixture
def loaded_site(loaded_database, db):
    """The database as `load_content` fills it. Loaded once; what a test changes is rolled back as always."""


@pytest.fixture(scope="session")
def static_root(worker_id):
    """Where a running site collects its static files: kept between sessions, because collecting takes long."""
    return TOP / "var" / "tests" / f"static-{worker_id}"


@pytest.fixture
def editor(db):
    return EditorFactory()


@pytest.fixture
def publisher(db):
    return PublisherFactory()


@pytest.fixture
def administrator(db):
    return AdministratorFactory()


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
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
