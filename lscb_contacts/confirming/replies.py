"""What an authority answers: all of it is right, or something has changed. An answer uses its request up."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from lscb_contacts.confirming.corrections import Origin, overtake, propose
from lscb_contacts.confirming.values import Field, entry_of, hours_of
from lscb_contacts.models import ConfirmationRequest, ContactPoint
from lscb_site.audit.acts import Act
from lscb_site.audit.recording import record

Answer = ConfirmationRequest.Answer


class NotOpen(Exception):
    """The link has been used or has expired, perhaps since the page was opened."""


class ChangedMeanwhile(Exception):
    """What we hold is no longer what the page showed: nobody has confirmed it."""


@dataclass(frozen=True)
class Correction:
    point: ContactPoint
    field: Field
    after: str


def points_of(request: ConfirmationRequest) -> list[ContactPoint]:
    """What the page shows of the authority, and what an answer is about."""
    return list(request.authority.contact_points.prefetch_related("opening_hours"))


def seen(points: Iterable[ContactPoint]) -> str:
    """A mark of what a page shows, sent back with the answer."""
    shown = [[point.pk, *entry_of(point).values(), hours_of(point)] for point in points]
    return hashlib.sha256(json.dumps(shown).encode()).hexdigest()[:32]


@transaction.atomic
def confirm_all(request: ConfirmationRequest, role: str, mark: str) -> list[ContactPoint]:
    """Confirm every point of the authority as of today. Raises `NotOpen` or `ChangedMeanwhile`."""
    request, points = _open(request, mark)
    for point in points:
        _confirm(request, point, role)
    request.use(Answer.CONFIRMED, role)
    record(Act.CONFIRMED, thing=request.authority, detail=entries(len(points)))
    return points


@transaction.atomic
def correct(
    request: ConfirmationRequest,
    role: str,
    mark: str,
    corrections: list[Correction],
    *,
    remarks: str = "",
    others_are_right: bool = False,
):
    """Keep the corrections for an editor. What they are about is shown as not confirmed from now on.

    With `others_are_right` the points without a correction are confirmed. Raises `NotOpen` or `ChangedMeanwhile`.
    """
    request, points = _open(request, mark)
    wrong = {correction.point.pk for correction in corrections}
    today = timezone.localdate()
    by_key = {point.pk: point for point in points}
    for correction in corrections:
        point = by_key[correction.point.pk]
        after = {correction.field: correction.after}
        propose(point, after, Origin.AUTHORITY, request=request, confirmation=(today, role))
    if others_are_right:
        for point in points:
            if point.pk not in wrong:
                _confirm(request, point, role)
        record(Act.CONFIRMED, thing=request.authority, detail=entries(len(points) - len(wrong)))
    request.use(Answer.CORRECTED, role, remarks)
    record(Act.CORRECTED, thing=request.authority, detail=entries(len(wrong)))


def entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"


def _open(request: ConfirmationRequest, mark: str) -> tuple[ConfirmationRequest, list[ContactPoint]]:
    """The row and its points, locked, so that one answer is given."""
    request = ConfirmationRequest.objects.select_for_update(of=["self"]).select_related("authority").get(pk=request.pk)
    if not request.is_open():
        raise NotOpen
    list(request.authority.contact_points.select_for_update())
    points = points_of(request)
    if seen(points) != mark:
        raise ChangedMeanwhile
    return request, points


def _confirm(request: ConfirmationRequest, point: ContactPoint, role: str):
    point.confirm(timezone.localdate(), role)
    point.told_by = f"{request.authority} ({role})"
    point.save()
    overtake(point)
