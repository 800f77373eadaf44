"""What needs somebody in the directory: corrections, confirmations, mailboxes, and letters that were not sent."""

from typing import Any

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.dateformat import format as format_date

from lscb_contacts.confirming.letters import given_up
from lscb_contacts.freshness import Freshness
from lscb_contacts.models import (
    Authority,
    ConfirmationContact,
    ConfirmationRequest,
    ContactPoint,
    ProposedChange,
)
from lscb_site.desk.attention.needs import Link, Need, Thing, need
from lscb_site.web.addresses import admin_address

A_DAY = "j F Y"


def corrections(user: User) -> Need | None:
    if not user.has_perm("lscb_contacts.change_proposedchange"):
        return None
    waiting = (
        ProposedChange.objects.waiting()
        .select_related("contact_point__authority", "contact_point__board", "proposed_by")
        .prefetch_related("values")
        .order_by("proposed_at")
    )
    return need(
        "corrections",
        waiting,
        lambda change: Thing(str(change), admin_address(change), f"{change.told_by}, {day(change.proposed_at)}"),
        ("A correction waits for you", "{count} corrections wait for you"),
        "Until you decide, readers may have a wrong number.",
        Link("Decide on the corrections", admin_address(ProposedChange, "changelist")),
    )


def overdue_numbers(user: User) -> Need | None:
    if not user.has_perm("lscb_contacts.change_authority"):
        return None
    overdue = (
        ContactPoint.objects.with_freshness()
        .filter(freshness=Freshness.OVERDUE)
        .select_related("authority", "board")
        .order_by("confirmed_on")
    )
    return need(
        "overdue-numbers",
        overdue,
        lambda point: Thing(str(point), admin_address(point), f"last confirmed {day(point.confirmed_on)}"),
        ("A contact’s confirmation is out of date", "{count} contacts’ confirmations are out of date"),
        "Readers are told that nobody has looked at these numbers for too long.",
        ask_boroughs(),
    )


def unconfirmed_numbers(user: User) -> Need | None:
    """By authority: that is what is asked."""
    if not user.has_perm("lscb_contacts.change_authority"):
        return None
    never = ContactPoint.objects.filter(authority=OuterRef("pk"), confirmed_on=None).exclude(phone="")
    return need(
        "unconfirmed-numbers",
        Authority.objects.filter(Exists(never)).order_by("short_name"),
        lambda authority: Thing(authority.short_name, admin_address(authority)),
        (
            "An authority has numbers that it never confirmed",
            "{count} authorities have numbers that they never confirmed",
        ),
        "Each page says so beside the number, and readers are asked to check it.",
        ask_boroughs(),
    )


def mailboxes(user: User) -> Need | None:
    if not user.has_perm("lscb_contacts.change_authority"):
        return None
    waiting = ConfirmationContact.objects.filter(is_accepted=False).select_related("authority", "written_by")
    return need(
        "mailboxes",
        waiting.order_by("authority__short_name"),
        lambda contact: Thing(
            contact.authority.short_name,
            admin_address(contact.authority),
            f"{contact.mailbox}, written by {contact.written_by}" if contact.written_by else contact.mailbox,
        ),
        ("A mailbox waits for a second person", "{count} mailboxes wait for a second person"),
        "These authorities are not asked whether their numbers are right.",
        Link("Accept mailboxes in the list", admin_address(Authority, "changelist")),
    )


def failed_letters(user: User) -> Need | None:
    if not user.has_perm("lscb_contacts.view_confirmationrequest"):
        return None
    return need(
        "failed-letters",
        given_up(timezone.now()).select_related("request__authority").order_by("pk"),
        lambda letter: Thing(letter.request.authority.short_name, admin_address(letter.request), letter.problem),
        ("A letter could not be sent", "{count} letters could not be sent"),
        "These authorities do not know that they are asked. Telephone, or put the mailbox right and ask again.",
        Link("See the requests", admin_address(ConfirmationRequest, "changelist")),
    )


def ask_boroughs() -> Link:
    return Link("Ask boroughs", f"{admin_address(Authority, 'changelist')}?numbers=unconfirmed")


def day(moment: Any) -> str:
    return format_date(moment, A_DAY)
