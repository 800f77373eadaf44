"""A worker is woken when a change is stored for good, and does what waits."""

import pytest
from django.core import mail
from django_tasks_db.models import DBTaskResult

from lscb_site.following.models import Letter
from lscb_site.following.tasks import tell_followers, wake_teller
from tests.factories import PostFactory
from tests.following.telling_followers import follower_of

pytestmark = pytest.mark.django_db


def waiting():
    return DBTaskResult.objects.filter(task_path__endswith="tell_followers").count()


def test_a_change_wakes_a_worker_and_the_work_ends_when_nothing_is_left(django_capture_on_commit_callbacks):
    follower_of("news")
    with django_capture_on_commit_callbacks(execute=True):
        PostFactory().publish()
    assert waiting() == 1
    tell_followers.call()
    assert len(mail.outbox) == 1
    assert waiting() == 1, "nothing is left to wake it for"


def test_it_is_not_woken_for_what_is_still_to_come():
    wake_teller()
    assert waiting() == 0


@pytest.mark.parametrize(("on_console", "letters"), [(True, 1), (False, 0)])
def test_without_a_mail_server_letters_wait_unless_somebody_wants_to_see_them(settings, on_console, letters, capsys):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    settings.EMAIL_ON_CONSOLE = on_console
    follower_of("news")
    PostFactory().publish()
    tell_followers.call()
    assert Letter.objects.filter(sent_at__isnull=False).count() == letters
    assert ("reader@example.org" in capsys.readouterr().out) is on_console
