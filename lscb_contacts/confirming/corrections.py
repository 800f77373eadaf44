"""Changes that wait for somebody to accept them, and what accepting one does.

A new telephone number is seen by four eyes: whoever proposed it cannot accept it. An authority's own corrections need
one editor. Taking a wrong number away needs nobody: a page without a number sends readers to the council, and harms
no one.
"""

from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from lscb_contacts.finding.hours_text import hours_in_words
from lscb_contacts.models import ContactPoint, ProposedChange

Field, State, Origin = ProposedChange.Field, ProposedChange.State, ProposedChange.Origin
Confirmation = tuple[date, str]  # the day and the role


class NotAccepted(Exception):
    """Why a change was not accepted, as a sentence for an editor."""


def needs_a_second(field: str) -> bool:
    """Whether a change of this field waits for somebody other than its author."""
    return settings.DIRECTORY_FOUR_EYES and field == Field.PHONE


def stored_value(point: ContactPoint, field: str) -> str:
    """The value of a point's field as a proposal keeps it. Hours are kept in words."""
    if field == Field.HOURS:
        return hours_of(point)
    return point.phone.as_e164 if field == Field.PHONE and point.phone else str(getattr(point, field) or "")


def hours_of(point: ContactPoint) -> str:
    """The lines of a point's opening hours in words, then its note on them."""
    return "; ".join(filter(None, [*map(hours_in_words, point.opening_hours.all()), point.hours_note]))


@transaction.atomic
def propose(
    point: ContactPoint,
    field: str,
    after: str,
    origin: Origin,
    *,
    user=None,
    request=None,
    confirmation: Confirmation | None = None,
) -> ProposedChange:
    """Keep a change until it is decided on. A number that somebody says is wrong is no longer shown as confirmed.

    (A file is nobody's word that the present number is wrong: it leaves the confirmation alone.)
    `confirmation` is what the point gets when this is accepted.
    """
    on, by = confirmation or (None, "")
    change, _ = point.proposed_changes.update_or_create(
        state=State.WAITING,
        field=field,
        after=after,
        defaults={
            "before": stored_value(point, field),
            "origin": origin,
            "proposed_at": timezone.now(),
            "proposed_by": user,
            "request": request,
            "confirmed_on": on,
            "confirmed_by": by,
        },
    )
    if point.confirmed_on and origin != Origin.FILE:
        point.told_by = change.told_by
        point.end_confirmation()
        point.save()
    return change


@transaction.atomic
def save_or_propose(point: ContactPoint, user, origin: Origin = Origin.EDITOR) -> ProposedChange | None:
    """Save what somebody wrote. A new telephone number is kept back as a proposal, which is returned."""
    stored = ContactPoint.objects.filter(pk=point.pk).first() if point.pk else None
    old, new = stored_value(stored, Field.PHONE) if stored else "", stored_value(point, Field.PHONE)
    if not needs_a_second(Field.PHONE) or new in ("", old):
        point.save()
        return None
    before = (stored.confirmed_on, stored.confirmed_by) if stored else (None, "")
    given = (point.confirmed_on, point.confirmed_by)
    # A confirmation given together with the new number is the new number's.
    point.phone, (point.confirmed_on, point.confirmed_by) = old, before
    _leave_a_way(point)
    point.save()
    confirmation = given if given[0] and given != before else None
    return propose(point, Field.PHONE, new, origin, user=user, confirmation=confirmation)


@transaction.atomic
def accept(change: ProposedChange, user) -> ContactPoint:
    """Make it true. Raises `NotAccepted`, or `ValidationError` where the point could not be reached any more."""
    change = _still_waiting(change)
    if needs_a_second(change.field) and change.proposed_by == user:
        raise NotAccepted("You proposed this number, so somebody else must accept it.")
    _decide(change, State.ACCEPTED, user)
    point = change.contact_point
    for rival in point.proposed_changes.waiting().filter(field=change.field):
        _decide(rival, State.OVERTAKEN, user)
    if change.field == Field.HOURS:
        # The words replace the lines that they contradict; an editor may write them as lines again.
        point.opening_hours.all().delete()
        point.hours_note = change.after
    else:
        setattr(point, change.field, change.after)
    if change.confirmed_on and _all_accepted(change):
        point.confirm(change.confirmed_on, change.confirmed_by)
    point.told_by = change.told_by
    point.full_clean()
    point.save()
    return point


@transaction.atomic
def reject(change: ProposedChange, user):
    """Raises `NotAccepted` when it has been decided on already."""
    _decide(_still_waiting(change), State.REJECTED, user)


@transaction.atomic
def withhold_number(point: ContactPoint, user):
    """Take a wrong number from the site at once. Readers are sent to the council's site when nothing else is left."""
    point.phone = ""
    _leave_a_way(point)
    point.told_by = user.get_username()
    point.full_clean()
    point.save()


def _leave_a_way(point: ContactPoint):
    """A point without telephone, e-mail and web page would lead nowhere: it leads to the council then."""
    if not (point.phone or point.email or point.web):
        point.web = point.authority.council_url if point.authority else point.board.website


def overtake(point: ContactPoint):
    """The authority says that what the point shows is right: proposals to change it have lost their ground."""
    for change in point.proposed_changes.waiting():
        _decide(change, State.OVERTAKEN)


def _still_waiting(change: ProposedChange) -> ProposedChange:
    """The row, locked against a second decision at the same time."""
    change = ProposedChange.objects.select_for_update(of=["self"]).select_related("contact_point").get(pk=change.pk)
    if change.state != State.WAITING:
        raise NotAccepted(f"This has been decided already: {change.get_state_display().lower()}.")
    return change


def _decide(change: ProposedChange, state: State, user=None):
    change.state, change.decided_at, change.decided_by = state, timezone.now(), user
    change.save()


def _all_accepted(change: ProposedChange) -> bool:
    """Whether the point now says everything that came with the same confirmation."""
    if change.request is None:
        return True
    others = change.contact_point.proposed_changes.filter(request=change.request).exclude(pk=change.pk)
    return not others.exclude(state=State.ACCEPTED).exists()
