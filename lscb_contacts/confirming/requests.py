"""Whom to ask, and when: by the clock, by hand, and when a reader of an old link wants a new one."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from lscb_contacts.models import Authority, ConfirmationContact, ConfirmationRequest, DirectorySettings, Letter
from lscb_site.audit.acts import Act
from lscb_site.audit.recording import record

HOLDS = timedelta(days=30)  # a link
REST = timedelta(days=90)  # after which the clock asks again an authority that has not answered
BY_HAND_AGAIN = timedelta(days=1)  # so that two editors do not ask on the same day
NEW_LINKS = [(timedelta(hours=1), 1), (timedelta(days=7), 3)]  # at most so many in so long, for an authority

Kind = ConfirmationRequest.Kind


class NotAsked(Exception):
    """Why an authority was not asked, as a sentence for an editor."""


def authorities_to_ask(moment):
    """Those with a mailbox and a confirmation that is due again, whom nobody has asked lately."""
    deadlines = DirectorySettings.current().deadlines(timezone.localdate(moment))
    return (
        Authority.objects.filter(deadlines.wanted("contact_points__"), confirmation_contact__is_accepted=True)
        .exclude(confirmation_requests__made_at__gt=moment - REST)
        .distinct()
    )


def ask_by_clock(moment=None) -> int:
    """Make the requests that are due. Returns how many."""
    moment = moment or timezone.now()
    return sum(_make(authority, Kind.SCHEDULED, moment, REST) is not None for authority in authorities_to_ask(moment))


def ask_by_hand(authority: Authority, user) -> ConfirmationRequest:
    """Raises `NotAsked`."""
    if not authority.contact_points.exists():
        raise NotAsked(f"{authority} has no contact point that could be confirmed.")
    request = _make(authority, Kind.BY_HAND, timezone.now(), BY_HAND_AGAIN, made_by=user)
    if request is None:
        contact = ConfirmationContact.objects.filter(authority=authority).first()
        if contact is None:
            raise NotAsked(f"{authority} has no mailbox to ask.")
        if not contact.is_accepted:
            raise NotAsked(f"{authority} was not asked: its mailbox waits for a second person to accept it.")
        raise NotAsked(f"{authority} was asked today.")
    return request


def send_new_link(authority: Authority) -> bool:
    """A new link to the registered mailbox, whoever asks for it. False where that would be too often."""
    moment = timezone.now()
    with transaction.atomic():
        made = authority.confirmation_requests.filter(kind=Kind.NEW_LINK)
        if _contact(authority) is None:
            return False
        if any(made.filter(made_at__gt=moment - span).count() >= most for span, most in NEW_LINKS):
            return False
        _make(authority, Kind.NEW_LINK, moment)
    return True


@transaction.atomic
def _make(authority, kind, moment, unless_asked_within=None, made_by=None) -> ConfirmationRequest | None:
    """A request with its first letter, unless there is nobody to ask or somebody has just done so."""
    contact = _contact(authority)
    asked = authority.confirmation_requests.all()
    if contact is None or (unless_asked_within and asked.filter(made_at__gt=moment - unless_asked_within).exists()):
        return None
    # Only the newest link works.
    for earlier in asked.open_at(moment):
        earlier.expires_at = moment
        earlier.save()
    request = authority.confirmation_requests.create(
        kind=kind, made_by=made_by, made_at=moment, expires_at=moment + HOLDS
    )
    Letter.objects.create(request=request, kind=Letter.Kind.ASK, to=contact.mailbox, try_after=moment)
    return request


def _contact(authority) -> ConfirmationContact | None:
    """The authority's mailbox, locked: of two processes that would ask, the second waits and sees the first's row."""
    return ConfirmationContact.objects.accepted().select_for_update().filter(authority=authority).first()


def write_mailbox(contact: ConfirmationContact, user, is_new: bool) -> None:
    """Store an authority's mailbox and deputy as `user` wrote them. Anything but taking the deputy away waits for a
    second person, where new numbers do."""
    before = None if is_new else ConfirmationContact.objects.get(pk=contact.pk)
    if before is None or contact.mailbox != before.mailbox or contact.deputy not in ("", before.deputy):
        contact.is_accepted, contact.written_by = not settings.DIRECTORY_FOUR_EYES, user
    contact.save()


def accept_mailbox(contact: ConfirmationContact, user) -> None:
    """Letters may go there from now on. Raises `NotAsked` where `user` wrote it, or nothing waits."""
    if contact.is_accepted:
        raise NotAsked(f"{contact.authority}: no mailbox waits to be accepted.")
    if contact.written_by_id == user.pk:
        raise NotAsked(f"{contact.authority}: you wrote this mailbox, so somebody else accepts it.")
    contact.is_accepted = True
    with transaction.atomic():
        contact.save(update_fields=["is_accepted"])
        record(Act.CHANGE_ACCEPTED, person=user, thing=contact.authority, detail="mailbox")
