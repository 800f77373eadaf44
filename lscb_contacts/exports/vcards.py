"""Contact points as vCards, version 3.0 (RFC 2426): the newest that Outlook and every telephone read."""

import re

from lscb_contacts.exports import shapes
from lscb_contacts.finding.hours_text import all_in_words
from lscb_contacts.freshness import Freshness
from lscb_contacts.models import ContactPoint
from lscb_site.text.characters import clean_text
from lscb_site.web.addresses import absolute
from lscb_site.web.dates import Precision

MOST = 75  # octets in a line, its end not counted
NEW_LINE = "\r\n"


def card(point: ContactPoint) -> str:
    owner = point.owner
    called = f"{getattr(owner, 'short_name', owner.name)}: {point.name}"
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"UID:urn:uuid:{shapes.identity(point)}",
        f"FN:{escaped(called)}",
        f"N:{escaped(called)};;;;",
        f"ORG:{escaped(owner.name)};{escaped(point.name)}",
    ]
    if point.phone:
        lines.append(f"TEL;TYPE=WORK,VOICE:{point.phone.as_e164}")
    if point.email:
        lines.append(f"EMAIL;TYPE=INTERNET:{escaped(point.email)}")
    lines += [f"URL:{absolute(owner.get_absolute_url())}", f"NOTE:{escaped(note(point))}", "END:VCARD"]
    return "".join(folded(line) + NEW_LINE for line in lines)


def note(point: ContactPoint) -> str:
    """First of all how far the details can be relied on: a number in a telephone is seen without our page."""
    doubt = "Check this number first." if point.check_first else ""
    said = [reliability(point), doubt, point.phone_note, *all_in_words(point.opening_hours.all()), point.hours_note]
    said += [point.note, f"Source: {point.source}" if point.source else ""]
    return "\n".join(filter(None, said))


def reliability(point: ContactPoint) -> str:
    if point.freshness == Freshness.UNCONFIRMED:
        return "Not yet confirmed: check it on the council's website before you rely on it."
    sentence = f"Confirmed {Precision.DAY.words(point.confirmed_on)} by: {point.confirmed_by}."
    if point.freshness == Freshness.OVERDUE:
        return f"{sentence} That is long ago: check it on the council's website before you rely on it."
    return sentence


def escaped(text: str) -> str:
    """A text value: commas, semicolons, backslashes and line ends do not end it, and no other control gets in."""
    return re.sub(r"([\\,;])", r"\\\1", clean_text(text)).replace("\n", r"\n").replace("\t", " ")


def folded(line: str) -> str:
    """`line` in pieces of at most 75 octets; a space begins each but the first. No character is cut in two."""
    pieces, piece = [], b""
    for character in line:
        encoded = character.encode()
        if len(piece) + len(encoded) > MOST:
            pieces.append(piece)
            piece = b" "
        piece += encoded
    return NEW_LINE.join(piece.decode() for piece in [*pieces, piece])
