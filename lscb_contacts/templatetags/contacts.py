import json
from typing import Any

from django import template
from django.utils import timezone

from lscb_contacts.descriptions import described
from lscb_contacts.directory import directory
from lscb_contacts.finding import bank_holidays
from lscb_contacts.finding.availability import lines_of, said_at
from lscb_contacts.finding.hours_text import all_in_words, in_short
from lscb_contacts.finding.locating import PostcodeAnswer
from lscb_contacts.forms import PostcodeForm, answer_to
from lscb_contacts.models import Board, ContactPoint, PostcodeEdition
from lscb_contacts.models.telephone_reading import Telephone
from lscb_contacts.models.telephones import charge
from lscb_contacts.sources import sources_in, whose_site
from lscb_contacts.standing import Standing, Standings, confirmed_since, standing_of

register = template.Library()

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
KEPT = "kept"  # what is said where the moment is not known: on a page that may have been kept, and on paper

register.filter("charge", charge)
register.filter("sources", sources_in)
register.filter("whose_site", whose_site)
register.filter("confirmed_since", confirmed_since)
register.filter("described", described)


def is_number(number) -> bool:
    """Whether there is one. To ask for its truth would parse and check it, for each of a page's hundred numbers."""
    return isinstance(number, Telephone)


@register.filter
def phone(number) -> str:
    """`020 7946 0000`, the way people read it out; its parts never part at the end of a line."""
    return number.as_national.replace(" ", NO_BREAK_SPACE) if is_number(number) else ""


@register.filter
def tel(number) -> str:
    """The `tel:` address that a telephone dials from anywhere."""
    return number.as_rfc3966 if is_number(number) else ""


@register.filter
def hours_of(point) -> list[str]:
    """The hours that are known of it in words, line by line."""
    return all_in_words(point.opening_hours.all())


@register.filter
def hours_in_short(point) -> str:
    return in_short(point.opening_hours.all())


@register.filter
def spans(line) -> str:
    """When it answers, as static/js/modules/call-now.js reads it: days, minutes of the day, bank holidays."""
    return json.dumps(
        [[span.first_day, span.last_day, span.opens, span.closes, span.bank_holidays] for span in line.spans]
    )


@register.simple_tag
def postcode_form(place, typed="") -> PostcodeForm:
    """For pages whose view knows nothing of postcodes. `place` tells several on a page apart; `typed` stands in it."""
    return PostcodeForm(auto_id=f"%s_{place}", initial={"postcode": typed})


@register.simple_tag
def postcode_answer(typed) -> PostcodeAnswer | None:
    """Where a postcode lies, for pages whose view knows nothing of postcodes."""
    return answer_to(typed)


@register.simple_tag
def postcode_edition() -> PostcodeEdition | None:
    """The table that answers come from."""
    return directory.get().postcode_edition


@register.filter
def for_professionals(authority) -> list[ContactPoint]:
    """The lines of an authority for those who work with children: one of their own, the LADO."""
    apart = (*ContactPoint.PUBLIC, *ContactPoint.PAGES)
    return [point for point in authority.contact_points.all() if point.purpose not in apart]


@register.filter
def pages_to_open(authority) -> list[ContactPoint]:
    """Its referral form and its thresholds document."""
    return [point for point in authority.contact_points.all() if point.purpose in ContactPoint.PAGES]


@register.filter
def by_purpose(authority) -> list[list[ContactPoint]]:
    """Its contact points in the columns of the lists: office hours, out of hours, and whom professionals can reach."""
    points = authority.contact_points.all()
    public = [[point for point in points if point.purpose == purpose] for purpose in ContactPoint.PUBLIC]
    return [*public, [point for point in for_professionals(authority) if point.phone or point.email]]


@register.filter
def working(authority) -> list[Board]:
    """The partnerships of today."""
    return [board for board in authority.live_boards if not board.is_former]


@register.filter
def former(authority) -> list[Board]:
    """What came before them, the latest first: a partnership that has ended, the board."""
    boards = [board for board in authority.live_boards if board.is_former]
    return sorted(boards, key=lambda board: board.kind == board.Kind.BOARD)


@register.filter
def can_be_kept(authority) -> bool:
    """Whether it has anything for an address book."""
    return any(point.phone or point.email for point in authority.contact_points.all())


@register.filter
def standings(authorities) -> Standings:
    return Standings.of(authorities)


@register.filter
def standing(authority) -> Standing:
    return standing_of(authority)


@register.inclusion_tag("components/call_now.html", takes_context=True)
def call_now(context, authority, brief=False) -> dict[str, Any]:
    """The numbers for everybody, and above them what is known of this hour: for the context's `moment`, where the
    answer is for that moment alone.

    `brief` leaves to the authority's page what a caller can do without. The context's `helplines` are for an hour at
    which nobody answers.
    """
    moment = context.get("moment")
    lines = lines_of(authority)
    line_of = {line.point.pk: line for line in lines}
    public = [point for point in authority.contact_points.all() if point.purpose in ContactPoint.PUBLIC]
    day, night = (next((line for line in lines if line.point.purpose == each), None) for each in ContactPoint.PUBLIC)
    return {
        "helplines": context.get("helplines"),
        "authority": authority,
        "brief": brief,
        "lines": lines,
        "public": [(point, line_of.get(point.pk)) for point in public],
        "day": day or night,
        "night": night,
        "is_one_number": len({line.point.phone.as_e164 for line in lines}) == 1,
        "has_hours": any(line.spans for line in lines),
        "said": said_at(lines, moment) if moment else KEPT,
        "bank_holidays": " ".join(day.isoformat() for day in bank_holidays.around(timezone.localdate())),
    }


@register.inclusion_tag("components/tile_map.html")
def tile_map(directory, lit=None):
    """London as 33 tiles; `lit`: an authority's own page."""
    return {"tiles": directory.tiles, "lit": lit}
