import json

from django import template
from django.utils import timezone

from lscb_contacts.finding import bank_holidays
from lscb_contacts.finding.availability import lines_of
from lscb_contacts.finding.hours_text import USUAL, hours_in_words
from lscb_contacts.forms import PostcodeForm
from lscb_contacts.models import ContactPoint
from lscb_contacts.models.telephone_reading import Telephone
from lscb_contacts.models.telephones import charge

register = template.Library()

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"

register.filter("charge", charge)
register.filter("in_words", hours_in_words)


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
def usual_hours(point) -> str:
    """What its purpose says of hours that are not known; empty where it says nothing."""
    return USUAL.get(point.purpose, "")


@register.filter
def spans(line) -> str:
    """When it answers, as static/js/modules/call-now.js reads it: days, minutes of the day, bank holidays."""
    return json.dumps(
        [[span.first_day, span.last_day, span.opens, span.closes, span.bank_holidays] for span in line.spans]
    )


@register.simple_tag
def postcode_form(place, typed="") -> PostcodeForm:
    """For pages whose view knows nothing of postcodes. `place` tells several on a page apart; `typed` stands in it."""
    return PostcodeForm(auto_id=f"postcode_{place}", initial={"postcode": typed})


@register.filter
def for_professionals(authority) -> list:
    """What an authority has for those who work with children: a line of their own, the LADO."""
    return [point for point in authority.contact_points.all() if point.purpose not in point.PUBLIC]


@register.filter
def by_purpose(authority) -> list[list]:
    """Its contact points in the columns of the printed list: office hours, out of hours, professionals."""
    points = authority.contact_points.all()
    public = [[point for point in points if point.purpose == purpose] for purpose in ContactPoint.PUBLIC]
    return [*public, for_professionals(authority)]


@register.inclusion_tag("components/call_now.html", takes_context=True)
def call_now(context, authority, brief=False):
    """The numbers for everybody. Ordered for the context's `moment`, where the answer is for that moment alone.

    `brief` leaves to the authority's page what a caller can do without. The context's `helplines` are for the hour at
    which none of the numbers answers.
    """
    moment = context.get("moment")
    return {
        "helplines": context.get("helplines"),
        "authority": authority,
        "brief": brief,
        "lines": lines_of(authority, moment),
        "moment": moment,
        "bank_holidays": " ".join(day.isoformat() for day in bank_holidays.around(timezone.localdate())),
    }


@register.inclusion_tag("components/tile_map.html")
def tile_map(directory, lit=None):
    """London as 33 tiles; `lit`: an authority's own page."""
    return {"tiles": directory.tiles, "lit": lit}
