"""Changes that wait for somebody to accept them, and what accepting one does.

The whole entry is guarded (`lscb_contacts.guarded`): what an editor changes of it waits for somebody else, and until
then readers see what they saw, confirmed as it was. An authority's own corrections need one editor.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from lscb_contacts.confirming.values import ABOUT_HOURS, put, stored_value
from lscb_contacts.models import ContactPoint, ProposedChange, ProposedValue
from lscb_site.audit.acts import Act
from lscb_site.audit.recording import record

State, Origin = ProposedChange.State, ProposedChange.Origin
Confirmation = tuple[date, str]  # the day and the role


class NotAccepted(Exception):
    """Why a change was not accepted, as a sentence for an editor."""


def is_own(change: ProposedChange, user) -> bool:
    """Whether `user` proposed it, so that somebody else must accept it."""
    return settings.DIRECTORY_FOUR_EYES and change.proposed_by is not None and change.proposed_by == user


@transaction.atomic
def propose(
    point: ContactPoint,
    after: Mapping[str, str],
    origin: Origin,
    *,
    user=None,
    request=None,
    confirmation: Confirmation | None = None,
) -> ProposedChange:
    """Keep these fields' new values, together, until they are decided on.

    An authority that corrects its entry says that what stands there is wrong: it is no longer shown as confirmed. What
    an editor or a file proposes is a plan, and the confirmation of what stands there holds until it is accepted.
    `confirmation` is what the point gets then.
    """
    on, by = confirmation or (None, "")
    facts = {"proposed_at": timezone.now(), "request": request, "confirmed_on": on, "confirmed_by": by}
    change = _the_same(point, after, origin, user)
    if change is None:
        change = ProposedChange(contact_point=point, origin=origin, proposed_by=user)
    for name, value in facts.items():
        setattr(change, name, value)
    change.save()
    for field, value in after.items():
        change.values.update_or_create(field=field, defaults={"before": stored_value(point, field), "after": value})
    if point.confirmed_on and origin == Origin.AUTHORITY:
        point.told_by = change.told_by
        point.end_confirmation()
        point.save()
    return change


def _the_same(point: ContactPoint, after: Mapping[str, str], origin: Origin, user) -> ProposedChange | None:
    """What the same person proposed before in the same words, and nobody has decided on."""
    for change in point.proposed_changes.waiting().filter(origin=origin, proposed_by=user).prefetch_related("values"):
        if {value.field: value.after for value in change.values.all()} == dict(after):
            return change
    return None


@transaction.atomic
def accept(change: ProposedChange, user) -> tuple[ContactPoint, list[ProposedChange]]:
    """Make all of it true. Returns the entry, and the other changes that lost their ground by this.

    Raises `NotAccepted`, or `ValidationError` where the entry would not be sound, such as one that leads nowhere.
    """
    change = _still_waiting(change)
    if is_own(change, user):
        raise NotAccepted("You proposed this, so somebody else must accept it.")
    _decide(change, State.ACCEPTED, user)
    point, values = change.contact_point, list(change.values.all())
    rivals = list(point.proposed_changes.waiting().of(*_touched(values)))
    for rival in rivals:
        _decide(rival, State.OVERTAKEN, user)
    for value in values:
        put(point, value.field, value.after)
    # What was confirmed is no longer what stands here.
    point.end_confirmation()
    if change.confirmed_on and _all_accepted(change):
        point.confirm(change.confirmed_on, change.confirmed_by)
    point.told_by = change.told_by
    point.full_clean()
    point.save()
    record(Act.CHANGE_ACCEPTED, person=user, thing=point)
    return point, rivals


@transaction.atomic
def reject(change: ProposedChange, user):
    """Raises `NotAccepted` when it has been decided on already."""
    change = _still_waiting(change)
    _decide(change, State.REJECTED, user)
    record(Act.CHANGE_DECLINED, person=user, thing=change.contact_point)


def overtake(point: ContactPoint):
    """The authority says that what the point shows is right: proposals to change it have lost their ground."""
    for change in point.proposed_changes.waiting():
        _decide(change, State.OVERTAKEN)


def _touched(values: Iterable[ProposedValue]) -> set[str]:
    """The fields that a change is about. Those of hours are about one thing."""
    fields = {value.field for value in values}
    return fields if fields.isdisjoint(ABOUT_HOURS) else fields | ABOUT_HOURS


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
