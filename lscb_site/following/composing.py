"""The letters as they leave: plain text, and simple HTML that says the same and needs no picture."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from lscb_site.following import links, sealing
from lscb_site.following.models import Follower, Letter, Rhythm
from lscb_site.following.models.followers import UNCONFIRMED
from lscb_site.following.telling import items
from lscb_site.following.telling.items import Item
from lscb_site.following.things import named

LONGEST_SUBJECT = 120  # characters
OF_A_DAY, OF_A_WEEK = "What changed since yesterday", "What changed this week"


def of_changes(letter: Letter, told: Sequence[Item]) -> EmailMultiAlternatives:
    """To a follower, of what changed; `told` is never empty. Raises `sealing.Unreadable`."""
    follower: Any = letter.follower
    facts: dict[str, Any] = {"items": told, "manage": links.to_manage(follower), "stop": links.to_stop(follower)}
    message = message_to(follower.address, letter, subject_of(letter, told), "changes", facts)
    # One press in the mail program ends all letters, and no scanner that opens links does (RFC 8058).
    message.extra_headers |= {
        "List-Unsubscribe": f"<{facts['stop']}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    return message


def trial(address: str) -> EmailMultiAlternatives:
    """As followers get it, to whoever sets up the mail server. No row is written, and its links lead to nobody."""
    follower = Follower(pk=0, sealed_address=sealing.seal(address))
    said = "Whoever runs this site sent it, to see whether letters to followers arrive. The links below lead nowhere."
    return of_changes(Letter(follower=follower, period="now:0"), [Item("A test letter", (said,), ())])


def subject_of(letter: Letter, told: Sequence[Item]) -> str:
    if letter.period.startswith(Rhythm.DAILY):
        return with_number(OF_A_DAY, told)
    if letter.period.startswith(Rhythm.WEEKLY):
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
        return message_to(address, letter, "What you follow", "link", own)
    thing = named([request.thing]).get(request.thing)
    if thing is None:
        return None
    facts = {
        "thing": thing,
        "rhythm": Rhythm(request.rhythm).label.lower(),
        "confirm": links.to_confirm(request),
        "days": UNCONFIRMED.days,
    }
    return message_to(address, letter, shortened(f"Please confirm: letters about {thing.name}"), "confirm", facts)


def message_to(
    address: str, letter: Letter, subject: str, template: str, facts: Mapping[str, object]
) -> EmailMultiAlternatives:
    every = {"subject": subject, "site_name": settings.SITE_NAME, "site_address": settings.SITE_ADDRESS, **facts}
    message = EmailMultiAlternatives(
        subject,
        render_to_string(f"following/letters/{template}.txt", every),
        settings.BOUNCES_ADDRESS or settings.DEFAULT_FROM_EMAIL,
        to=[address],
        headers={
            "From": settings.DEFAULT_FROM_EMAIL,
            "Message-ID": f"<{letter.name}@{host()}>",
            "Auto-Submitted": "auto-generated",
        },
    )
    message.attach_alternative(render_to_string(f"following/letters/{template}.html", every), "text/html")
    return message


def host() -> str:
    return settings.SITE_ADDRESS.partition("://")[2].partition("/")[0].partition(":")[0]


def items_of(letter: Letter, moment: datetime) -> list[Item]:
    return items([told.change for told in letter.told.all()], moment)
