"""What the site asks others for."""

import errno
import socket
import time
from datetime import timedelta

import pytest
from django.core.files.storage import storages

from lscb_site.operations.doctor import outside
from lscb_site.operations.doctor.findings import State
from tests.operations.doctor.certificates import DAY, Issuer, shown_to_who_asks


def state(examination):
    (found,) = examination()
    return found.state


@pytest.fixture
def silent_server():
    """Accepts, and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_mail_server_that_says_nothing_is_not_waited_for(settings, silent_server, monkeypatch):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", silent_server, 20
    monkeypatch.setattr(outside, "PATIENCE", 0.2)
    began = time.monotonic()
    assert state(outside.mail) is State.ILL
    assert time.monotonic() - began < 5


def test_letters_that_go_to_nobody_are_said(settings):
    assert state(outside.mail) is State.WELL
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert state(outside.mail) is State.LOOK


def found_of(settings, file):
    with shown_to_who_asks(file) as port:
        settings.SITE_ADDRESS = f"https://localhost:{port}"
        (found,) = outside.certificate()
    return found


@pytest.mark.parametrize(("days", "expected"), [(60, State.WELL), (15, State.LOOK), (3, State.ILL)])
def test_the_end_is_read_from_the_certificate_that_is_shown(settings, tmp_path, monkeypatch, days, expected):
    issuer = Issuer(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(issuer.file))
    found = found_of(settings, issuer.issue("localhost", ends=days * DAY + timedelta(minutes=5)))
    assert found.state is expected
    assert f"{days} days" in found.sentence
    assert abs(found.figure - days * outside.DAY - 300) < 60


@pytest.mark.parametrize(
    ("name", "dates", "words"),
    [
        ("localhost", {"ends": -DAY}, "certificate has expired"),
        ("localhost", {"begins": DAY, "ends": 60 * DAY}, "not yet valid"),
        ("www.example.org", {"ends": 60 * DAY}, "mismatch"),
    ],
)
def test_a_certificate_that_browsers_turn_away(settings, tmp_path, monkeypatch, name, dates, words):
    issuer = Issuer(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(issuer.file))
    found = found_of(settings, issuer.issue(name, **dates))
    assert found.state is State.ILL
    assert words in found.sentence
    assert "Renew it" in found.mend


def test_an_issuer_whom_nobody_knows(settings, tmp_path):
    found = found_of(settings, Issuer(tmp_path).issue("localhost", ends=60 * DAY))
    assert found.state is State.ILL
    assert "unable to get local issuer" in found.sentence


@pytest.mark.parametrize(
    ("days", "expected"), [(22, State.WELL), (21, State.WELL), (20, State.LOOK), (7, State.LOOK), (6, State.ILL)]
)
def test_a_certificate_that_ends_soon_is_said(settings, monkeypatch, days, expected):
    settings.SITE_ADDRESS = "https://www.example.org"
    end = time.time() + days * outside.DAY + 60
    monkeypatch.setattr(outside, "end_of_certificate", lambda host, port: end)
    assert state(outside.certificate) is expected


def test_a_certificate_that_cannot_be_seen_is_not_known(settings, silent_server, monkeypatch):
    settings.SITE_ADDRESS = f"https://127.0.0.1:{silent_server}"
    monkeypatch.setattr(outside, "PATIENCE", 0.2)
    (found,) = outside.certificate()
    assert found.state is State.WELL
    assert "not known" in found.sentence


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"maxmemory": 1000, "maxmemory_policy": "allkeys-lru"}, State.WELL),
        ({"maxmemory": 0, "maxmemory_policy": "allkeys-lru"}, State.LOOK),
        ({"maxmemory": 1000, "maxmemory_policy": "noeviction"}, State.LOOK),
    ],
)
def test_a_redis_without_a_limit_is_said(settings, monkeypatch, told, expected):
    settings.CACHES = settings.CACHES | {"pages": {"LOCATION": "redis://127.0.0.1:9/0"}}
    monkeypatch.setattr("redis.Redis.info", lambda self, section: told)
    assert state(outside.redis) is expected


def test_a_redis_that_says_nothing_is_not_waited_for(settings, silent_server, monkeypatch):
    settings.CACHES = settings.CACHES | {"pages": {"LOCATION": f"redis://127.0.0.1:{silent_server}/0"}}
    monkeypatch.setattr(outside, "PATIENCE", 0.2)
    assert state(outside.redis) is State.LOOK


def test_the_store_is_written_to_and_left_as_it_was(settings, tmp_path, monkeypatch):
    store = storages.create_storage(settings.STORAGES["documents"] | {"OPTIONS": {"location": tmp_path}})
    monkeypatch.setattr(outside, "storages", {"documents": store})
    assert state(outside.storage) is State.WELL
    assert list(tmp_path.rglob("*.bin")) == []

    def full(*args, **kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(store, "save", full)
    assert state(outside.storage) is State.ILL
