"""Authorities, boards and contact points in the words of Open Referral UK, as far as they fit.

An authority or a board is an `organization`, a contact point one of its `services`. Nothing but what is live.
"""

from uuid import NAMESPACE_DNS, UUID, uuid5

from lscb_contacts.finding.hours_text import hours_in_words
from lscb_contacts.models import Authority, Board, ContactPoint, OpeningHours
from lscb_contacts.models.telephones import charge
from lscb_site.web.addresses import absolute
from lscb_site.web.dates import Precision

NAMESPACE = uuid5(NAMESPACE_DNS, "londonscb.gov.uk")
DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


def identity(point: ContactPoint) -> UUID:
    """The same for ever, whatever becomes of its details."""
    return uuid5(NAMESPACE, f"contact-point/{point.pk}")


def authority(found: Authority) -> dict:
    """From `with_contacts().with_boards()`."""
    return {
        "id": found.gss_code,
        "name": found.name,
        "alternate_name": found.short_name,
        "url": found.council_url,
        "uri": absolute(found.get_absolute_url()),
        "boards": [each.slug for each in found.live_boards],
        "services": [service(point) for point in found.contact_points.all()],
    }


def board(found: Board) -> dict:
    """From `live().with_authorities()`. Its successors are told once they are live too."""
    return {
        "id": found.slug,
        "type": found.kind,
        "name": found.name,
        "url": found.website or None,
        "uri": absolute(found.get_absolute_url()),
        "organizations": [each.gss_code for each in found.authorities.all()],
        "alert": found.note or None,
        "active_until": Precision(found.active_until_precision).machine(found.active_until)
        if found.active_until
        else None,
        "succeeded_by": [each.slug for each in found.successors],
        "source": found.source or None,
        "source_date": found.source_as_of or None,
        "services": [service(point) for point in found.contact_points.all()],
    }


def service(point: ContactPoint) -> dict:
    return {
        "id": str(identity(point)),
        "name": point.name,
        "type": point.purpose,
        "status": "active",
        "phones": [phone(point)] if point.phone else [],
        "email": point.email or None,
        "url": point.web or None,
        "schedules": [schedule(line) for line in point.opening_hours.all()],
        "schedule_note": point.hours_note or None,
        "alert": point.note or None,
        "assured_date": point.confirmed_on.isoformat() if point.confirmed_on else None,
        "assured_by": point.confirmed_by or None,
        "assurance": str(point.freshness),
        "source": point.source or None,
        "source_date": point.source_as_of or None,
        "source_note": point.source_note or None,
        "schedule_source": point.hours_source or None,
        "schedule_source_date": point.hours_source_as_of or None,
        "check_first": point.check_first,
    }


def phone(point: ContactPoint) -> dict:
    return {
        "number": point.phone.as_e164,
        "number_national": point.phone.as_national,
        "type": "voice",
        "description": point.phone_note or None,
        "fees_description": charge(point.phone) or None,
    }


def schedule(line: OpeningHours) -> dict:
    """A weekly rule in London's time; hours of bank holidays alone are no weekly rule and have words only."""
    schedule = {"description": hours_in_words(line), "bank_holidays": line.bank_holidays}
    if line.bank_holidays == OpeningHours.BankHolidays.ONLY:
        return schedule
    return schedule | {
        "freq": "WEEKLY",
        "byday": ",".join(DAYS[line.first_day - 1 : line.last_day]),
        "opens_at": f"{line.opens:%H:%M}",
        "closes_at": f"{line.closes:%H:%M}",
        "timezone": "Europe/London",
    }
