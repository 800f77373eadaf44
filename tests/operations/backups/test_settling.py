"""After the site went back in time: what ends, what is not sent, and what is never given twice."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from lscb_contacts.confirming import letters as borough_letters
from lscb_contacts.models import ConfirmationRequest
from lscb_contacts.models import Letter as BoroughLetter
from lscb_site.accounts import letters as account_letters
from lscb_site.accounts.models import Invitation, PasswordRequest
from lscb_site.accounts.models import Letter as AccountLetter
from lscb_site.caching.version import READ
from lscb_site.files.content_store import content_store
from lscb_site.following.gathering import gather
from lscb_site.following.models import Change, Letter
from lscb_site.following.sending import send_again, send_some
from lscb_site.operations.backups.settling import APART, settle
from lscb_site.previews.models import PreviewLink
from lscb_site.publishing import letters as submission_letters
from lscb_site.publishing.submissions import submit
from lscb_site.reviews import letters as reminders
from lscb_site.reviews.letters import write_reminders
from resources.models import ErasedFile
from tests.factories import (
    ConfirmationRequestFactory,
    EditionFileFactory,
    EditorFactory,
    FollowerFactory,
    FollowRequestFactory,
    LiveDocumentFactory,
    PostFactory,
    PublisherFactory,
    UserFactory,
)
from tests.reviews.reviewing import looked_after

pytestmark = pytest.mark.django_db


def test_whoever_was_signed_in_signs_in_again(editor_client):
    assert editor_client.get("/admin/").status_code == 200
    assert settle([]).signed_out == 1
    assert not Session.objects.exists()
    assert editor_client.get("/admin/").status_code == 302


def test_links_that_may_have_been_stopped_lead_nowhere_any_more(editor):
    now = timezone.now()
    invitation = Invitation.objects.create(email="a@example.org", role="Editor", expires_at=now + timedelta(days=1))
    link, _ = PreviewLink.objects.make(PostFactory(), "A colleague", timedelta(days=1), editor)
    settled = settle([])
    assert (settled.invitations, settled.previews) == (1, 1)
    invitation.refresh_from_db()
    assert not invitation.is_open
    assert not PreviewLink.objects.in_force().exists()
    assert link.pk


@pytest.fixture
def waiting_letters():
    """One of each kind that would leave at the next beat."""
    request = ConfirmationRequestFactory()
    borough = BoroughLetter.objects.create(request=request, kind=BoroughLetter.Kind.values[0], to="b@example.org")
    person = UserFactory(email="c@example.org")
    account = AccountLetter.objects.create(kind=AccountLetter.Kind.PASSWORD_CHANGED, person=person)
    asked = Letter.objects.create(request=FollowRequestFactory(thing="news"))
    PublisherFactory(email="d@example.org")
    submit(PostFactory(), EditorFactory(email="e@example.org"), "By Friday, please.")
    looked_after(LiveDocumentFactory(), owner=EditorFactory(email="f@example.org"), next_check=timezone.localdate())
    write_reminders()
    return SimpleNamespace(borough=borough, account=account, asked=asked)


def send_everything():
    while borough_letters.send_next(timezone.now()) or account_letters.send_next(timezone.now()):
        pass
    while submission_letters.send_next() or reminders.send_next():
        pass
    gather()
    send_some()


def test_what_waits_would_be_sent(waiting_letters):
    """So that the next test can fail."""
    send_everything()
    assert {letter.to[0] for letter in mail.outbox} >= {f"{name}@example.org" for name in "bcdf"}
    assert len(mail.outbox) == 5


def test_nothing_that_waited_is_sent(waiting_letters):
    assert settle([]).letters == 5
    send_everything()
    assert mail.outbox == []
    waiting_letters.asked.refresh_from_db()
    assert "may have been sent before" in waiting_letters.asked.problem


def test_a_letter_to_a_follower_is_sent_after_all_when_somebody_says_so(waiting_letters):
    settle([])
    assert send_again(Letter.objects.all()) == 1
    send_everything()
    assert len(mail.outbox) == 1


def test_followers_are_not_told_again_of_what_was_due_and_are_told_of_what_comes():
    FollowerFactory(follows=["news"], since=timezone.now() - timedelta(days=2))
    past, coming = (PostFactory(live=True) for _ in range(2))
    Change.objects.all().delete()
    now = timezone.now()
    Change.objects.create(kind="news", about=f"post:{past.pk}", post=past, tell_from=now)
    Change.objects.create(
        kind="news", about=f"post:{coming.pk}", post=coming, tell_from=now + timedelta(days=1), recorded_at=now
    )
    settle([])
    gather(now + timedelta(days=2))
    assert list(Change.objects.exclude(why_not_told="").values_list("post", flat=True)) == [past.pk]
    assert Change.objects.get(post=coming).is_told


def test_who_asked_for_a_new_password_is_not_answered():
    PasswordRequest.objects.create(sender="a" * 64, typed="anna")
    settle([])
    assert PasswordRequest.objects.get().typed == ""


def test_tasks_of_then_are_not_done_now():
    from lscb_site.search.tasks import rebuild_index

    rebuild_index.enqueue()
    assert DBTaskResult.objects.count() == 1
    settle([])
    assert DBTaskResult.objects.count() == 0


def test_no_key_is_given_twice():
    """A link that was sent between the backup and the restore holds a key that the copy has not given yet."""
    before = ConfirmationRequestFactory()
    settle([])
    after = ConfirmationRequestFactory()
    assert after.pk > before.pk + APART
    assert ConfirmationRequest.objects.count() == 2


def test_no_key_is_given_twice_in_a_table_that_was_empty():
    settle([])
    first = Invitation.objects.create(
        email="a@example.org", role="Editor", expires_at=timezone.now() + timedelta(days=1)
    )
    assert first.pk > APART


def test_pages_of_before_are_stale():
    def version():
        with connection.cursor() as cursor:
            cursor.execute(READ)
            return cursor.fetchone()

    before = version()
    settle([])
    assert version() > (before or (0,))


def test_what_was_erased_since_is_destroyed_again():
    file = EditionFileFactory(content=b"%PDF-1.7 of a child")
    name, digest = file.file.name, file.sha256
    assert settle([digest]).erased == 1
    assert not content_store().exists(name)
    assert ErasedFile.objects.get().sha256 == digest
    file.refresh_from_db()
    assert not file.file
    assert settle([digest]).erased == 0
