"""The first screen of the admin: what needs somebody, in order of harm, and nothing that does not."""

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lscb_contacts.confirming.coverage import count_today
from lscb_site.desk.attention.gathering import IN_ORDER_OF_HARM, Desk
from lscb_site.operations.heartbeats import beat
from lscb_site.operations.models import Heartbeat
from lscb_site.publishing.submissions import Submission
from lscb_site.web.addresses import admin_address
from resources.models import DownloadCount, EditionFile
from tests.desk.needing import CASES, a_submission, live_file
from tests.factories import (
    AdministratorFactory,
    AuthorityFactory,
    ContactPointFactory,
    PostFactory,
    ProposedChangeFactory,
)

pytestmark = pytest.mark.django_db


OF_AN_EDITOR = {"sent-back", "soon", "handed-over"}
OF_AN_ADMINISTRATOR = {"untold", "unsent", "second-administrator"}


@pytest.fixture(autouse=True)
def second_administrator(db):
    return AdministratorFactory()


def test_every_need_is_tried():
    assert list(CASES) == [code(tell) for tell in IN_ORDER_OF_HARM]


def code(tell):
    return (
        tell.__name__.replace("_", "-")
        .replace("hidden-in-live-files", "hidden-live")
        .replace("hidden-in-drafts", "hidden-drafts")
    )


def test_before_any_case_nobody_needs_what_it_makes(editor, publisher, administrator):
    for person in (editor, publisher, administrator):
        assert CASES.keys().isdisjoint(need.code for need in Desk(person).needs)


@pytest.mark.parametrize("case", CASES)
def test_a_need_names_the_thing_and_leads_to_what_ends_it(case, editor, publisher, administrator, client):
    person = editor if case in OF_AN_EDITOR else administrator if case in OF_AN_ADMINISTRATOR else publisher
    CASES[case](editor)
    found = {need.code: need for need in Desk(person).needs}
    assert case in found
    need = found[case]
    assert need.count == 1
    assert "{" not in need.words
    client.force_login(person)
    page = client.get("/admin/").text
    assert need.words in page
    assert "All is well" not in page
    for address in (need.act.address, *(thing.address for thing in need.things)):
        assert client.get(address, follow=True).status_code == 200


def test_the_act_for_numbers_lists_the_authorities_that_it_is_about(publisher_client, publisher):
    point = ContactPointFactory(authority=AuthorityFactory(short_name="Barking"), phone="+442079460000")
    (need,) = [need for need in Desk(publisher).needs if need.code == "unconfirmed-numbers"]
    assert list(publisher_client.get(need.act.address).context["cl"].queryset) == [point.authority]


def test_nothing_to_do_is_said(editor_client, publisher_client):
    for process in Heartbeat.Process:
        beat(process)
    for client in (editor_client, publisher_client):
        assert "All is well" in client.get("/admin/").text


def test_the_worst_stands_first(editor, publisher):
    for case in reversed(CASES):
        if case not in OF_AN_EDITOR | OF_AN_ADMINISTRATOR:
            CASES[case](editor)
    codes = [need.code for need in Desk(publisher).needs]
    assert codes == [case for case in CASES if case in codes]
    assert codes[:2] == ["hidden-live", "corrections"]


def test_many_are_counted_and_the_first_are_named(publisher):
    for _ in range(7):
        ProposedChangeFactory()
    (need,) = [need for need in Desk(publisher).needs if need.code == "corrections"]
    assert need.words == "7 corrections wait for you"
    assert (len(need.things), need.more) == (3, 4)


def test_a_decision_that_is_a_publishers_does_not_stand_on_an_editors_desk(editor):
    a_submission(editor)
    assert "submitted" not in {need.code for need in Desk(editor).needs}
    (waiting,) = Desk(editor).my_submissions
    assert waiting.is_open


def test_what_a_colleague_got_back_is_not_mine(editor, publisher):
    a_submission(editor, answer=Submission.Answer.SENT_BACK, reason="The date is wrong.")
    assert "sent-back" not in {need.code for need in Desk(publisher).needs}


def test_somebody_carries_on_with_what_they_wrote_last(editor):
    post = PostFactory(title="The launch")
    for _ in range(2):
        LogEntry.objects.create(
            user=editor,
            content_type=ContentType.objects.get_for_model(post),
            object_id=str(post.pk),
            object_repr=str(post),
            action_flag=CHANGE,
        )
    assert [(thing.name, thing.address) for thing in Desk(editor).carry_on] == [("The launch", admin_address(post))]


def test_every_list_stands_behind_everything(administrator_client):
    page = administrator_client.get(reverse("admin:index")).text
    assert reverse("admin:everything") in page
    everything = administrator_client.get(reverse("admin:everything"))
    assert "Old addresses" in everything.text
    assert admin_address(EditionFile._meta.get_field("edition").related_model, "changelist") in everything.text


def test_the_first_screen_costs_as_much_with_many_as_with_one(editor, publisher, publisher_client):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            publisher_client.get("/admin/")
        return len(queries)

    def one_more_of_each():
        for case in CASES.values():
            case(editor)

    for _ in range(5):
        one_more_of_each()
    cost()  # which kinds of thing there are is remembered from then on
    few = cost()
    for _ in range(3):
        one_more_of_each()
    assert cost() == few
    assert few <= 95  # eight of them find the drafts of people who have left


def test_two_charts_tell_how_the_year_went_each_with_its_table(publisher, publisher_client):
    assert Desk(publisher).charts == []
    point = ContactPointFactory(authority=AuthorityFactory(), phone="+442079460000")
    assert (count_today().numbers, count_today().confirmed) == (1, 0)
    point.confirm(timezone.localdate(), "MASH manager")
    point.save()
    assert (count_today().numbers, count_today().confirmed) == (1, 1)
    DownloadCount.objects.create(file=live_file(), day=timezone.localdate(), count=7)
    confirmed, downloads = Desk(publisher).charts
    assert (confirmed.months[-1].count, downloads.months[-1].count) == (1, 7)
    assert (confirmed.months[0].count, downloads.months[0].count) == (None, 0)  # nobody counted; nobody downloaded
    page = publisher_client.get("/admin/").text
    assert page.count("<caption>") == 2
    assert ">7</td>" in page.replace("</svg>", ">")
