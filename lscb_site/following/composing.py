"""The letters as they leave: plain text, and simple HTML that says the same and needs no picture."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from lscb_site.following import links, sealing
from lscb_site.following.models import Follower, Letter, Rhythm
from lscb_site.following.models.followers import UNCONFIRMED
from lscb_site.following.telling import items
from lscb_site.following.telling.items import Item
from lscb_site.following.things import named
from lscb_site.web.addresses import absolute

LONGEST_SUBJECT = 120  # characters
OF_A_DAY, OF_A_WEEK = "What changed since yesterday", "What changed this week"


def of_changes(letter: Letter, told: Sequence[Item]) -> EmailMultiAlternatives:
    """To a follower, of what changed; `told` is never empty. Raises `sealing.Unreadable`."""
    follower: Any = letter.follower
    facts: dict[str, Any] = {"items": told, "manage": links.to_manage(follower), "stop": links.to_stop(follower)}
    message = message_to(follower.address, letter.name, subject_of(letter.period, told), "changes", facts)
    # One press in the mail program ends all letters, and no scanner that opens links does (RFC 8058).
    message.extra_headers |= {
        "List-Unsubscribe": f"<{facts['stop']}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    return message


def sample(told: Sequence[Item], address: str = "") -> EmailMultiAlternatives:
    """The letter as followers get it, for an editor: its last links lead to the page that says what can be followed."""
    overview = absolute(reverse("following:overview"))
    facts = {"items": told, "manage": overview, "stop": overview}
    return message_to(address, uuid4(), subject_of("", told), "changes", facts)


def trial(address: str) -> EmailMultiAlternatives:
    """The same to whoever sets up the mail server, with all its headers: no row is written, and it leads to nobody."""
    follower = Follower(pk=0, sealed_address=sealing.seal(address))
    said = "Whoever runs this site sent it, to see whether letters to followers arrive. The links below lead nowhere."
    return of_changes(Letter(follower=follower, period="now:0"), [Item("A test letter", (said,), ())])


def subject_of(period: str, told: Sequence[Item]) -> str:
    if period.startswith(Rhythm.DAILY):
        return with_number(OF_A_DAY, told)
    if period.startswith(Rhythm.WEEKLY):
        return with_number(OF_A_WEEK, told)
    more = f" and {len(told) - 1} more" if len(told) > 1 else ""
    return f"{shortened(told[0].heading, LONGEST_SUBJECT - len(more))}{more}"


def with_number(words: str, told: Sequence[Item]) -> str:
    return f"{words}: {shortened(told[0].heading)}" if len(told) == 1 else f"{words}: {len(told)} changes"


def shortened(words: str, longest: int = LONGEST_SUBJECT) -> str:
    words = " ".join(words.split())
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"


def of_request(letter: Letter) -> EmailMultiAlternatives | None:
    """To whoever asked to follow something, or for the link to what they follow; None where nothing is to be said."""
    request: Any = letter.request
    address = request.address
    if not request.thing:
        follower = Follower.objects.with_address(address).first()
        own = {"manage": links.to_manage(follower), "stop": links.to_stop(follower)} if follower else {}
        return message_to(address, letter.name, "What you follow", "link", own)
    thing = named([request.thing]).get(request.thing)
    if thing is None:
        return None
    facts = {
        "thing": thing,
        "rhythm": Rhythm(request.rhythm).label.lower(),
        "confirm": links.to_confirm(request),
        "days": UNCONFIRMED.days,
    }
    return message_to(address, letter.name, shortened(f"Please confirm: e-mails about {thing.name}"), "confirm", facts)


def message_to(
    address: str, name: UUID, subject: str, template: str, facts: Mapping[str, object]
) -> EmailMultiAlternatives:
    every = {"subject": subject, "site_name": settings.SITE_NAME, "site_address": settings.SITE_ADDRESS, **facts}
    message = EmailMultiAlternatives(
        subject,
        render_to_string(f"following/letters/{template}.txt", every),
        settings.BOUNCES_ADDRESS or settings.DEFAULT_FROM_EMAIL,
        to=[address],
        headers={
            "From": settings.DEFAULT_FROM_EMAIL,
            "Message-ID": f"<{name}@{host()}>",
            "Auto-Submitted": "auto-generated",
        },
    )
    message.attach_alternative(render_to_string(f"following/letters/{template}.html", every), "text/html")
    return message


def host() -> str:
    return settings.SITE_ADDRESS.partition("://")[2].partition("/")[0].partition(":")[0]


def items_of(letter: Letter, moment: datetime) -> list[Item]:
    return items([told.change for told in letter.told.all()], moment)
