"""How links are looked at, night after night, and when editors are told of one."""

from datetime import datetime, timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from lscb_site.link_check import looking
from lscb_site.link_check.asking import Answer
from lscb_site.link_check.looking import Outcome, Pace, look_at, look_at_own, look_at_portion
from lscb_site.link_check.models import CheckedLink, LinkPlace, LinkState
from lscb_site.link_check.tasks import gather_links, look_at_links, wake_looker
from tests.factories import PostFactory
from tests.link_check.sites import status

pytestmark = pytest.mark.django_db
THERE = "http://council.example/"


@pytest.fixture(autouse=True)
def switched_on(settings):
    settings.LINK_CHECK = True


@pytest.fixture
def quick():
    """A pace that waits for nobody, and says how long it would have waited."""
    waited = []
    pace = Pace(now=lambda: 0.0, sleep=waited.append)
    pace.waited = waited
    return pace


def link(address=THERE, is_live=True, **facts):
    """A link that stands in a news item."""
    made = CheckedLink.objects.create(address=address, is_own=address.startswith("/"), **facts)
    post = PostFactory()
    kind = {"content_type": ContentType.objects.get_for_model(post), "object_id": post.pk}
    LinkPlace.objects.create(link=made, what="News item", title="It", is_live=is_live, **kind)
    return made


def is_told(link):
    return CheckedLink.objects.broken().filter(pk=link.pk).exists()


@pytest.mark.parametrize(
    ("state", "told_on"),
    [(LinkState.GONE, 2), (LinkState.NO_ANSWER, 3), (LinkState.CERTIFICATE, 3), (LinkState.PRIVATE, 1)],
)
def test_editors_are_told_after_several_days_not_after_several_tries(state, told_on):
    made, day = link(), datetime.fromisoformat("2026-11-26T02:00Z")
    for number in range(1, 5):
        for hours in (0, 1, 2):
            made.note(state, day + timedelta(hours=hours))
        made.save()
        assert (made.failures, is_told(made)) == (number, number >= told_on)
        day += timedelta(days=1)


@pytest.mark.parametrize("state", [LinkState.REFUSES, LinkState.MOVED, LinkState.WORKS, LinkState.NOT_LOOKED_AT])
def test_what_answers_is_never_called_broken(state):
    made = link()
    for days in range(9):
        made.note(state, timezone.now() + timedelta(days=days))
    made.save()
    assert not is_told(made)


@pytest.mark.parametrize(
    ("state", "in_a_draft", "in_something_live"),
    [
        (LinkState.GONE, True, True),
        (LinkState.WITHDRAWN, True, True),
        (LinkState.NO_SUCH_PART, True, True),
        (LinkState.NOT_PUBLIC, False, True),
        (LinkState.SCHEDULED, False, True),
        (LinkState.SUPERSEDED, False, False),
        (LinkState.WORKS, False, False),
    ],
)
def test_links_of_this_site_are_told_at_once_where_they_matter(state, in_a_draft, in_something_live):
    for is_live, told in ((False, in_a_draft), (True, in_something_live)):
        made = link(f"/{is_live}/", is_live=is_live)
        made.note(state, timezone.now())
        made.save()
        assert is_told(made) == told


def test_who_fails_is_asked_ever_more_seldom_and_once_a_week_when_well_again():
    made, now, pauses = link(), datetime.fromisoformat("2026-11-26T02:00Z"), []
    for _ in range(8):
        made.note(LinkState.NO_ANSWER, now)
        pauses.append((made.try_at - now).days)
        now = made.try_at
    assert pauses == [1, 2, 4, 8, 16, 32, 32, 32]
    assert str(made.failing_since) == "2026-11-26"
    made.note(LinkState.WORKS, now)
    assert (made.failures, made.failing_since, made.worked_at, (made.try_at - now).days) == (0, None, now, 7)


@pytest.mark.parametrize(
    ("asked_for", "days"), [(timedelta(hours=1), 7), (timedelta(days=9), 9), (timedelta(days=900), 32)]
)
def test_who_asks_to_be_left_alone_is_left_alone(asked_for, days):
    made, now = link(), timezone.now()
    made.note(LinkState.REFUSES, now, not_before=asked_for)
    assert made.try_at - now == timedelta(days=days)


