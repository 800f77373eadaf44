"""E-mails about accounts: invitations, new passwords, and what has changed in how somebody signs in.

As with every letter of this site the rows say what is to be sent, and a worker sends it: nobody waits for a mail
server. Without e-mail nothing is written, and the screens say whom to ask or give the link to pass on.
"""

from datetime import timedelta

from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from lscb_site.accounts.models import Letter
from lscb_site.publishing.submissions import PAUSES
from lscb_site.web import mail
from lscb_site.web.addresses import absolute

KEPT = timedelta(days=30)
Kind = Letter.Kind
SUBJECTS = {
    Kind.INVITATION: "Your account for the site of the London Safeguarding Children Board",
    Kind.SET_UP_AGAIN: "Set up your account again",
    Kind.FORGOTTEN: "A new password",
    Kind.PASSWORD_CHANGED: "Your password was changed",
    Kind.FACTOR_ADDED: "A new way to sign in was added to your account",
    Kind.FACTOR_REMOVED: "A way to sign in was removed from your account",
    Kind.CODES_MADE: "New recovery codes were made for your account",
    Kind.FACTOR_RESET: "You reset how a colleague signs in",
    Kind.WRONG_CODES: "Somebody knows your password",
}


def write(kind, person=None, invitation=None, detail=""):
    """In the transaction of what it tells of. Nothing, where no letters leave or nobody has an address."""
    letter = Letter(kind=kind, person=person, invitation=invitation, detail=detail[:300])
    if mail.is_set_up() and letter.to:
        letter.save()


def waiting(moment):
    return Letter.objects.filter(told_at=None, try_after__lte=moment, tried__lte=len(PAUSES))


def send_next(moment=None):
    """Send one letter. False when none is left to send."""
    moment = moment or timezone.now()
    for letter in waiting(moment).select_related("person", "invitation__made_by", "invitation__person")[:20]:
        if waiting(moment).filter(pk=letter.pk).update(told_at=moment, tried=F("tried") + 1):
            _send(letter, moment)
            return True
    return False


def _send(letter, moment):
    try:
        if letter.to and is_still_true(letter):
            message_to(letter).send()
    except OSError as problem:  # every failure of SMTP and of the network is one
        pause = PAUSES[min(letter.tried + 1, len(PAUSES)) - 1]
        facts = {"told_at": None, "try_after": moment + pause, "problem": str(problem)[:300]}
        Letter.objects.filter(pk=letter.pk).update(**facts)


def is_still_true(letter):
    """A link that works no more is not sent, nor is a new password to somebody whose account was closed."""
    if letter.invitation_id:
        return letter.invitation.is_open
    return letter.kind != Kind.FORGOTTEN or (letter.person.is_active and letter.person.is_staff)


def message_to(letter):
    facts = {
        "letter": letter,
        "invitation": letter.invitation,
        "person": letter.person,
        "when": letter.written_at,
        "address": address_in(letter),
    }
    text = render_to_string(f"accounts/letters/{letter.kind}.txt", facts)
    return EmailMessage(SUBJECTS[Kind(letter.kind)], text, to=[letter.to])


def address_in(letter):
    if letter.invitation_id:
        return letter.invitation.address
    if letter.kind == Kind.FORGOTTEN:
        return new_password_address(letter.person)
    return absolute(reverse("mfa_index"))


def new_password_address(person):
    """The full address at which a new password is chosen, for an hour and once: it is made of the old password."""
    key = urlsafe_base64_encode(force_bytes(person.pk))
    return absolute(reverse("accounts:new_password", args=[key, default_token_generator.make_token(person)]))


def forget_old(moment=None):
    Letter.objects.filter(written_at__lt=(moment or timezone.now()) - KEPT).delete()
