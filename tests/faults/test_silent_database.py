"""A database that accepts and never answers, that is cut off, or whose rows somebody has locked."""

import inspect
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import psycopg2
import pytest
from django.db import connection

from lscb_contacts.confirming.links import token_of
from lscb_contacts.models import ConfirmationRequest

# Seconds. Half a second is what is promised, but the machine does other things too; what waits for the database without
# that promise waits ten.
AT_ONCE = 6
READY = ["/", "/news/", "/resources/", "/contacts/hackney/", "/worried/"]
TOKEN = token_of(ConfirmationRequest(pk=7))
SECRETS = ["SE1", "7PB", "secretwords", TOKEN]
FORM = "postcode=SE1+7PB"
OTHERS = [
    ("/search/?q=secretwords+SE1+7PB", {}),
    ("/search/suggest/?q=secretwords", {}),
    ("/contacts/find/", {"method": "POST", "body": FORM}),
    (f"/contacts/confirm/{TOKEN}/", {}),
    (f"/contacts/confirm/{TOKEN}/changes/", {"method": "POST", "body": "role=secretwords"}),
    (f"/shared/{TOKEN}/", {}),
    ("/contacts/?q=secretwords", {}),
    ("/nothing-has-this-address/", {}),
    ("/admin/", {"Cookie": "sessionid=0123456789abcdef0123456789abcdef"}),
]


def warm(portal):
    until(lambda: all(portal.ask(path).status == 200 for path in READY))


def is_well(portal) -> bool:
    return portal.ask("/readyz").status == 200


def ask_all(portal):
    """Sixteen at once: twice as many as there are threads."""
    asked = [(path, {}) for path in READY] + OTHERS + [("/healthz", {}), ("/readyz", {}), ("/static/css/site.css", {})]
    with ThreadPoolExecutor(len(asked)) as threads:
        waiting = [threads.submit(portal.ask, path, **how) for path, how in asked]
        return {path: answer.result() for (path, _), answer in zip(asked, waiting, strict=True)}


@pytest.mark.parametrize("fault", ["silent", "cut"])
def test_every_request_is_answered_at_once_and_no_log_says_what_was_asked(portal, fault):
    warm(portal)
    if fault == "silent":
        portal.relay.is_silent = True
    else:
        portal.relay.cut()
    for _ in range(2):
        answers = ask_all(portal)
        assert {path: answer.seconds for path, answer in answers.items() if answer.seconds > AT_ONCE} == {}
        for path in READY:
            assert answers[path].status == 200
            assert answers[path].headers["Warning"].startswith("110")
        assert answers["/healthz"].status == answers["/static/css/site.css"].status == 200
        assert (answers["/readyz"].status, answers["/readyz"].text) == (503, "The database does not answer.\n")
        for path, _ in OTHERS:
            assert answers[path].status == 503
            assert "tel:999" in answers[path].text
    portal.relay.restore()
    until(lambda: is_well(portal))
    until(lambda: all(answer.status < 500 for answer in ask_all(portal).values()))
    until(lambda: "Warning" not in portal.ask("/news/").headers)
    said = portal.log.read_text()
    assert "The database does not answer" in said
    assert [secret for secret in SECRETS if secret in said] == []


def test_a_lock_on_the_version_makes_no_reader_wait(portal):
    warm(portal)
    facts = connection.get_connection_params()
    with closing(psycopg2.connect(**facts)) as other, other.cursor() as cursor:
        cursor.execute("UPDATE caching_contentversion SET number = number + 1")  # as a change before its commit
        until(lambda: "Warning" not in (fresh := portal.ask("/news/")).headers and fresh.seconds < AT_ONCE)
        cursor.execute("LOCK TABLE caching_contentversion IN ACCESS EXCLUSIVE MODE")  # as a migration
        for _ in range(3):
            stale = portal.ask("/news/")
            assert stale.seconds < AT_ONCE
            assert (stale.status, stale.headers["Warning"][:3]) == (200, "110")
        other.rollback()
    until(lambda: is_well(portal))


def test_a_download_and_a_vain_search_do_not_wait_for_their_numbers(portal):
    from resources.models import EditionFile

    file = EditionFile.objects.exclude(file="").first()
    facts = connection.get_connection_params()
    with closing(psycopg2.connect(**facts)) as other, other.cursor() as cursor:
        cursor.execute("LOCK TABLE resources_downloadcount, search_missedphrase IN EXCLUSIVE MODE")
        for path in (file.get_absolute_url(), "/search/?q=zzzzqq"):
            until(lambda path=path: portal.ask(path).status == 200)
            assert max(portal.ask(path).seconds for _ in range(8)) < AT_ONCE
        other.rollback()


def test_the_worker_outlives_a_database_that_is_away(portal):
    worker = portal.start("worker")
    until(lambda: "Starting worker" in portal.log.read_text())
    portal.relay.cut()
    until(lambda: portal.log.read_text().count("The worker could not reach the database") >= 2)
    before = portal.relay.accepted
    portal.relay.restore()
    until(lambda: portal.relay.accepted > before)
    assert worker.poll() is None


def until(true, seconds=60):
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, inspect.getsource(true)
        time.sleep(0.1)