def test_what_somebody_called_right_is_not_told_until_it_fails_anew(editor):
    made = link()
    for days in range(2):
        made.note(LinkState.GONE, timezone.now() + timedelta(days=days))
    made.answer(editor, "It opens on weekdays.")
    made.save()
    assert not is_told(made)
    made.answer(editor, "")
    assert is_told(CheckedLink.objects.get())
    made.answer(editor, "It opens on weekdays.")
    made.note(LinkState.WORKS, timezone.now() + timedelta(days=3))
    assert (made.accepted_at, made.accepted_by, made.accepted_reason) == (None, None, "")


def test_what_stands_nowhere_is_told_to_nobody():
    made = link("/never/")
    look_at_own()
    assert is_told(made)
    made.places.all().delete()
    assert not is_told(made)


def test_a_portion_is_looked_at_and_written_down(sites, quick):
    sites.answers = {"HEAD gone.example/": status(404), "GET gone.example/": status(404)}
    sites.answers |= {"HEAD moved.example/": status(301, Location=THERE)}
    made = [link(), link("http://gone.example/"), link("http://moved.example/"), link("/news/")]
    assert look_at(made, sites, quick) == Outcome(looked_at=3)
    found = dict(CheckedLink.objects.values_list("address", "state"))
    assert found == {
        THERE: LinkState.WORKS,
        "http://gone.example/": LinkState.GONE,
        "http://moved.example/": LinkState.MOVED,
        "/news/": LinkState.NOT_TRIED,
    }
    assert CheckedLink.objects.get(state=LinkState.MOVED).moved_to == THERE


def test_one_host_is_asked_once_a_second(sites, quick):
    look_at([link(f"{THERE}{number}") for number in range(3)] + [link("http://other.example/")], sites, quick)
    assert sorted(quick.waited) == [1.0, 2.0]


def test_a_silent_host_is_left_for_the_next_time(sites, quick):
    sites.names = {"silent.example": OSError()}
    made = [link(), *(link(f"http://silent.example/{number}") for number in range(9))]
    assert look_at(made, sites, quick) == Outcome(looked_at=1 + looking.MOST_SILENT)
    assert CheckedLink.objects.filter(state=LinkState.NOT_TRIED).count() == 9 - looking.MOST_SILENT


def test_without_a_network_nothing_is_said_of_any_link(sites, quick, caplog):
    sites.names = {"council.example": OSError(), "other.example": OSError()}
    well = link(state=LinkState.WORKS, worked_at=timezone.now())
    other = link("http://other.example/?token=secret")
    assert look_at([well, other], sites, quick) == Outcome(no_network=True)
    for each in (well, other):
        before = each.state
        each.refresh_from_db()
        assert (each.state, each.failures, each.try_at > timezone.now()) == (before, 0, True)
    assert "no network" in caplog.text
    assert "example" not in caplog.text


def test_a_dead_link_alone_is_known_by_others_that_still_answer(sites, quick):
    sites.names = {"dead.example": OSError()}
    dead = link("http://dead.example/")
    link(state=LinkState.WORKS, worked_at=timezone.now())
    assert look_at([dead], sites, quick) == Outcome(looked_at=1)
    dead.refresh_from_db()
    assert (dead.state, dead.failures) == (LinkState.NO_ANSWER, 1)


def test_switched_off_nobody_is_asked(sites, quick, settings):
    settings.LINK_CHECK = False
    assert look_at([link()], sites, quick) == Outcome()
    assert sites.asked == []


def test_a_portion_takes_what_has_waited_longest(sites, monkeypatch):
    monkeypatch.setattr(looking, "PORTION", 1)
    monkeypatch.setattr(looking, "Network", lambda: sites)
    now = timezone.now()
    link("http://later.example/", try_at=now + timedelta(days=1))
    link("http://second.example/", try_at=now - timedelta(days=1))
    first = link("http://first.example/", try_at=now - timedelta(days=2))
    assert look_at_portion() == Outcome(looked_at=1)
    first.refresh_from_db()
    assert first.state == LinkState.WORKS


