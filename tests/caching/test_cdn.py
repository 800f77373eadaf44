"""What a CDN is told: nothing, unless it is asked for; then no longer than a page is true, and of no reader's words."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from lscb_site.caching.version import default_connection, raise_version
from tests.caching.wsgi_process import Process
from tests.factories import PostFactory

pytestmark = pytest.mark.django_db

TELLS = {"CDN-Cache-Control", "Surrogate-Control", "Surrogate-Key", "Cache-Tag"}


def told(answer):
    return {name: value for name, value in answer.headers.items() if name in TELLS}


def test_without_a_setting_a_cdn_asks_each_time(process):
    assert told(process.get("/news/")) == {}


def test_each_sending_tells_it_and_browsers_ask_all_the_same(process, settings):
    settings.CDN_SECONDS = 10
    made, kept = process.get("/news/"), process.get("/news/")
    held = process.get("/news/", If_None_Match=kept.headers["ETag"])
    assert [made.status, kept.status, held.status] == [200, 200, 304]
    assert process.made == 1
    assert told(made) == told(kept) == told(held)
    assert told(kept)["CDN-Cache-Control"] == "public, max-age=10, stale-if-error=86400"
    assert told(kept)["Surrogate-Control"] == "max-age=10, stale-if-error=86400"
    assert kept.headers["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_all_pages_and_those_of_a_version_have_a_name(process, settings):
    settings.CDN_SECONDS = 10
    before = told(process.get("/news/"))
    raise_version(default_connection())  # as a change does when it is committed
    after = told(process.get("/news/"))
    for tags in (
        [each["Surrogate-Key"].split(" ") for each in (before, after)],
        [each["Cache-Tag"].split(",") for each in (before, after)],
    ):
        assert tags[0][0] == tags[1][0] == "pages"
        assert tags[0][1] != tags[1][1]
        assert tags[0][1].removeprefix("version-").isdecimal()


def test_it_keeps_nothing_beyond_the_moment_at_which_it_changes(process, settings):
    settings.CDN_SECONDS = 60
    nine = datetime(2026, 3, 10, 9, tzinfo=UTC)
    with time_machine.travel(nine - timedelta(hours=1), tick=False):
        PostFactory(state="published", publish_from=nine)
        assert told(process.get("/news/"))["Surrogate-Control"].startswith("max-age=60,")
    with time_machine.travel(nine - timedelta(seconds=20), tick=False):
        assert told(process.get("/news/"))["Surrogate-Control"].startswith("max-age=20,")
    with time_machine.travel(nine - timedelta(seconds=0.5), tick=False):
        assert told(process.get("/news/")) == {}


@pytest.mark.parametrize("address", ["/contacts/?q=hackney", "/search/?q=grooming", "/nothing-here/", "/admin/login/"])
def test_what_is_typed_or_not_for_everybody_stays_out(process, settings, address):
    settings.CDN_SECONDS = 10
    assert told(process.get(address)) == {}


def test_nor_what_is_shown_without_the_database(process, settings, lose_database):
    settings.CDN_SECONDS = 10
    process.get("/news/")
    lose_database(process)
    answer = process.get("/news/")
    assert answer.headers["Cache-Control"] == "no-store"
    assert told(answer) == {}


def test_a_reader_with_a_session_is_told_nothing_of_it(process, settings, editor, client):
    settings.CDN_SECONDS = 10
    client.force_login(editor)
    cookie = f"sessionid={client.cookies['sessionid'].value}"
    assert told(process.get("/news/", Cookie=cookie)) == {}


def test_switched_off_there_is_nothing_to_keep(settings):
    settings.CDN_SECONDS = 10
    process = Process()
    process.front.is_on = False
    assert told(process.get("/news/")) == {}
