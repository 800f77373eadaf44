"""The list of the audit record: who may see it, what it is narrowed to, what it costs, and its CSV."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from lscb_site.accounts.roles import Role, permissions_of
from lscb_site.audit import admin as audit_admin
from lscb_site.audit.acts import Act
from lscb_site.audit.models import Entry, KeptFor
from lscb_site.audit.recording import record
from lscb_site.pages.writing import write_page
from tests.audit.entries import EXPORT, LIST, at, lines
from tests.conftest import signed_in
from tests.editing.browser_form import untouched
from tests.factories import (
    ComparisonFactory,
    ContactPointFactory,
    EditionFactory,
    PostFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

PERIOD = "/admin/audit/keptfor/"


def table(answer) -> list[dict]:
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


# Who sees it ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [LIST, EXPORT, PERIOD])
def test_only_an_administrator_sees_it(client, editor_client, publisher_client, administrator_client, address):
    assert client.get(address).status_code == 302
    assert editor_client.get(address).status_code == 403
    assert publisher_client.get(address).status_code == 403
    assert administrator_client.get(address).status_code == 200


@pytest.mark.parametrize("role", Role)
def test_no_role_changes_or_deletes_it(role):
    names = {name for name in permissions_of(role) if name.startswith("audit.")}
    view = {"audit.view_entry", "audit.view_keptfor", "audit.change_keptfor"}
    assert names == (view if role == Role.ADMINISTRATOR else set())


@pytest.mark.parametrize("screen", ["add", "change", "delete"])
def test_an_entry_has_no_form_not_even_for_a_superuser(screen):
    client, entry = signed_in(UserFactory(is_superuser=True, is_staff=True)), record(Act.SIGNED_IN)
    address = f"{LIST}add/" if screen == "add" else f"{LIST}{entry.pk}/{screen}/"
    assert client.get(address).status_code in (403, 404)
    assert client.post(address, {"post": "yes", "act": "published"}).status_code in (403, 404)
    assert [each.act for each in Entry.objects.all()] == ["signed_in"]


def test_the_list_takes_nothing_away(administrator_client):
    record(Act.SIGNED_IN)
    chosen = {"action": "delete_selected", "_selected_action": [Entry.objects.get().pk], "post": "yes"}
    administrator_client.post(LIST, chosen)
    assert Entry.objects.count() == 1


def test_the_menu_leads_to_it(administrator_client, publisher_client):
    assert LIST in administrator_client.get("/admin/everything/").text
    assert LIST not in publisher_client.get("/admin/everything/").text


# What it says ---------------------------------------------------------------------------------------------------------


def test_while_it_is_empty_it_says_so(administrator_client):
    assert "Nothing is recorded yet." in administrator_client.get(LIST).text


def test_the_newest_stands_first_with_day_and_time_in_london(administrator_client):
    for day, act in [(28, Act.SIGNED_IN), (30, Act.SIGNED_OUT)]:
        Entry.objects.create(at=at(day, 9, 5), act=act.value, person=UserFactory(first_name="Pat", last_name="Smith"))
    answer = administrator_client.get(LIST)
    assert lines(answer) == ["Pat Smith signed out.", "Pat Smith signed in."]
    assert "30 March 2026, 09:05" in answer.text


def test_what_somebody_is_called_is_text(administrator_client):
    record(Act.PUBLISHED, person=UserFactory(first_name="<b>{about}</b>"), thing=PostFactory(title="{who}<i>"))
    answer = administrator_client.get(LIST)
    assert lines(answer) == ["<b>{about}</b> published the news item “{who}<i>”."]
    assert "<b>{about}" not in answer.text


# What it costs --------------------------------------------------------------------------------------------------------


def entries_of_every_kind(count, publisher):
    """Things whose names stand in other rows, among them."""
    for number in range(count):
        edition = EditionFactory()
        things = [
            PostFactory(),
            edition,
            ContactPointFactory(),
            ComparisonFactory(older=edition, newer=EditionFactory(document=edition.document, number=9)),
            write_page(reverse_id="", title="Hubs", slug=f"hubs-{publisher.pk}-{count}-{number}", created_by=publisher),
        ]
        for thing in things:
            record(Act.PUBLISHED, person=UserFactory(), about=UserFactory(), thing=thing)


def test_a_page_of_it_costs_the_same_whatever_is_on_it(administrator_client, publisher):
    administrator_client.get(LIST)
    costs = []
    for count in (3, 12):
        entries_of_every_kind(count, publisher)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert len(lines(administrator_client.get(LIST))) >= count * 5
        costs.append(len(queries))
    assert costs[0] == costs[1], costs
    assert costs[1] <= 20


# The CSV --------------------------------------------------------------------------------------------------------------


def test_the_csv_has_what_the_list_is_narrowed_to_all_pages_of_it(administrator_client, monkeypatch):
    monkeypatch.setattr(audit_admin, "ON_A_PAGE", 2)
    monkeypatch.setattr(audit_admin, "AT_A_TIME", 2)
    for _ in range(5):
        record(Act.SIGNED_OUT)
    record(Act.SIGNED_IN, person=UserFactory(first_name="Pat"))
    (link,) = html.fromstring(administrator_client.get(LIST, {"act": "signed_out"}).text).xpath(
        "//a[text()='Save these as CSV']/@href"
    )
    answer = administrator_client.get(link)
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="audit-record-')
    assert [row["What"] for row in table(answer)] == ["Signed out"] * 5
    assert len(table(administrator_client.get(EXPORT))) == 6


def test_a_line_of_the_csv_in_full(administrator_client):
    pat, sam = UserFactory(first_name="Pat"), UserFactory(first_name="Sam")
    post = PostFactory(title="Conference")
    Entry.objects.create(
        at=at(30, 9, 5), act="published", person=pat, about=sam, thing_model="news.post", thing_pk=post.pk, detail="x"
    )
    assert table(administrator_client.get(EXPORT)) == [
        {
            "When": "2026-03-30 09:05:00",
            "What": "Published",
            "Who": "Pat",
            "About": "Sam",
            "Thing": "news.post",
            "Number of the thing": str(post.pk),
            "Detail": "x",
            "Sentence": "Pat published the news item “Conference”, as Sam had planned (x).",
        }
    ]


def test_no_cell_of_it_is_a_formula(administrator_client):
    record(Act.SECOND_FACTOR_RESET, person=UserFactory(first_name="=1+1"), detail="@SUM(A1)")
    (row,) = table(administrator_client.get(EXPORT))
    assert (row["Who"], row["Detail"]) == ("'=1+1", "'@SUM(A1)")
    assert row["Sentence"].startswith("'=1+1 reset")


def test_the_csv_is_asked_for_a_part_at_a_time(administrator_client, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(audit_admin, "AT_A_TIME", 10)
    for _ in range(35):
        record(Act.SIGNED_OUT)
    answer = administrator_client.get(EXPORT)
    assert answer.streaming
    with django_assert_max_num_queries(1):
        next(iter(answer.streaming_content))
        next(iter(answer.streaming_content))


# For how long ---------------------------------------------------------------------------------------------------------


def test_the_period_is_set_within_its_bounds(administrator_client):
    for months, stored in [("5", 24), ("121", 24), ("", 24), ("12", 12)]:
        screen = administrator_client.get(PERIOD)
        administrator_client.post(PERIOD, untouched(screen, months=months, _save="1"))
        assert KeptFor.current().months == stored
    assert "12 months" in administrator_client.get(LIST).text


def test_nothing_is_too_old_to_be_read(administrator_client):
    Entry.objects.create(act="an act of another year", at=at(1, 9) - timedelta(days=900), thing_model="gone.thing")
    assert lines(administrator_client.get(LIST)) == [
        "Somebody who was not signed in did what this site no longer has a word for."
    ]
    assert table(administrator_client.get(EXPORT))[0]["What"] == "an act of another year"
