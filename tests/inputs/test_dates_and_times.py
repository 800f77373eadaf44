"""Days, times and moments as editors type them: understood, or refused with an example beside the field."""

from datetime import UTC, date, datetime, time

import pytest
import time_machine
from django.utils import timezone
from lxml import html

from lscb_contacts.models import Board, ContactPoint, OpeningHours
from lscb_site.web.addresses import admin_address
from news.models import Post
from tests.editing.browser_form import untouched
from tests.factories import AuthorityFactory, BoardFactory, ContactPointFactory, PostFactory
from tests.publishing.test_admin import LIST, change, typed

pytestmark = pytest.mark.django_db

MARCH = date(2015, 3, 18)
DAYS = [
    ("in a week", date(2026, 12, 3)),
    ("In 10 days", date(2026, 12, 6)),
    ("in four weeks", date(2026, 12, 24)),
    ("in a fortnight", date(2026, 12, 10)),
    ("18 March 2015", MARCH),
    ("18th March 2015", MARCH),
    ("the 18th of March, 2015", MARCH),
    ("Wednesday 18 March 2015", MARCH),
    ("18 Mar 15", MARCH),
    ("18-Mar-2015", MARCH),
    ("March 18, 2015", MARCH),
    ("18/3/2015", MARCH),
    ("18/03/15", MARCH),
    ("18.3.15", MARCH),
    ("18\N{EN DASH}3\N{EN DASH}2015", MARCH),
    ("18 3 2015", MARCH),
    ("2015-03-18", MARCH),
    ("2015/3/18", MARCH),
    ("20150318", MARCH),
    ("18032015", MARCH),
    ("2015-03-18 00:00:00", MARCH),
    ("１８／３／２０１５", MARCH),
    (" 18\N{NO-BREAK SPACE}March\N{ZERO WIDTH SPACE} 2015.", MARCH),
    ("3/4/2015", date(2015, 4, 3)),
    ("29/2/2016", date(2016, 2, 29)),
    ("today", date(2026, 11, 26)),
    ("Tomorrow", date(2026, 11, 27)),
    ("yesterday", date(2026, 11, 25)),
    ("Friday", date(2026, 11, 27)),
    ("next Monday", date(2026, 11, 30)),
]
NO_DAYS = [
    ("31 February 2015", "February 2015 has 28 days."),
    ("31/4/2015", "April 2015 has 30 days."),
    ("3/18/2015", "There is no month 18: the day comes first"),
    ("18 Smarch 2015", "There is no month “smarch”."),
    ("1/1/0000", "The year 0 is too far away"),
    ("1 January 9999", "The year 9999 is too far away"),
    ("1/1/99999", "This year has too many figures."),
    ("18 March", "Give the year too."),
    ("18/3", "Give the year too."),
    ("March 2015", "Give the day too."),
    ("Tuesday 18 March 2015", "18 March 2015 is a Wednesday."),
    ("next Friday", "may be 27 November 2026 or 4 December 2026"),
    ("last Wednesday", "may be 18 November 2026 or 25 November 2026"),
    ("Thursday", "may be 26 November 2026 or 3 December 2026"),
    ("180315", "This is not a day that we can read."),
    ("42081", "This is not a day that we can read."),
    ("2015-03-18 14:00", "This is not a day that we can read."),
    ("soon", "Write a day like 18 March 2015 or 18/3/2015."),
    ("1" * 5000, "Write a day like 18 March 2015 or 18/3/2015."),
]
TIMES = [
    ("9am", time(9)),
    ("9 a.m.", time(9)),
    ("9.30", time(9, 30)),
    ("9:30 pm", time(21, 30)),
    ("9.30PM", time(21, 30)),
    ("0930", time(9, 30)),
    ("14:30:00", time(14, 30)),
    ("17", time(17)),
    ("1430 hrs", time(14, 30)),
    ("noon", time(12)),
    ("midnight", time(0)),
    ("12am", time(0)),
    ("12pm", time(12)),
    ("９：３０", time(9, 30)),
    ("9\N{NO-BREAK SPACE}am\N{ZERO WIDTH SPACE}", time(9)),
]
NO_TIMES = [
    ("9", "Say whether it is 9am or 9pm."),
    ("24:00", "Its midnight is 00:00"),
    ("25:61", "A day has hours from 0 to 23"),
    ("9:75", "A day has hours from 0 to 23"),
    ("13am", "13 is after noon"),
    ("9am to 5pm", "This is not a time that we can read. Write a time like 9:30am or 14:30."),
    ("9am GMT", "This is not a time that we can read."),
    ("morning", "Write a time like 9:30am or 14:30."),
]
# A day and a time, and the moment.
MOMENTS = [
    ("18/3/2015", "9am", datetime(2015, 3, 18, 9, tzinfo=UTC)),
    ("1 July 2026", "9.30", datetime(2026, 7, 1, 8, 30, tzinfo=UTC)),
    ("tomorrow", "noon", datetime(2026, 11, 27, 12, tzinfo=UTC)),
    ("25 October 2026", "1.30 BST", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
    ("25 October 2026", "01:30 (GMT)", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
    ("1 July 2026", "9am bst", datetime(2026, 7, 1, 8, tzinfo=UTC)),
]
NO_MOMENTS = [
    ("29 March 2026", "01:30", "the clocks go forward, and never show 01:30. Write 02:30 instead."),
    ("25 October 2026", "1.30am", "Write 01:30 BST for the first time, or 01:30 GMT for the second."),
    ("1 July 2026", "9am GMT", "London’s clocks do not show GMT"),
    ("18/3/2015", "", "Give the time too."),
    ("", "9am", "Give the day too."),
    ("18/3/2015", "midnight", "Midnight may begin or end this day"),
    ("31/2/2015", "9am", "February 2015 has 28 days."),
    ("18/3/2015", "25:00", "A day has hours from 0 to 23"),
]


@pytest.fixture(autouse=True)
def on_a_thursday():
    with time_machine.travel("2026-11-26T10:00:00+00:00"):
        yield


def errors(page, name) -> str:
    """What stands beside the field of that name, and nothing of a framework's."""
    tree = html.fromstring(page.text)
    found = tree.xpath(f"//div[contains(@class, 'field-{name}')]//ul[contains(@class, 'errorlist')]/li")
    said = " ".join(error.text_content().strip() for error in found)
    for words in ("Enter a valid", "time zone", "timezone", "interpreted", "ambiguous"):
        assert words not in said
    return said


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_a_day_is_understood(editor_client, text, day):
    answer = editor_client.post(f"{LIST}add/", typed(date=text))
    assert answer.status_code == 302, errors(answer, "date")
    assert Post.objects.get().date == day


def test_a_day_that_cannot_be_read_is_refused_with_an_example(editor_client, subtests):
    for text, says in NO_DAYS:
        with subtests.test(text):
            answer = editor_client.post(f"{LIST}add/", typed(date=text))
            assert not Post.objects.exists()
            assert says in errors(answer, "date")
            assert html.fromstring(answer.text).xpath("//input[@name='date']/@value") == [text]


def hours(opens, closes="17:00") -> dict:
    line = {"first_day": 1, "last_day": 5, "opens": opens, "closes": closes, "bank_holidays": "no"}
    return {f"opening_hours-0-{name}": value for name, value in line.items()} | {"opening_hours-TOTAL_FORMS": "1"}


def write_hours(client, point, **times):
    address = f"/admin/lscb_contacts/contactpoint/{point.pk}/change/"
    return client.post(address, untouched(client.get(address)) | hours(**times))


@pytest.mark.parametrize(("text", "read"), TIMES)
def test_a_time_is_understood(publisher_client, settings, text, read):
    settings.DIRECTORY_FOUR_EYES = False
    answer = write_hours(publisher_client, ContactPointFactory(), opens=text)
    assert answer.status_code == 302, errors(answer, "opens")
    assert OpeningHours.objects.get().opens == read


def test_a_time_that_cannot_be_read_is_refused_with_an_example(publisher_client, subtests):
    point = ContactPointFactory()
    for text, says in NO_TIMES:
        with subtests.test(text):
            answer = write_hours(publisher_client, point, opens=text)
            assert not OpeningHours.objects.exists()
            assert says in html.fromstring(answer.text).xpath("//td[contains(@class, 'field-opens')]")[0].text_content()
            assert html.fromstring(answer.text).xpath("//input[@name='opening_hours-0-opens']/@value") == [text]


@pytest.mark.parametrize(("day", "at", "moment"), MOMENTS)
def test_a_moment_is_understood_and_comes_back_as_it_was(publisher_client, day, at, moment):
    post = PostFactory()
    publisher_client.post(change(post), typed(publish_from_0=day, publish_from_1=at))
    post.refresh_from_db()
    assert post.publish_from == moment
    again = untouched(publisher_client.get(change(post)))
    publisher_client.post(change(post), again)
    post.refresh_from_db()
    assert post.publish_from == moment, "Sent back untouched"


def test_a_moment_that_no_clock_shows_is_asked_about(publisher_client, subtests):
    post = PostFactory()
    for day, at, says in NO_MOMENTS:
        with subtests.test(day=day, at=at):
            answer = publisher_client.post(change(post), typed(publish_from_0=day, publish_from_1=at))
            assert says in errors(answer, "publish_from")
            tree = html.fromstring(answer.text)
            assert [tree.xpath(f"//input[@name='publish_from_{part}']")[0].get("value", "") for part in (0, 1)] == [
                day,
                at,
            ]


# Other forms of the admin --------------------------------------------------------------------------------------------


def test_the_end_of_a_board_an_event_and_a_confirmation_read_the_same(editor_client, publisher_client):
    address = admin_address(BoardFactory(authorities=[AuthorityFactory()]))
    sent = untouched(publisher_client.get(address), active_until=["next Monday"])
    publisher_client.post(address, sent)
    assert Board.objects.get().active_until == date(2026, 11, 30)

    editor_client.post(f"{LIST}add/", typed(kind="conference", event_starts="18 March 2027", event_ends="19.3.27"))
    post = Post.objects.get()
    assert (post.event_starts, post.event_ends) == (date(2027, 3, 18), date(2027, 3, 19))

    point = ContactPointFactory()
    chosen = {"action": "confirm_by_hand", "_selected_action": [point.pk]}
    answer = editor_client.post(
        "/admin/lscb_contacts/contactpoint/", chosen | {"confirmed_on": "31/6/2026", "confirmed_by": "MASH manager"}
    )
    assert "June 2026 has 30 days." in answer.text
    editor_client.post(
        "/admin/lscb_contacts/contactpoint/", chosen | {"confirmed_on": "yesterday", "confirmed_by": "MASH manager"}
    )
    assert ContactPoint.objects.get().confirmed_on == date(2026, 11, 25)


def test_what_two_editors_write_is_shown_in_words(publisher_client):
    """The digests of what a form showed know the new fields: another's day is told, and nothing is lost."""
    post = PostFactory(date=MARCH)
    opened = untouched(publisher_client.get(change(post)))
    Post.objects.update(date=date(2015, 3, 20), publish_until=datetime(2027, 10, 31, 1, 30, tzinfo=UTC))
    answer = publisher_client.post(change(post), opened | {"date": "tomorrow"})
    told = {each.label: (each.mine, each.theirs) for each in answer.context["meanwhile"].differences}
    assert told["Date"] == ("27 November 2026", "20 March 2015")
    assert timezone.localtime(Post.objects.get().publish_until).hour == 1


def test_an_untouched_form_changes_nothing_in_the_hour_that_comes_twice(publisher_client):
    for moment in (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)):
        post = PostFactory(publish_from=moment)
        form = publisher_client.get(change(post)).context["adminform"].form
        sent = untouched(publisher_client.get(change(post)))
        bound = type(form)(data={name: value[0] for name, value in sent.items()}, instance=post)
        assert "publish_from" not in bound.changed_data
