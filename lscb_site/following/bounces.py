"""What is said of letters after they were sent: that one cannot be delivered for good, or that its reader has called it
unwanted. Whoever got it is written to no more.

A provider says so to an address of the site, with a secret. A mail server writes an e-mail, and anybody can write one:
it is believed only of the address that a letter went to, and only when it quotes that letter's Message-ID, which holds
122 bits by chance and is known to nobody but the mailbox and the servers on the way.
"""

import re
from collections.abc import Iterator, Mapping
from email import message_from_bytes
from email.errors import MessageError
from email.message import Message
from email.utils import getaddresses
from typing import Any

from anymail.signals import EventType, RejectReason

from lscb_site.following import sealing
from lscb_site.following.answers import OF_OURS
from lscb_site.following.models import Letter
from lscb_site.following.subscribing import forget_address

LONGEST = 1024 * 1024  # bytes of an e-mail that are read
AT_MOST = 100  # addresses, and letters, that one e-mail may name
# What a provider says that ends it, whatever it adds.
ENDING = {EventType.COMPLAINED, EventType.UNSUBSCRIBED}
OF_THE_ADDRESS = {RejectReason.INVALID, RejectReason.BOUNCED, RejectReason.SPAM, RejectReason.UNSUBSCRIBED}
# Fields of providers' own that say of a bounce that it is none for good.
SOFT = {
    "Type": {"SoftBounce", "VirusNotification", "ChallengeVerification"},  # Postmark
    "event": {"soft_bounce"},  # Brevo
    "hard_bounce": {"False"},  # Mailjet
    "bounce_class": {"1", "20", "21", "22", "23", "24", "25", "40", "50", "51", "52", "53", "54", "70"},  # SparkPost
}
NAME = re.compile(r"<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@", re.IGNORECASE)


def take(content: bytes) -> int:
    """Forget whom an e-mail says one of our letters did not reach, or was unwanted by; how many followers and requests
    that were. 0 for whatever else it is: an answer by a machine, a letter that is only delayed, anything unreadable."""
    try:
        message = message_from_bytes(content[:LONGEST])
        addresses = [*failed(message), *complaining(message)][:AT_MOST]
        names = list(quoted(message))[:AT_MOST]
    except (MessageError, LookupError, RecursionError, ValueError):  # nothing that a mail server writes
        return 0
    meant = {digest: address for address in addresses for digest in sealing.digests(address)}
    letters = Letter.objects.filter(name__in=names).select_related("follower", "request")
    holders = [letter.follower or letter.request for letter in letters]
    return sum(forget_address(meant[holder.digest]) for holder in holders if holder and holder.digest in meant)


def told_by_a_provider(event: Any, **kwargs: Any) -> None:
    """Of what a provider says (`anymail.signals.tracking`) the same: what may still arrive ends nothing, nor does what
    it would not send for reasons that lie with the letter."""
    for_good = event.event_type in ENDING
    for_good |= event.event_type == EventType.BOUNCED and not is_soft(event.esp_event)
    for_good |= event.event_type == EventType.REJECTED and event.reject_reason in OF_THE_ADDRESS
    if for_good and event.recipient:
        forget_address(event.recipient)


def is_soft(given: Any) -> bool:
    """Whether a provider's own fields say that it may be well another day: few tell it by the kind of the event."""
    facts = dict(given) if isinstance(given, Mapping) else {}
    return any(str(facts.get(name)) in words for name, words in SOFT.items())


def failed(message: Message) -> Iterator[str]:
    """The addresses that a delivery status notification (RFC 3464) says it will never deliver to, for a reason that
    lies with the mailbox."""
    for part in parts(message, "message/delivery-status"):
        for block in blocks(part):
            action, status = text(block, "Action").lower(), text(block, "Status")
            if action == "failed" and status.startswith("5.") and not OF_OURS.match(status):
                for header in ("Original-Recipient", "Final-Recipient"):
                    kind, _, address = text(block, header).partition(";")
                    if kind.strip().lower() == "rfc822":
                        yield address.strip().strip("<>")


def complaining(message: Message) -> Iterator[str]:
    """Whom a provider of mailboxes (RFC 5965) says the letter went to that its reader called unwanted."""
    for part in parts(message, "message/feedback-report"):
        for block in blocks(part):
            if text(block, "Feedback-Type").lower() == "abuse":
                given = [str(value) for value in block.get_all("Original-Rcpt-To", [])]
                yield from (address for _, address in getaddresses(given) if address)


def quoted(message: Message) -> Iterator[str]:
    """The names of letters whose Message-ID stands in what an e-mail gives back: a whole letter, or its headers."""
    for part in parts(message, "message/rfc822"):
        for block in blocks(part):
            yield from NAME.findall(text(block, "Message-ID"))
    for part in parts(message, "text/rfc822-headers"):
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            yield from NAME.findall(text(message_from_bytes(content), "Message-ID"))


def parts(message: Message, kind: str) -> Iterator[Message]:
    """Of a report, by what they are. What stands in a part of a part is somebody's letter, and no report."""
    if message.get_content_type() == "multipart/report":
        yield from (part for part in blocks(message) if part.get_content_type() == kind)


def blocks(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [each for each in payload if isinstance(each, Message)] if isinstance(payload, list) else []


def text(block: Message, header: str) -> str:
    return " ".join(str(block.get(header, "")).split())
