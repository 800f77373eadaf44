"""The e-mails of requests: found from the rows, each sent once.

A letter is marked as sent before it is handed to the mail server. When that refuses it, the mark is taken back and the
letter tried again later; when the process dies in between, the letter is lost and the next reminder makes up for it.
The other way round a borough could get the same letter twice.
"""

from datetime import datetime, timedelta

from django.core.mail import EmailMessage
from django.db.models import F, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone

from lscb_contacts.confirming.links import address_of
from lscb_contacts.models import ConfirmationRequest, DirectorySettings, Letter
from lscb_site.web.addresses import absolute

REMIND_AFTER = {Letter.Kind.REMIND: timedelta(days=7), Letter.Kind.DEPUTY: timedelta(days=21)}
PAUSES = (timedelta(minutes=5), timedelta(hours=1), timedelta(hours=12))


def waiting(moment: datetime) -> QuerySet[Letter]:
    """Letters to send, of requests that still wait for an answer."""
    return Letter.objects.filter(
        sent_at__isnull=True,
        try_after__lte=moment,
        attempts__lte=len(PAUSES),
        request__in=ConfirmationRequest.objects.open_at(moment),
    )


def given_up(moment: datetime) -> QuerySet[Letter]:
    """Those that are not tried again: whoever was to get one must be asked in another way."""
    return Letter.objects.filter(
        sent_at__isnull=True, attempts__gt=len(PAUSES), request__in=ConfirmationRequest.objects.open_at(moment)
    )


def unanswered(kind: Letter.Kind, moment):
    """Open requests that are old enough for a reminder of this kind and have none."""
    return (
        ConfirmationRequest.objects.open_at(moment)
        .filter(made_at__lte=moment - REMIND_AFTER[kind], authority__confirmation_contact__is_accepted=True)
        .exclude(letters__kind=kind)
    )


def write_reminders(moment=None) -> int:
    """Write the reminders that are due: after 7 days to the mailbox, after 21 to the deputy. Returns how many."""
    moment = moment or timezone.now()
    written = 0
    for kind in REMIND_AFTER:
        for request in unanswered(kind, moment).select_related("authority__confirmation_contact"):
            contact = request.authority.confirmation_contact
            to = contact.deputy if kind == Letter.Kind.DEPUTY and contact.deputy else contact.mailbox
            # The database lets one of two processes write it.
            _, is_new = Letter.objects.get_or_create(
                request=request, kind=kind, defaults={"to": to, "try_after": moment}
            )
            written += is_new
    return written


def send_next(moment=None) -> bool:
    """Send one waiting letter. False when there is none."""
    moment = moment or timezone.now()
    for letter in waiting(moment).select_related("request__authority").order_by("pk")[:20]:
        if waiting(moment).filter(pk=letter.pk).update(sent_at=moment, attempts=F("attempts") + 1):
            letter.attempts += 1
            _send(letter, moment)
            return True
    return False


def _send(letter: Letter, moment):
    try:
        message_of(letter).send()
    except OSError as problem:  # every failure of SMTP and of the network is one
        pause = PAUSES[min(letter.attempts, len(PAUSES)) - 1]
        facts = {"sent_at": None, "try_after": moment + pause, "problem": str(problem)[:300]}
        Letter.objects.filter(pk=letter.pk).update(**facts)


def message_of(letter: Letter) -> EmailMessage:
    reply_to = DirectorySettings.current().reply_to
    facts = {
        "authority": letter.request.authority,
        "address": address_of(letter.request),
        "page": absolute(letter.request.authority.get_absolute_url()),
        "expires": timezone.localtime(letter.request.expires_at),
        "is_reminder": letter.kind != Letter.Kind.ASK,
        "reply_to": reply_to,
    }
    subject = f"{'Reminder: please' if facts['is_reminder'] else 'Please'} check the numbers for {facts['authority']}"
    text = render_to_string("contacts/letters/request.txt", facts)
    return EmailMessage(subject, text, to=[letter.to], reply_to=[reply_to] if reply_to else None)
