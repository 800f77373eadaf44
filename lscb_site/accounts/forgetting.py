"""What is kept of signing in goes when it has served: the privacy page says for how long."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt, AccessLog
from django.contrib.sessions.models import Session
from django.utils import timezone

from lscb_site.accounts.guessing import WITHIN
from lscb_site.accounts.models import Invitation

SIGN_INS_KEPT = timedelta(days=90)  # the places where somebody is known: `guessing` asks for them

INVITATIONS_KEPT = timedelta(days=30)  # after they ran out


def forget_sign_ins() -> None:
    """Sessions that ran out, with their devices; wrong attempts that count no more; old sign-ins and invitations."""
    now = timezone.now()
    Session.objects.filter(expire_date__lt=now).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    AccessAttempt.objects.filter(attempt_time__lt=now - WITHIN).delete()
    AccessLog.objects.filter(attempt_time__lt=now - SIGN_INS_KEPT).delete()
    Invitation.objects.filter(expires_at__lt=now - INVITATIONS_KEPT).delete()
