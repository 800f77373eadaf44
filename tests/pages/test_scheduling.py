"""Pages of the CMS go live and end by the clock."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.db import IntegrityError, OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from djangocms_versioning.models import Version

from lscb_site.desk.attention.gathering import Desk
from lscb_site.operations.management.commands.clock import pause_until
from lscb_site.pages import scheduling, tasks
from lscb_site.pages.page_moments import PageMoment
from lscb_site.pages.scheduling import plan
from lscb_site.pages.withdrawals import withdraw
from lscb_site.pages.writing import write_page
from lscb_site.publishing.submissions import Submission, submit
from tests.pages.moments import NEXT_WEEK, NOW, TICK, TOMORROW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


def run():
    """What a worker does, until nothing is due."""
    while scheduling.do_next(timezone.now()):
        pass


def text_at(client, address="/hubs/"):
    answer = client.get(address)
    return answer.status_code, next(
        (word for word in ("Old.", "New.", "until 2 April 2026") if word in answer.text), ""
    )


def needs(user):
    return {need.code: need for need in Desk(user).needs}


def test_the_draft_goes_live_at_its_moment_and_the_page_ends_at_another(client, page, publisher, now):
    plan(page, publisher, TOMORROW, NEXT_WEEK)
    for moment, answer in [
        (NOW, (200, "Old.")),
        (TOMORROW - TICK, (200, "Old.")),
        (TOMORROW, (200, "New.")),
        (NEXT_WEEK - TICK, (200, "New.")),
        (NEXT_WEEK, (410, "until 2 April 2026")),
    ]:
        now.move_to(moment, tick=False)
        run()
        assert text_at(client) == answer, moment
    assert not PageMoment.objects.open().exists()
    assert Version.objects.filter(state="unpublished").count() == 2
    words = [entry.change_message for entry in LogEntry.objects.filter(object_repr="Hubs").order_by("pk")]
    assert words == [
        "Planned: It goes live on 27 March 2026, 09:00. It stops being live on 2 April 2026, 09:00.",
        "Published by the clock.",
        "Withdrawn by the clock: It was there until 2 April 2026.",
    ]


def test_what_was_missed_is_made_good_at_once_in_its_order_and_said(client, page, publisher, now):
    plan(page, publisher, TOMORROW, NEXT_WEEK)
    now.move_to(NEXT_WEEK + timedelta(days=1), tick=False)
    run()
    assert text_at(client) == (410, "until 2 April 2026")
    assert "It was due on 27 March 2026, 09:00, when the clock or the worker did not run." in str(
        list(LogEntry.objects.values_list("change_message", flat=True))
    )
    assert needs(publisher)["pages-late"].count == 2
    now.shift(timedelta(days=2))
    assert "pages-late" not in needs(publisher)


def test_the_clock_takes_page_draft_and_moment_in_the_order_of_people(page, publisher, now):
    """The other way round a publisher who did it by hand at its moment met an error: each waited for the other."""
    if connection.vendor == "sqlite":
        pytest.skip("It has one writer at a time.")
    plan(page, publisher, TOMORROW, None)
    now.move_to(TOMORROW, tick=False)
    with CaptureQueriesContext(connection) as asked:
        run()
    locks = [each["sql"].split(" FROM ")[1].split()[0] for each in asked if " UPDATE" in each["sql"][-30:]]
    assert locks[:3] == ['"cms_page"', '"djangocms_versioning_version"', '"pages_pagemoment"']


def lose_the_right(page, publisher):
    publisher.groups.clear()


def go_inactive(page, publisher):
    type(publisher).objects.update(is_active=False)


def put_aside(page, publisher):
    scheduling.draft_of(page).versions.get().archive(publisher)


def lose_its_address(page, publisher):
    draft = scheduling.draft_of(page)
    draft.slug = "teams"
    draft.save()
    write_page(reverse_id="teams", title="Teams", slug="teams", created_by=publisher)


def throw_away(page, publisher):
    scheduling.draft_of(page).versions.get().delete()


@pytest.mark.parametrize(
    ("happens", "why"),
    [
        (lose_the_right, "may not publish pages any more"),
        (go_inactive, "may not publish pages any more"),
        (put_aside, "put aside or thrown away"),
        (lose_its_address, "Another page has its address by now."),
        (throw_away, "put aside or thrown away"),
    ],
)
def test_what_cannot_be_published_stands_on_the_desk_in_words(
    client, page, publisher, administrator, now, happens, why
):
    plan(page, publisher, TOMORROW, None)
    happens(page, publisher)
    now.move_to(TOMORROW, tick=False)
    administrator.is_active = True
    administrator.save()
    run()
    assert text_at(client) == (200, "Old.")
    (thing,) = needs(administrator)["pages-not-changed"].things
    assert (thing.name, why in thing.detail) == ("Hubs", True)
    run()  # it is not tried for ever
    assert PageMoment.objects.failed().count() == 1


def test_a_fault_of_the_site_is_told_and_stops_nothing_else(page, publisher, now, monkeypatch, administrator):
    other = write_page(reverse_id="teams", title="Teams", slug="teams", created_by=publisher)
    plan(page, publisher, TOMORROW, None)
    plan(other, publisher, None, TOMORROW)
    monkeypatch.setattr(Version, "publish", lambda *args: 1 / 0)
    now.move_to(TOMORROW, tick=False)
    run()
    assert [moment.problem for moment in PageMoment.objects.failed()] == [scheduling.FAILED]
    assert PageMoment.objects.get(page=other).done_at == TOMORROW


def test_a_database_that_is_away_is_asked_again(page, publisher, now, monkeypatch):
    def away(*args):
        raise OperationalError

    plan(page, publisher, TOMORROW, None)
    now.move_to(TOMORROW, tick=False)
    with monkeypatch.context() as patch:
        patch.setattr(Version, "publish", away)
        with pytest.raises(OperationalError):
            run()
    run()
    assert PageMoment.objects.get().done_at == TOMORROW


def test_what_somebody_did_by_hand_needs_no_clock(page, publisher, administrator):
    plan(page, publisher, TOMORROW, NEXT_WEEK)
    scheduling.draft_of(page).versions.get().publish(administrator)
    assert [moment.act for moment in PageMoment.objects.all()] == ["withdraw"]
    withdraw(page, administrator, "Wrong.")
    assert not PageMoment.objects.exists()


def test_a_page_that_is_deleted_takes_its_moments_along(publisher):
    page = write_page(reverse_id="plans", title="Plans", slug="plans", created_by=publisher, publish=False)
    plan(page, publisher, TOMORROW, None)
    page.delete()
    assert not PageMoment.objects.exists()
    run()


def test_publishing_by_the_clock_answers_who_submitted_the_draft(page, publisher, editor, now):
    submit(scheduling.draft_of(page), editor, "")
    plan(page, publisher, TOMORROW, None)
    now.move_to(TOMORROW, tick=False)
    run()
    assert Submission.objects.get().answer == Submission.Answer.PUBLISHED


# The clock ------------------------------------------------------------------------------------------------------------


def test_the_clock_wakes_a_worker_at_the_moment_and_not_before(page, publisher, now):
    plan(page, publisher, TOMORROW, None)
    assert scheduling.next_moment() == TOMORROW
    now.move_to(TOMORROW - timedelta(seconds=7), tick=False)
    assert pause_until(scheduling.next_moment()) == 7
    assert pause_until(TOMORROW + timedelta(days=1)) == pause_until(None) == 30
    tasks.wake_scheduler()
    assert not DBTaskResult.objects.exists()
    now.move_to(TOMORROW, tick=False)
    tasks.wake_scheduler()
    assert DBTaskResult.objects.count() == 1
    assert scheduling.next_moment() is None
    tasks.do_what_is_due.func()
    assert PageMoment.objects.get().done_at == TOMORROW


@pytest.mark.parametrize(
    "facts",
    [
        {"act": "withdraw", "reason": ""},
        {"done_at": NOW, "problem": "It failed."},
        {"at": NEXT_WEEK},
        {"instead": "/about/"},
        {"act": "withdraw", "reason": "Over.", "leads_on": True},
    ],
)
def test_the_database_keeps_the_rules(page, publisher, facts):
    PageMoment.objects.create(page=page, act="publish", at=TOMORROW)
    with pytest.raises(IntegrityError), transaction.atomic():
        PageMoment.objects.create(**{"page": page, "act": "publish", "at": TOMORROW} | facts)
