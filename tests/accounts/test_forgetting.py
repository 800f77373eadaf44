"""What is kept of signing in, and no longer than the privacy page says."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt, AccessLog
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from lscb_site.accounts.forgetting import INVITATIONS_KEPT, SIGN_INS_KEPT
from lscb_site.accounts.invitations import invite
from lscb_site.accounts.letters import KEPT
from lscb_site.accounts.models import LASTS, Invitation
from lscb_site.accounts.tasks import forget_what_is_over
from tests.accounts.signing_in import Colleague
from tests.factories import EditorFactory

pytestmark = pytest.mark.django_db


def kept():
    return [model.objects.count() for model in (Session, UserSession, AccessAttempt, AccessLog, Invitation)]


def test_sign_ins_are_forgotten_when_they_have_served():
    anna = EditorFactory(username="anna")
    invite("sam@example.org", "Editor", by=anna)
    Colleague().sign_in("anna")
    Colleague().sign_in("nobody", "a guess")
    forget_what_is_over()
    assert kept() == [1, 1, 1, 1, 1]
    began = timezone.now()
    for later, left in (
        (timedelta(minutes=61), [1, 1, 0, 1, 1]),
        (timedelta(hours=12, minutes=1), [0, 0, 0, 1, 1]),
        (timedelta(days=36), [0, 0, 0, 1, 1]),
        (timedelta(days=38), [0, 0, 0, 1, 0]),
        (timedelta(days=89), [0, 0, 0, 1, 0]),
        (timedelta(days=91), [0, 0, 0, 0, 0]),
    ):
        with time_machine.travel(began + later):
            forget_what_is_over()
            assert kept() == left


def test_the_privacy_page_says_the_same_periods():
    page = (settings.BASE_DIR / "lscb_site" / "content" / "pages" / "privacy.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| (.+?) \| .+ \| (.+?) \|$", page, re.MULTILINE))
    hours = settings.SESSION_COOKIE_AGE // 3600
    assert told["Where you are signed in"].startswith(f"{hours} hours")
    assert told["Wrong attempts to sign in"].startswith(f"{settings.AXES_COOLOFF_TIME * 60} minutes")
    assert told["The places you signed in from"].startswith(f"{SIGN_INS_KEPT.days} days")
    assert told["An invitation"] == f"{(LASTS + INVITATIONS_KEPT).days} days: it works for {LASTS.days} of them"
    assert told["Letters from this site to you"].startswith(f"{KEPT.days} days")
