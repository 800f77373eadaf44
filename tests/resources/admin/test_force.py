"""“Checked, still in force”, the list of what is past its check, and who may say any of it."""

from datetime import date, timedelta

import pytest
from auditlog.models import LogEntry as Audited
from django.contrib.admin.models import LogEntry
from django.utils import timezone
from lxml import html

from lscb_site.web.addresses import admin_address
from resources.models import StatementOfForce
from tests.factories import DocumentFactory, EditionFactory, LiveDocumentFactory
from tests.publishing.answers import answered

pytestmark = pytest.mark.django_db

DOCUMENTS = "/admin/resources/document/"


@pytest.fixture
def document():
    return LiveDocumentFactory(kind="protocol", edition__file__to_hand=True)


@pytest.fixture
def edition(document):
    return document.editions.get()


def box(answer):
    (found,) = html.fromstring(answer.text).xpath("//section[contains(@class, 'force-box')]")
    return found


def click(client, item):
    """The one click of its form."""
    (form,) = box(client.get(admin_address(item))).forms
    return client.post(form.action, dict(form.form_values()), follow=True)


def test_one_click_says_it_once_more_with_the_last_role_and_interval(publisher_client, document, edition):
    edition.state_force("Policy officer", date(2026, 3, 3), date(2026, 9, 3))
    answer = click(publisher_client, document)
    today = timezone.localdate()
    newest, before = edition.own_statements
    assert (newest.stated_by, newest.stated_on, before.stated_on) == ("Policy officer", today, date(2026, 3, 3))
    assert newest.check_on.month == (today.month + 5) % 12 + 1
    assert "In force, confirmed" in answer.text
    entries = LogEntry.objects.filter(change_message__contains="by Policy officer, next check")
    assert {entry.content_type.model for entry in entries} == {"document", "edition"}
    assert Audited.objects.filter(content_type__model="statementofforce", object_pk=str(newest.pk)).exists()


def test_the_button_says_what_it_will_write(publisher_client, edition):
    edition.state_force("Policy officer", date(2026, 3, 3), date(2027, 3, 3))
    words = " ".join(box(publisher_client.get(admin_address(edition))).text_content().split())
    assert "“Checked, still in force” writes: In force, confirmed" in words
    assert "by Policy officer" in words


def test_without_a_role_there_is_a_question_and_no_click(publisher_client, document):
    assert "Checked, still in force" not in publisher_client.get(admin_address(document)).text
    screen = publisher_client.get(admin_address(document, "force"))
    publisher_client.post(admin_address(document, "force"), answered(screen, "yes", stated_by="Manager"))
    assert StatementOfForce.objects.get().edition == document.editions.get()


def test_the_role_that_keeps_a_document_is_enough_for_the_click(publisher_client, document, edition):
    document.owner = "Policy officer"
    document.save()
    click(publisher_client, document)
    said = edition.statement
    assert (said.stated_by, said.check_on.year - said.stated_on.year) == ("Policy officer", 1)


def test_it_can_be_taken_back(publisher_client, document, edition):
    edition.state_force("Manager", date(2026, 3, 3), date(2027, 3, 3))
    screen = publisher_client.get(admin_address(document, "force"))
    publisher_client.post(admin_address(document, "force"), answered(screen, "unknown"))
    assert edition.statement is None


def test_the_click_is_about_what_stood_on_the_page(publisher_client, document, edition):
    edition.state_force("Manager", date(2026, 3, 3), date(2027, 3, 3))
    (form,) = box(publisher_client.get(admin_address(document))).forms
    EditionFactory(document=document, number=2, live=True)
    answer = publisher_client.post(form.action, dict(form.form_values()), follow=True)
    assert "Something changed while you were choosing, so nothing is written yet." in answer.text
    assert StatementOfForce.objects.count() == 1


@pytest.mark.parametrize("facts", [{"kind": "report"}, {"state": "draft"}])
def test_of_a_record_or_a_draft_nothing_is_stated(publisher_client, facts):
    document = LiveDocumentFactory(**({"kind": "protocol"} | facts))
    assert "force-box" not in publisher_client.get(admin_address(document)).text
    answer = publisher_client.get(admin_address(document, "force"), follow=True)
    assert "nothing is said of its force" in answer.text


def test_of_a_superseded_edition_nothing_is_stated(publisher_client, document, edition):
    EditionFactory(document=document, number=2, live=True)
    assert "force-box" not in publisher_client.get(admin_address(edition)).text


def test_an_editor_sees_what_is_said_and_cannot_say_it(editor_client, document, edition):
    edition.state_force("Manager", date(2026, 3, 3), date(2027, 3, 3))
    assert not box(editor_client.get(admin_address(document))).forms
    assert editor_client.post(admin_address(document, "force"), {"force": "asked"}).status_code == 403
    assert editor_client.get(f"{DOCUMENTS}99999/force/").status_code == 404


def test_what_is_past_its_check_is_found_in_the_list(publisher_client):
    today = timezone.localdate()

    def stated(title, days):
        document = LiveDocumentFactory(title=title, kind="protocol", edition__file__content=title.encode())
        document.editions.get().state_force("Manager", today - timedelta(days=90), today + timedelta(days=days))

    stated("Past", -1)
    stated("Today", 0)
    LiveDocumentFactory(title="Nobody said", kind="guidance")
    LiveDocumentFactory(title="A report", kind="report")
    DocumentFactory(title="A draft", kind="protocol")

    def listed(force):
        return [row.title for row in publisher_client.get(DOCUMENTS, {"force": force}).context["cl"].queryset]

    assert listed("past-check") == ["Past"]
    assert listed("in-force") == ["Today"]
    assert listed("not-confirmed") == ["Nobody said"]
    assert listed("record") == ["A report"]
    assert "Past its check date, check" in publisher_client.get(DOCUMENTS).text
