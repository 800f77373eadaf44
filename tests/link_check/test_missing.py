"""What is counted of addresses that readers did not find, and what is not."""

import pytest
from django.contrib.redirects.models import Redirect
from django.db import IntegrityError, OperationalError, transaction
from django.test import Client

from lscb_site.link_check import missing
from lscb_site.link_check.models import CheckedLink, MissingAddress
from lscb_site.link_check.tasks import gather_links
from tests.conftest import signed_in
from tests.factories import PostFactory

pytestmark = pytest.mark.django_db
OLD = "/board/procedures-2013/"


def asked_for(path=OLD, client=None, **request):
    return (client or Client()).get(path, **request)


def counted():
    return list(MissingAddress.objects.values_list("path", "times"))


def test_it_is_counted_per_path_with_the_first_and_the_last_day(time_machine):
    for day in ("2026-11-24", "2026-11-26", "2026-11-26"):
        time_machine.move_to(f"{day} 12:00:00 +0000")
        assert asked_for(f"{OLD}?q=somebody").status_code == 404
    row = MissingAddress.objects.get()
    assert (row.path, row.times, str(row.first_on), str(row.last_on)) == (OLD, 3, "2026-11-24", "2026-11-26")


def test_nothing_else_is_kept():
    assert {field.name for field in MissingAddress._meta.get_fields()} == {"id", "path", "times", "first_on", "last_on"}


@pytest.mark.parametrize(
    "path",
    [
        "/wp-login.php",
        "/wp-content/plugins/",
        "/blog/wp-includes/wlwmanifest.xml",
        "/.env",
        "/.git/config",
        "/.well-known/acme-challenge/x",
        "/index.php",
        "/a.aspx",
        "/cgi-bin/luci",
        "/backup.sql",
        "/../../etc/passwd",
        "//evil.example/",
        "/phpmyadmin/",
        "/apple-touch-icon.png",
        "/<script>",
        "/a@example.org/",
        "/contacts/SE1 7PB/",
        "/contacts/se17pb/",
        "/call/07700900123/",
        "/call/07700 900 123/",
        "/share/7.Y4VWssWgYLOpmJti8kqz6oDFRcDTx76rzHZ7H0XQY2M/",
        "/Contacts/Confirm/7.Y4VWssWgYLOpmJti8kqz6oDFRcDTx76rzHZ7H0XQY2M",
        "/resources/files/0123456789abcdef0123/review of a child.pdf",
        "/case/943-476-5919/",
        "/files/0123456789abcdef01234567/",
        "/" + "a" * 150,
        "/" + "a/" * 20,
        "/" + "a/" * 150,
        "/caf\u00e9/",
        "/%FF/\u2028",
    ],
)
def test_what_no_reader_means_and_what_may_be_about_somebody_is_not_kept(path):
    assert not missing.may_be_kept(path)


@pytest.mark.parametrize(
    "path",
    [
        OLD,
        "/Board/Procedures_2013.pdf",
        "/publications/annual-report-2013-14.html",
        "/news/2013/09/launch",
        "/london cse protocol/",
        "/files/20150318-minutes.doc",
        "/what's-new/",
    ],
)
def test_what_a_reader_may_have_meant_is_kept(path):
    assert missing.may_be_kept(path)


def test_bytes_that_are_no_text_are_answered_and_cost_nothing():
    assert asked_for("/caf%E9/").status_code == 404
    assert asked_for("/%FF%FE/").status_code == 404
    assert [path for path, _ in counted() if "\ufffd" in path] == []


def test_what_is_answered_is_not_counted(editor):
    PostFactory(slug="launch", live=True)
    Redirect.objects.create(site_id=1, old_path="/old/", new_path="/news/")
    Redirect.objects.create(site_id=1, old_path="/gone/", new_path="")
    statuses = [asked_for(path).status_code for path in ("/news/launch/", "/old/", "/gone/", "/NEWS/launch")]
    assert statuses == [200, 301, 410, 301]
    Client().post(OLD)
    Client().head(OLD)
    asked_for("/admin/never/")
    asked_for("/static/never.css")
    asked_for("/media/never.png")
    asked_for(client=signed_in(editor))
    assert counted() == []


def test_a_reader_waits_for_no_number_and_gets_the_page_without_it(monkeypatch):
    def away(path):
        raise OperationalError

    monkeypatch.setattr(missing, "note", away)
    assert asked_for().status_code == 404


def test_rows_are_bounded(monkeypatch):
    monkeypatch.setattr(missing, "MOST", 3)
    monkeypatch.setattr(missing, "FREED", 2)
    for path in (OLD, OLD, "/a/", "/b/", "/c/"):
        missing.note(path)
    assert counted() == [(OLD, 2), ("/c/", 1)]


def test_rows_are_bounded_though_each_is_asked_for_twice(monkeypatch):
    monkeypatch.setattr(missing, "MOST", 3)
    monkeypatch.setattr(missing, "FREED", 1)
    for number in range(9):
        for _ in range(2):
            missing.note(f"/made-up-{number}/")
    assert MissingAddress.objects.count() == 3


def test_the_token_of_a_link_is_not_kept():
    for path in ("/contacts/confirm/cut-off-in-the-letter/", "/shared/cut-off/", "/shared/cut-off/news/plans/"):
        assert asked_for(path).status_code == 404
    for part in ("confirm/cut-off/", "mine/cut-off/", "mine/cut-off/data/", "stop/cut-off/"):
        assert asked_for(f"/follow/{part}").status_code == 404
    assert counted() == []


def test_the_night_takes_away_what_is_old_and_what_answers_by_now(time_machine):
    time_machine.move_to("2026-08-01 12:00:00 +0000", tick=False)
    missing.note("/old/")
    time_machine.move_to("2026-11-26 12:00:00 +0000", tick=False)
    for path in ("/news/launch/", OLD):
        missing.note(path)
    PostFactory(slug="launch", live=True)
    gather_links.call()
    assert counted() == [(OLD, 1)]


def test_whoever_leads_it_on_finds_it_gone_from_the_list():
    for path in (OLD, f"{OLD}part/", OLD.upper(), "/board/"):
        missing.note(path)
    Redirect.objects.create(site_id=1, old_path=OLD, new_path="/news/")
    assert counted() == [("/board/", 1)]


def test_it_is_said_whether_a_link_of_ours_leads_there():
    PostFactory(body=f'<a href="{OLD}">It</a>', live=True)
    for path in (OLD, "/other/"):
        missing.note(path)
    gather_links.call()
    assert dict(missing.with_links().values_list("path", "is_linked")) == {OLD: True, "/other/": False}
    CheckedLink.objects.all().delete()
    assert not missing.with_links().filter(is_linked=True).exists()


@pytest.mark.parametrize("facts", [{"path": "no-slash"}, {"last_on": "2026-11-25"}])
def test_the_database_keeps_what_is_said_of_it(facts):
    whole = {"path": OLD, "times": 1, "first_on": "2026-11-26", "last_on": "2026-11-26"} | facts
    with pytest.raises(IntegrityError), transaction.atomic():
        MissingAddress.objects.create(**whole)