def test_own_links_are_written_only_when_something_has_changed():
    made = link("/robots.txt")
    look_at_own()
    made.refresh_from_db()
    looked = made.tried_at
    look_at_own()
    made.refresh_from_db()
    assert (made.state, made.tried_at) == (LinkState.WORKS, looked)


@pytest.mark.parametrize(
    "facts",
    [
        {"address": ""},
        {"state": "whatever"},
        {"moved_to": "/news/"},
        {"failures": 1},
        {"failing_since": "2026-11-26"},
        {"failures": 1, "failing_since": "2026-11-26", "failed_on": "2026-11-25"},
        {"accepted_at": "2026-11-26T00:00Z"},
        {"accepted_reason": "It is right."},
    ],
)
def test_the_database_keeps_what_is_said_of_a_link(facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        CheckedLink.objects.create(**({"address": THERE, "is_own": False} | facts))


@pytest.mark.parametrize(("hour", "is_woken"), [(0, False), (1, True), (5, True), (6, False), (13, False)])
def test_other_sites_are_asked_by_night(monkeypatch, time_machine, hour, is_woken, settings):
    time_machine.move_to(f"2026-11-26 {hour:02}:30:00 +0000")
    woken = []
    monkeypatch.setattr(type(look_at_links), "enqueue", lambda task: woken.append(task.name))
    wake_looker()
    assert woken == []  # nothing waits
    link(try_at=timezone.now() - timedelta(days=1))
    wake_looker()
    assert bool(woken) == is_woken
    settings.LINK_CHECK = False
    wake_looker()
    assert len(woken) == is_woken


def test_the_night_finds_what_leads_nowhere_here():
    PostFactory(title="Launch", body='<p><a href="/never/">It</a></p>', live=True)
    gather_links.call()
    assert [str(each) for each in CheckedLink.objects.broken()] == ["/never/"]


def test_by_hand_it_says_what_it_found(sites, monkeypatch, capsys, settings):
    PostFactory(body=f'<a href="/never/">It</a> <a href="{THERE}">It</a>', live=True)
    monkeypatch.setattr(looking, "Network", lambda: sites)
    call_command("check_links")
    said = capsys.readouterr().out
    assert "2 links, 1 of them to this site. 1 of other sites were looked at." in said
    assert "1 Nothing is there" in said
    assert "Editors are told of 1." in said
    call_command("check_links")
    assert "None of another site was due." in capsys.readouterr().out
    sites.names = {"council.example": OSError()}
    call_command("check_links", "--all")
    assert "Could not look at other sites: there is no network." in capsys.readouterr().out
    settings.LINK_CHECK = False
    call_command("check_links", "--all")
    assert "LINK_CHECK is off" in capsys.readouterr().out


def test_the_clock_has_the_links_read_once_a_day_and_looked_at_by_night(time_machine, monkeypatch):
    monkeypatch.setattr("lscb_site.operations.management.commands.clock.close_old_connections", lambda: None)
    time_machine.move_to("2026-11-26 02:30:00 +0000")
    link(try_at=timezone.now() - timedelta(days=1))
    call_command("clock", beats=1)
    asked = [result.task_path.rpartition(".")[2] for result in DBTaskResult.objects.all()]
    assert {"gather_links", "look_at_links"} <= set(asked)


def test_what_an_editor_says_of_a_link_while_it_is_looked_at_stays(editor):
    broken = link(failures=1, failing_since="2026-01-01", failed_on="2026-01-01")
    CheckedLink.objects.get().answer(editor, "It opens on weekdays only.")
    looking.write(broken, Answer(LinkState.NO_ANSWER), timezone.now())
    stored = CheckedLink.objects.get()
    assert (stored.accepted_reason, stored.accepted_by, stored.failures) == ("It opens on weekdays only.", editor, 2)


def test_a_link_that_was_taken_out_while_it_was_looked_at_does_not_come_back():
    gone = link()
    CheckedLink.objects.all().delete()
    looking.write(gone, Answer(LinkState.WORKS), timezone.now())
    assert not CheckedLink.objects.exists()
