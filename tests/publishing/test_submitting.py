"""Asking for publishing: an editor submits, a publisher publishes or sends back. Every Publishable shares it."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from lscb_site.editing.seen import seen
from lscb_site.publishing import letters
from lscb_site.publishing.states import State, Status, has_status_at
from lscb_site.publishing.submissions import Submission, submit
from lscb_site.web.addresses import admin_address
from news.models import Post
from tests.factories import EditorFactory, PostFactory, PublisherFactory
from tests.publishing.test_states import FACTORIES

pytestmark = pytest.mark.django_db

Answer = Submission.Answer


@pytest.fixture
def submitted():
    post = PostFactory(title="The launch")
    submit(post, EditorFactory(first_name="Ed", email="ed@example.org"), "By Friday, please.")
    return post


def screen(post, name):
    return admin_address(post, name)


def sending_back(post, **changes):
    waiting = post.waiting_submission
    return {"reason": "The date is wrong.", "seen": seen([f"{waiting.pk} {waiting.answer}"])} | changes


def test_an_editor_submits_a_draft_with_a_note_and_it_waits(editor_client):
    post = PostFactory(title="The launch")
    form = editor_client.get(screen(post, "change")).text
    assert 'name="_submit"' in form
    editor_client.post(screen(post, "submit"), {"note": "By Friday, please."})
    waiting = Post.objects.get().waiting_submission
    assert waiting.note == "By Friday, please."
    assert post.status_for_staff() == Status.SUBMITTED
    assert "By Friday, please." in editor_client.get(screen(post, "change")).text
    assert "Waits for a publisher" in editor_client.get(reverse("admin:news_post_changelist")).text
    assert LogEntry.objects.filter(change_message="Submitted for publishing.").exists()


def test_a_note_that_is_too_long_is_told_beside_its_field_and_kept(editor_client):
    post = PostFactory()
    answer = editor_client.post(screen(post, "submit"), {"note": "a" * 1001})
    assert "at most 1000 characters" in answer.text
    assert "a" * 1001 in answer.text
    assert post.submission is None


@pytest.mark.parametrize("factory", FACTORIES.values(), ids=FACTORIES)
def test_everything_that_is_published_can_be_submitted_and_sent_back(factory, editor_client, publisher_client):
    item = factory()
    assert editor_client.get(screen(item, "submit")).status_code == 200
    editor_client.post(screen(item, "submit"), {"note": ""})
    assert item.waiting_submission
    assert publisher_client.get(screen(item, "send_back")).status_code == 200
    publisher_client.post(screen(item, "send_back"), sending_back(item))
    assert "The date is wrong." in editor_client.get(screen(item, "change")).text
    assert item.status_for_staff() == Status.DRAFT


def test_a_publisher_reads_the_note_and_sends_back_with_a_reason(submitted, publisher_client, editor_client):
    form = publisher_client.get(screen(submitted, "change")).text
    assert "By Friday, please." in form
    assert screen(submitted, "send_back") in form
    answer = publisher_client.post(screen(submitted, "send_back"), sending_back(submitted))
    assert answer.url == "/admin/"
    newest = Post.objects.get().submission
    assert (newest.answer, newest.reason) == (Answer.SENT_BACK, "The date is wrong.")
    assert newest.answered_by.username
    assert "The date is wrong." in editor_client.get(screen(submitted, "change")).text


def test_a_reason_is_asked_for(submitted, publisher_client):
    answer = publisher_client.post(screen(submitted, "send_back"), sending_back(submitted, reason=" "))
    assert "This field is required" in answer.text
    assert submitted.waiting_submission


def test_an_editor_cannot_send_back(submitted, editor_client):
    assert editor_client.post(screen(submitted, "send_back"), sending_back(submitted)).status_code == 403
    assert submitted.waiting_submission
    assert screen(submitted, "send_back") not in editor_client.get(screen(submitted, "change")).text


def test_publishing_answers_it_in_the_name_of_who_publishes(submitted, publisher_client, publisher):
    post = PostFactory._meta.model.objects.get()
    post.publish()
    assert post.submission.answer == Answer.PUBLISHED
    other = PostFactory(title="Another")
    submit(other, EditorFactory(), "")
    publisher_client.post(
        reverse("admin:news_post_changelist"), {"action": "publish_chosen", "_selected_action": [other.pk]}
    )
    newest = Post.objects.get(pk=other.pk).submission
    assert (newest.answer, newest.answered_by) == (Answer.PUBLISHED, publisher)


def test_an_editor_takes_back_what_waits(submitted, editor_client):
    assert "Take it back" in editor_client.get(screen(submitted, "submit")).text
    editor_client.post(screen(submitted, "submit"), {"_take_back": "1"})
    assert submitted.submission.answer == Answer.TAKEN_BACK
    again = editor_client.post(screen(submitted, "submit"), {"_take_back": "1"}, follow=True)
    assert "was answered while you were looking" in again.text


def test_what_was_typed_for_something_published_meanwhile_is_kept(submitted, publisher_client, editor_client):
    typed = sending_back(submitted)
    Post.objects.get().publish()
    answer = publisher_client.post(screen(submitted, "send_back"), typed)
    assert answer.status_code == 409
    assert "The date is wrong." in answer.text
    answer = editor_client.post(screen(submitted, "submit"), {"note": "Please look."})
    assert answer.status_code in (403, 409)


def test_a_reason_about_an_earlier_submission_is_not_taken_for_the_newest(submitted, publisher_client):
    typed = sending_back(submitted)
    submitted.waiting_submission.close(Answer.TAKEN_BACK)
    submit(submitted, EditorFactory(), "Now it is right.")
    answer = publisher_client.post(screen(submitted, "send_back"), typed)
    assert answer.status_code == 200
    assert "The date is wrong." in answer.text
    assert submitted.waiting_submission


def test_two_submissions_of_one_item_cannot_wait(submitted):
    with pytest.raises(ValidationError, match="waits for a publisher already"):
        submit(submitted, EditorFactory(), "")
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.create(item=submitted)


@pytest.mark.parametrize(
    "values",
    [
        {"answer": Answer.SENT_BACK, "answered_at": timezone.now()},
        {"answer": Answer.PUBLISHED},
        {"answered_at": timezone.now()},
        {"answer": "lost", "answered_at": timezone.now()},
    ],
)
def test_the_database_refuses_an_answer_that_is_none(submitted, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.update(**values)


def test_it_goes_with_its_item(submitted):
    submitted.delete()
    assert not Submission.objects.exists()


def test_the_filter_tells_drafts_from_those_that_wait(submitted):
    draft = PostFactory(title="Only begun")
    now = timezone.now()
    assert list(Post.objects.filter(has_status_at(Status.DRAFT, now))) == [draft]
    assert list(Post.objects.filter(has_status_at(Status.SUBMITTED, now))) == [submitted]


def test_a_list_asks_once_for_all_that_waits(publisher_client, django_assert_max_num_queries):
    for _ in range(30):
        submit(PostFactory(), EditorFactory(), "")
    with django_assert_max_num_queries(16):
        publisher_client.get(reverse("admin:news_post_changelist"))


def test_sent_back_names_the_newest_word_alone(submitted):
    submitted.waiting_submission.close(Answer.SENT_BACK, reason="The date is wrong.")
    assert [each.item for each in Submission.objects.sent_back()] == [submitted]
    submit(submitted, EditorFactory(), "Mended.")
    assert not Submission.objects.sent_back()


def test_publishers_are_written_to_and_nobody_twice(submitted):
    PublisherFactory(email="pat@example.org")
    PublisherFactory(email="")
    PublisherFactory(email="gone@example.org", is_active=False)
    assert letters.send_next() is True
    assert letters.send_next() is False
    (letter,) = mail.outbox
    assert letter.to == ["pat@example.org"]
    assert letter.subject == "Waits for a publisher: The launch"
    assert "By Friday, please." in letter.body
    assert admin_address(submitted) in letter.body


def test_the_editor_is_written_to_once_it_is_answered(submitted):
    letters.send_next()
    submitted.waiting_submission.close(Answer.SENT_BACK, PublisherFactory(), "The date is wrong.")
    assert letters.send_next() is True
    assert mail.outbox[-1].to == ["ed@example.org"]
    assert "The date is wrong." in mail.outbox[-1].body


def test_without_an_address_nobody_is_written_to_and_nothing_waits(submitted):
    assert letters.send_next() is True
    assert not mail.outbox
    assert letters.send_next() is False


def test_a_letter_that_the_server_refuses_is_tried_again_later(submitted, monkeypatch):
    PublisherFactory(email="pat@example.org")
    moment = timezone.now()

    def refuse(message):
        raise ConnectionRefusedError("Nobody answers")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    assert letters.send_next(moment) is True
    row = Submission.objects.get()
    assert (row.told_at, row.tried, row.problem) == (None, 1, "Nobody answers")
    assert not letters.untold(moment).exists()
    assert letters.untold(moment + letters.PAUSES[0]).exists()
    for _ in range(9):
        letters.send_next(Submission.objects.get().try_after)
    assert Submission.objects.get().tried == len(letters.PAUSES) + 1


def test_a_title_with_a_line_break_makes_no_second_header(submitted):
    submitted.title = "The launch\nBcc: all@example.org"
    row = submitted.submission
    row.item = submitted
    assert (
        letters.message_to(["pat@example.org"], row).subject == "Waits for a publisher: The launch Bcc: all@example.org"
    )


def test_what_is_not_a_draft_cannot_be_submitted(editor_client, publisher_client):
    post = PostFactory(state=State.PUBLISHED, publish_from=timezone.now())
    assert editor_client.post(screen(post, "submit"), {"note": ""}).status_code == 409
    answer = publisher_client.get(screen(post, "submit"), follow=True)
    assert "does not wait for that any more" in answer.text
    assert post.submission is None


def test_a_note_about_what_somebody_deleted_meanwhile_is_shown_to_copy(editor_client, publisher_client):
    post = PostFactory()
    addresses = screen(post, "submit"), screen(post, "send_back")
    post.delete()
    assert editor_client.get(addresses[0]).status_code == 404
    answers = (
        editor_client.post(addresses[0], {"note": "Half an hour of thought."}),
        publisher_client.post(addresses[1], {"reason": "Half an hour of thought."}),
    )
    for answer in answers:
        assert answer.status_code == 404
        assert "Half an hour of thought." in answer.text


def test_whose_role_was_taken_away_gets_no_letter(submitted):
    editor = submitted.waiting_submission.submitted_by
    submitted.waiting_submission.close(Answer.SENT_BACK, PublisherFactory(), "The date is wrong.")
    assert letters.readers_of(submitted.submissions.get()) == ["ed@example.org"]
    editor.groups.clear()
    assert letters.readers_of(submitted.submissions.get()) == []
