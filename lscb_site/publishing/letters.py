"""The e-mails about what was submitted: to the publishers while it waits, to its editor once it was answered.

As with every letter of this site the rows say what is to be sent, and one is marked before it is handed over: a letter
may be lost when a process dies in between, and is never sent twice. The desk shows the same without any e-mail.
"""

from datetime import datetime

from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.db.models import F, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone

from lscb_site.editing.people import works_here
from lscb_site.publishing.submissions import PAUSES, Submission
from lscb_site.web.addresses import absolute

Answer = Submission.Answer


def untold(moment: datetime) -> QuerySet[Submission]:
    """Submissions about which somebody is to be told, and of which the next try is due."""
    return (
        Submission.objects.exclude(answer=Answer.TAKEN_BACK)
        .filter(told_at=None, try_after__lte=moment, tried__lte=len(PAUSES))
        .order_by("pk")
    )


def readers_of(submission: Submission) -> list[str]:
    """The addresses to write to. Nobody is told of what they did themselves; without an address nobody is told."""
    if submission.answer == Answer.WAITING:
        permission = submission.kind.permission
        backend = "django.contrib.auth.backends.ModelBackend"
        publishers = User.objects.with_perm(permission, include_superusers=False, backend=backend)
        people = [person for person in publishers if person != submission.submitted_by]
    else:
        editor = submission.submitted_by
        # A letter names what readers have not seen yet.
        people = [editor] if editor and works_here(editor) and editor != submission.answered_by else []
    return sorted({person.email for person in people if person.email})


def send_next(moment: datetime | None = None) -> bool:
    """Tell of one submission. False when none is left to tell of."""
    moment = moment or timezone.now()
    for submission in untold(moment).select_related("submitted_by", "answered_by")[:20]:
        mine = untold(moment).filter(pk=submission.pk, answer=submission.answer)
        if mine.update(told_at=moment, tried=F("tried") + 1):
            _send(submission, moment)
            return True
    return False


def _send(submission: Submission, moment: datetime) -> None:
    try:
        if to := readers_of(submission):
            message_to(to, submission).send()
    except OSError as problem:  # every failure of SMTP and of the network is one
        pause = PAUSES[min(submission.tried + 1, len(PAUSES)) - 1]
        Submission.objects.filter(pk=submission.pk, answer=submission.answer).update(
            told_at=None, try_after=moment + pause, problem=str(problem)[:300]
        )


def message_to(people: list[str], submission: Submission) -> EmailMessage:
    facts = {"submission": submission, "address": absolute(submission.address)}
    subject = {
        Answer.WAITING: f"Waits for a publisher: {submission.title}",
        Answer.SENT_BACK: f"Sent back to you: {submission.title}",
        Answer.PUBLISHED: f"Published: {submission.title}",
    }[Answer(submission.answer)]
    text = render_to_string("publishing/letters/submission.txt", facts)
    return EmailMessage(" ".join(subject.split()), text, to=people)
