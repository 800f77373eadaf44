"""Pages of the CMS go live and end by the clock."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from cms.models import PageContent
from cms.toolbar.utils import get_object_preview_url
from django.contrib.admin.models import LogEntry
from django.db import IntegrityError, OperationalError, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from djangocms_text.models import Text
from djangocms_versioning.helpers import version_list_url
from djangocms_versioning.models import Version

from lscb_site.desk.attention.gathering import Desk
from lscb_site.desk.attention.writing import this_week
from lscb_site.operations.management.commands.clock import pause_until
from lscb_site.pages import scheduling, tasks
from lscb_site.pages.page_moments import PageMoment
from lscb_site.pages.withdrawals import withdraw
from lscb_site.pages.writing import write_page
from lscb_site.publishing.submissions import Submission, submit
from lscb_site.web.addresses import admin_address
from tests.editing.browser_form import untouched

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 26, 12, tzinfo=ZoneInfo("Europe/London"))
# The clocks go forward on 29 March: nine o'clock in London is another moment by then.
TOMORROW, NEXT_WEEK = datetime(2026, 3, 27, 9, tzinfo=NOW.tzinfo), datetime(2026, 4, 2, 9, tzinfo=NOW.tzinfo)
TICK = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def now(time_machine):
    time_machine.move_to(NOW, tick=False)
    return time_machine


@pytest.fixture
def page(publisher):
    """Live, with a draft beside it."""
    page = write_page(
        reverse_id="hubs", title="Hubs", slug="hubs", created_by=publisher, blocks=[("text", "<p>Old.</p>")]
    )
    draft = PageContent.objects.get(page=page).versions.get().copy(publisher).content
    Text.objects.filter(placeholder__in=draft.placeholders.all()).update(body="<p>New.</p>")
    return page


def run():
    """What a worker does, until nothing is due."""
    while scheduling.do_next(timezone.now()):
        pass


def text_at(client, address="/hubs/"):
    answer = client.get(address)
    return answer.status_code, next(
        (word for word in ("Old.", "New.", "until 2 April 2026") if word in answer.text), ""
    )


def plan(page, user, starts=None, ends=None, **more):
    return scheduling.plan(page, user, starts, ends, **more)


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


def lose_the_right(page, publisher):
    publisher.groups.clear()


def go_inactive(page, publisher):
    type(publisher).objects.update(is_active=False)


def put_aside(page, publisher):
    scheduling.draft_of(page).versions.get().archive(publisher)


def throw_away(page, publisher):
    scheduling.draft_of(page).versions.get().delete()


@pytest.mark.parametrize(
    ("happens", "why"),
    [
        (lose_the_right, "may not publish pages any more"),
        (go_inactive, "may not publish pages any more"),
        (put_aside, "put aside or thrown away"),
        (throw_away, "put aside or thrown away"),
    ],
)
def test_what_cannot_be_published_stands_on_the_desk_in_words(
    client, page, publisher, administrator, now, happens, why
):
    plan(page, publisher, TOMORROW)
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
    plan(page, publisher, TOMORROW)
    plan(other, publisher, None, TOMORROW)
    monkeypatch.setattr(Version, "publish", lambda *args: 1 / 0)
    now.move_to(TOMORROW, tick=False)
    run()
    assert [moment.problem for moment in PageMoment.objects.failed()] == [scheduling.FAILED]
    assert PageMoment.objects.get(page=other).done_at == TOMORROW


def test_a_database_that_is_away_is_asked_again(page, publisher, now, monkeypatch):
    def away(*args):
        raise OperationalError

    plan(page, publisher, TOMORROW)
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
    plan(page, publisher, TOMORROW)
    page.delete()
    assert not PageMoment.objects.exists()
    run()


def test_publishing_by_the_clock_answers_who_submitted_the_draft(page, publisher, editor, now):
    submit(scheduling.draft_of(page), editor, "")
    plan(page, publisher, TOMORROW)
    now.move_to(TOMORROW, tick=False)
    run()
    assert Submission.objects.get().answer == Submission.Answer.PUBLISHED


# The screen -----------------------------------------------------------------------------------------------------------


def choose(client, page, **typed):
    screen = client.get(admin_address(page, "schedule"))
    return client.post(admin_address(page, "schedule"), untouched(screen, **typed), follow=True)


def at(name, day, time="9am"):
    return {f"{name}_0": day, f"{name}_1": time}


def test_moments_are_typed_as_in_every_form_changed_and_taken_back(publisher_client, editor_client, page):
    answer = choose(publisher_client, page, **at("publish_from", "tomorrow"), **at("publish_until", "in a week"))
    assert "It goes live on 27 March 2026, 09:00. It stops being live on 2 April 2026, 09:00." in answer.text
    assert [moment.at for moment in PageMoment.objects.order_by("at")] == [TOMORROW, NEXT_WEEK]
    bar = publisher_client.get(get_object_preview_url(scheduling.draft_of(page)))
    for words in ("Scheduled…", "Goes live 27 March 2026, 09:00", "Stops being live 2 April 2026, 09:00"):
        assert words in bar.text
        assert words in editor_client.get(get_object_preview_url(scheduling.draft_of(page))).text
    answer = choose(
        publisher_client, page, **at("publish_from", "3 April 2026"), **at("publish_until", "", ""), reason=""
    )
    assert "It goes live on 3 April 2026, 09:00. It no longer stops being live on 2 April 2026" in answer.text
    assert "Nothing changed." in choose(publisher_client, page).text
    choose(publisher_client, page, **at("publish_from", "", ""))
    assert not PageMoment.objects.exists()


def test_a_reason_that_names_the_day_changes_with_it_and_one_that_was_typed_does_not(publisher_client, page):
    choose(publisher_client, page, **at("publish_until", "in a week"))
    choose(publisher_client, page, **at("publish_until", "tomorrow"))
    assert PageMoment.objects.get().reason == "It was there until 27 March 2026."
    choose(publisher_client, page, reason="The winter is over.")
    choose(publisher_client, page, **at("publish_until", "in a week"))
    assert PageMoment.objects.get().reason == "The winter is over."


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        (at("publish_from", "yesterday"), "publish_from", "This moment has passed."),
        (at("publish_until", "25 March 2026"), "publish_until", "This moment has passed."),
        (at("publish_from", "29 March 2026", "01:30"), "publish_from", "never show 01:30"),
        (at("publish_from", "gibberish"), "publish_from", ""),
        (
            at("publish_from", "in a week") | at("publish_until", "tomorrow"),
            "publish_until",
            "It must stop being live after it goes live.",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused_beside_its_field_and_kept(publisher_client, page, typed, field, words):
    answer = choose(publisher_client, page, **typed)
    assert words in " ".join(answer.context["form"].errors[field])
    assert typed[f"{field}_0"] in answer.text
    assert not PageMoment.objects.exists()


def test_what_must_stay_does_not_end_by_the_clock(publisher_client, publisher):
    facts = {"created_by": publisher, "template": "layouts/page.html"}
    needed = write_page(reverse_id="privacy", title="Privacy", slug="privacy", **facts)
    home = write_page(reverse_id="home", title="Home", slug="home", is_home=True, **facts)
    draft = write_page(reverse_id="plans", title="Plans", slug="plans", publish=False, **facts)
    for page, words in (
        (needed, "Every page of the site leads to this one."),
        (home, "This is the home page"),
        (draft, "Say first when it goes live."),
    ):
        answer = choose(publisher_client, page, **at("publish_until", "tomorrow"))
        assert words in str(answer.context["form"].errors["publish_until"]), page


def test_only_a_publisher_plans(editor_client, page):
    assert editor_client.get(admin_address(page, "schedule")).status_code == 403
    assert editor_client.post(admin_address(page, "schedule"), at("publish_from", "tomorrow")).status_code == 403


def test_what_changed_since_the_screen_opened_is_asked_about_again(publisher_client, page, administrator):
    screen = publisher_client.get(admin_address(page, "schedule"))
    plan(page, administrator, NEXT_WEEK)
    answer = publisher_client.post(admin_address(page, "schedule"), untouched(screen, **at("publish_from", "tomorrow")))
    assert "nothing is planned yet" in answer.text
    assert PageMoment.objects.get().at == NEXT_WEEK


def test_this_week_and_the_list_of_versions_tell_of_it(publisher, editor, publisher_client, page):
    plan(page, publisher, TOMORROW, NEXT_WEEK)
    found = [(each.thing.name, each.words) for each in this_week(publisher)]
    assert found == [("Hubs", "goes live"), ("Hubs", "stops being live")]
    version = scheduling.draft_of(page).versions.get()
    listed = publisher_client.get(version_list_url(version.content)).text
    assert "Draft, scheduled: goes live 27 March 2026, 09:00" in listed
    assert "Published, scheduled: stops being live 2 April 2026, 09:00" in listed


# The clock ------------------------------------------------------------------------------------------------------------


def test_the_clock_wakes_a_worker_at_the_moment_and_not_before(page, publisher, now):
    plan(page, publisher, TOMORROW)
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
    "facts", [{"act": "withdraw", "reason": ""}, {"done_at": NOW, "problem": "It failed."}, {"at": NEXT_WEEK}]
)
def test_the_database_keeps_the_rules(page, publisher, facts):
    PageMoment.objects.create(page=page, act="publish", at=TOMORROW)
    with pytest.raises(IntegrityError), transaction.atomic():
        PageMoment.objects.create(**{"page": page, "act": "publish", "at": TOMORROW} | facts)
