"""What an editor writes into an entry, in a form or a file: what goes in at once, and what waits for somebody else."""

from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from lscb_contacts.confirming.corrections import Origin, propose
from lscb_contacts.confirming.values import Field, entry_of, lines_as_text, put
from lscb_contacts.guarded import WAYS
from lscb_contacts.models import ContactPoint, OpeningHours, ProposedChange
from lscb_site.web.addresses import absolute

# What a new entry shows before somebody has accepted the rest: whose it is, what it is for, its name.
SHOWN_AT_ONCE = (Field.AUTHORITY, Field.BOARD, Field.PURPOSE, Field.NAME)


@dataclass
class Written:
    """What became of it."""

    point: ContactPoint
    waiting: ProposedChange | None = None  # what waits, all of it together
    after: dict[str, str] = field(default_factory=dict)  # the same, field by field
    was_confirmed: bool = False  # it was, and is not any more
    is_new: bool = False


@transaction.atomic
def write(
    point: ContactPoint, user, origin: Origin = Origin.EDITOR, lines: list[OpeningHours] | None = None
) -> Written:
    """Save what somebody wrote. What is new in the entry is kept back as one proposal.

    `lines` are all lines of its opening hours from now on; None leaves them as they are. Taking away a number, an
    e-mail address or a web page needs nobody, and so does taking away a confirmation. A confirmation that is given
    together with new details is theirs, and waits with them.
    """
    stored = ContactPoint.objects.select_for_update().filter(pk=point.pk).first() if point.pk else None
    before = entry_of(stored) if stored else entry_of(ContactPoint(purpose=""))
    before[Field.LINES] = lines_as_text(stored.opening_hours.all()) if stored else ""
    after = entry_of(point)
    after[Field.LINES] = before[Field.LINES] if lines is None else lines_as_text(lines)
    new = {name: value for name, value in after.items() if value != before[name]}
    if not settings.DIRECTORY_FOUR_EYES:
        return _save(point, stored, new)
    at_once = set(SHOWN_AT_ONCE) if stored is None else {name for name in WAYS if not after[name]}
    kept_back = {name: value for name, value in new.items() if name not in at_once}
    if not kept_back:
        return _save(point, stored, {})
    had = (stored.confirmed_on, stored.confirmed_by) if stored else (None, "")
    given = (point.confirmed_on, point.confirmed_by)
    confirmation = given if given[0] and given != had else None
    if confirmation:
        point.confirmed_on, point.confirmed_by = had
    for name in kept_back:
        if name != Field.LINES:
            put(point, name, before[name])
    leave_a_way(point)
    written = _save(point, stored, {})
    written.waiting = propose(point, kept_back, origin, user=user, confirmation=confirmation)
    written.after = kept_back
    return written


def _save(point: ContactPoint, stored: ContactPoint | None, new: dict[str, str]) -> Written:
    is_given = stored is None or (point.confirmed_on, point.confirmed_by) != (stored.confirmed_on, stored.confirmed_by)
    if new and not is_given:
        point.end_confirmation()
    point.save()
    if Field.LINES in new:
        # Like whatever writes lines, this ends the confirmation that is stored. One given with them is stored after it.
        put(point, Field.LINES, new[Field.LINES])
        point.save()
    return Written(
        point, is_new=stored is None, was_confirmed=bool(stored and stored.confirmed_on and not point.confirmed_on)
    )


@transaction.atomic
def withhold_number(point: ContactPoint, user):
    """Take a wrong number from the site at once: a page without a number sends readers to the council, and harms no
    one."""
    point.phone = ""
    leave_a_way(point)
    point.told_by = user.get_username()
    point.full_clean()
    point.save()


def leave_a_way(point: ContactPoint):
    """A point without telephone, e-mail and web page would lead nowhere: it leads to the council then. So does a form
    or a document without its page."""
    if point.web or (point.purpose not in ContactPoint.PAGES and (point.phone or point.email)):
        return
    if point.authority:
        point.web = point.authority.council_url
    elif point.board:
        served = point.board.authorities.first()
        point.web = point.board.website or (served.council_url if served else absolute(reverse("contacts:list")))
