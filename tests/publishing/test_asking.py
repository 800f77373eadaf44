"""However something is published that readers would take to be in force, its publisher is asked whether it is."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from lscb_site.web.addresses import admin_address
from news.models import Post
from resources.models import Document, Edition, StatementOfForce
from tests.editing.browser_form import untouched
from tests.factories import (
    CollectionFactory,
    CollectionItemFactory,
    DocumentFactory,
    EditionFactory,
    EditionFileFactory,
    LiveDocumentFactory,
    PaperFactory,
    PostFactory,
)
from tests.publishing.answers import answered

pytestmark = pytest.mark.django_db

DOCUMENTS, EDITIONS = "/admin/resources/document/", "/admin/resources/edition/"


def draft(kind="protocol", **facts):
    document = DocumentFactory(title="The protocol", kind=kind, **facts)
    EditionFileFactory(edition=EditionFactory(document=document), content=b"%PDF-1.7")
    return document


def by_the_form(client, item):
    """The button of its form; the screen that follows, and where its answers go."""
    answer = client.post(admin_address(item), untouched(client.get(admin_address(item)), _publish="1"), follow=True)
    return answer, answer.redirect_chain[-1][0]


def by_the_action(client, item, address):
    sent = {"action": "publish_chosen", "_selected_action": [item.pk]}
    return client.post(address, sent, follow=True), address


def the_form_of_a_document(client):
    document = draft()
    return document, *by_the_form(client, document)


def the_action_of_documents(client):
    document = draft()
    return document, *by_the_action(client, document, DOCUMENTS)


def the_form_of_a_withdrawn_document(client):
    document = LiveDocumentFactory(kind="form", edition__file__to_hand=True)
    document.withdraw("A mistake.")
    return document, *by_the_form(client, document)


def the_form_of_a_first_edition(client):
    document = draft(live=True)
    return document, *by_the_form(client, document.editions.get())


def the_action_of_editions(client):
    document = draft(live=True)
    return document, *by_the_action(client, document.editions.get(), EDITIONS)


def the_form_of_a_news_item(client):
    document = draft(kind="agreement")
    post = PaperFactory(post=PostFactory(), document=document).post
    return document, *by_the_form(client, post)


def the_papers_of_a_news_item(client):
    document = draft(kind="guidance")
    address = admin_address(PaperFactory(post=PostFactory(live=True), document=document).post, "papers")
    return document, client.get(address), address


def the_papers_of_a_collection(client):
    document = draft(kind="procedure")
    address = admin_address(
        CollectionItemFactory(collection=CollectionFactory(live=True), document=document).collection, "papers"
    )
    return document, client.get(address), address


def the_assistant(client):
    document = LiveDocumentFactory(kind="protocol", edition__file__to_hand=True)
    second = EditionFactory(document=document, number=2)
    EditionFileFactory(edition=second, content=b"%PDF-1.7 second")
    return document, *by_the_form(client, second)


WAYS = [
    the_form_of_a_document,
    the_action_of_documents,
    the_form_of_a_withdrawn_document,
    the_form_of_a_first_edition,
    the_action_of_editions,
    the_form_of_a_news_item,
    the_papers_of_a_news_item,
    the_papers_of_a_collection,
    the_assistant,
]


def is_out(document):
    """Whether readers have what was to be published."""
    stored = Document.objects.get(pk=document.pk)
    newest = stored.editions.newest_first().first()
    return stored.is_live and newest.is_live


@pytest.mark.parametrize("way", WAYS)
def test_nothing_is_published_before_the_question_is_answered_and_not_known_is_an_answer(publisher_client, way):
    document, screen, address = way(publisher_client)
    assert not is_out(document)
    assert len(screen.context["questions"]) == 1
    assert not screen.context["questions"][0].form.initial.get("answer")  # neither is suggested
    again = publisher_client.post(address, untouched(screen))
    assert "Choose one. If you do not know, say so" in again.text
    assert not is_out(document)
    publisher_client.post(address, answered(again))
    assert is_out(document)
    assert not StatementOfForce.objects.exists()


@pytest.mark.parametrize("way", WAYS)
def test_a_statement_is_kept_with_what_is_published(publisher_client, way):
    document, screen, address = way(publisher_client)
    today = timezone.localdate()
    publisher_client.post(address, answered(screen, "yes", stated_by="Policy officer"))
    assert is_out(document)
    (said,) = StatementOfForce.objects.all()
    newest = document.editions.newest_first().first()
    assert (said.edition, said.stated_by, said.stated_on) == (newest, "Policy officer", today)
    assert said.check_on > today + timedelta(days=364)
    told = "\n".join(LogEntry.objects.values_list("change_message", flat=True))
    assert "confirmed" in told
    assert "by Policy officer, next check" in told


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"stated_by": ""}, "Say which role confirmed it."),
        ({"stated_by": "Mr Smith"}, "and not a person."),
        ({"stated_by": "Manager", "stated_on": "tomorrow"}, "This day is still to come."),
        ({"stated_by": "Manager", "stated_on": ""}, "Say on which day it was confirmed."),
        (
            {"stated_by": "Manager", "stated_on": "2 March 2026", "check_on": "2 March 2026"},
            "The next check comes after",
        ),
        (
            {"stated_by": "Manager", "stated_on": "2 March 2026", "check_on": "3 March 2026"},
            "This day is over.",
        ),
        (
            {"stated_by": "Manager", "stated_on": "2 March 2026", "check_on": "3 March 2029"},
            "At most 3 years after the day on which it was confirmed: until 2 March 2029.",
        ),
        ({"stated_by": "Jane Smith"}, "and not a person."),
        ({"stated_by": "Manager", "check_on": "soon"}, "errorlist"),
    ],
)
def test_a_wrong_answer_is_told_beside_its_field_and_what_was_typed_is_kept(publisher_client, said, words):
    document, screen, address = the_form_of_a_document(publisher_client)
    again = publisher_client.post(address, answered(screen, "yes", **said))
    assert words in again.text
    assert f'value="{said["stated_by"]}"' in again.text or not said["stated_by"]
    assert not is_out(document)


def test_yes_is_refused_of_a_demonstration_copy_and_not_known_is_not(publisher_client):
    document, screen, address = the_form_of_a_document(publisher_client)
    document.editions.get().files.update(is_demonstration=True)
    again = publisher_client.post(address, answered(screen, "yes", stated_by="Manager"))
    assert "Its file is a demonstration copy." in again.text
    assert not is_out(document)
    publisher_client.post(address, answered(again))
    assert is_out(document)


@pytest.mark.parametrize("kind", ["report", "agenda", "presentation"])
def test_of_a_record_nothing_is_asked(publisher_client, kind):
    document = draft(kind=kind)
    by_the_form(publisher_client, document)
    assert is_out(document)


def test_several_at_once_are_asked_about_one_by_one_and_records_go_first(publisher_client):
    one, other, record = draft(slug="one"), draft(slug="other"), draft(kind="report", slug="record")
    sent = {"action": "publish_chosen", "_selected_action": [one.pk, other.pk, record.pk]}
    screen = publisher_client.post(DOCUMENTS, sent, follow=True)
    assert [is_out(each) for each in (one, other, record)] == [False, False, True]
    assert len(screen.context["questions"]) == 2
    publisher_client.post(DOCUMENTS, answered(screen))
    assert is_out(one)
    assert is_out(other)


def test_what_changed_while_the_question_stood_open_is_asked_about_again(publisher_client):
    document, screen, address = the_form_of_a_document(publisher_client)
    document.title = "Another title"
    document.save()
    again = publisher_client.post(address, answered(screen, "yes", stated_by="Manager"), follow=True)
    assert "Something changed while you were choosing" in again.text
    assert not is_out(document)


def test_publishing_again_as_not_known_ends_what_was_said_before(publisher_client):
    document = LiveDocumentFactory(kind="protocol", edition__file__to_hand=True)
    today = timezone.localdate()
    document.editions.get().state_force("Manager", today, today + timedelta(days=30))
    document.withdraw("A mistake.")
    screen, address = by_the_form(publisher_client, document)
    publisher_client.post(address, answered(screen))
    assert document.editions.get().statement is None


def test_an_editor_is_refused_the_question(editor_client):
    document = draft()
    assert editor_client.get(admin_address(document, "publish")).status_code == 403
    assert editor_client.post(admin_address(document, "publish"), {"force": "asked"}).status_code == 403


def test_nothing_is_asked_of_what_is_published_or_not_there(publisher_client):
    document = LiveDocumentFactory(kind="protocol")
    answer = publisher_client.get(admin_address(document, "publish"), follow=True)
    assert "is published already" in answer.text
    assert publisher_client.get(f"{DOCUMENTS}99999/publish/").status_code == 404
    post = PostFactory()
    assert publisher_client.get(admin_address(post, "publish")).url == admin_address(post)
    assert Post.objects.get().state == "draft"


def test_the_question_of_a_later_edition_is_the_assistants(publisher_client):
    document = LiveDocumentFactory(kind="protocol", edition__file__to_hand=True)
    second = Edition.objects.create(document=document, number=2)
    assert publisher_client.get(admin_address(second, "publish")).url == admin_address(second, "supersede")
