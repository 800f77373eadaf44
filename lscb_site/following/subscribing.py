"""How somebody comes to follow a thing, changes how soon they are told, and stops.

Nobody learns from it whether an address is known: the answer, and the letter, are the same.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from lscb_site.following import sealing
from lscb_site.following.models import Follow, Follower, FollowRequest, Letter, Rhythm
from lscb_site.following.models.followers import UNCONFIRMED

FROM_ONE_PLACE, PLACES_COUNT = 30, timedelta(hours=1)  # an office shares an address of the network
TO_ONE_ADDRESS, ADDRESSES_COUNT = 5, timedelta(days=1)  # letters that nobody has answered


class TooMany(Exception):
    """So many requests came from one place that the next must wait."""


def ask(address: str, sender: str, thing: str = "", rhythm: str = Rhythm.AT_ONCE) -> None:
    """Write to an address: whether it wants to follow `thing` (a reference) or, without one, its link to what it
    follows. `sender` is the network address it was asked from. Raises TooMany.

    To an address that was written to often and never answered nothing is sent, and nobody is told so.
    """
    now = timezone.now()
    place = sealing.digest_of_sender(sender)
    if FollowRequest.objects.filter(sender=place, asked_at__gt=now - PLACES_COUNT).count() >= FROM_ONE_PLACE:
        raise TooMany
    recent = FollowRequest.objects.filter(digest__in=sealing.digests(address), asked_at__gt=now - ADDRESSES_COUNT)
    with transaction.atomic():
        is_written_to = recent.count() < TO_ONE_ADDRESS
        request = FollowRequest.objects.create(
            sealed_address=sealing.seal(address),
            digest=sealing.digest(address),
            thing=thing,
            rhythm=rhythm,
            sender=place,
        )
        if is_written_to:
            Letter.objects.create(request=request)


def confirm(request: FollowRequest) -> Follower:
    """Make it so. Whoever follows the thing already is told as soon as was asked last."""
    with transaction.atomic():
        follower = follower_with(request)
        Follow.objects.update_or_create(follower=follower, thing=request.thing, defaults={"rhythm": request.rhythm})
        request.delete()
    return follower


def follower_with(request: FollowRequest) -> Follower:
    address = request.address
    if found := Follower.objects.with_address(address).select_for_update().first():
        return found
    try:
        with transaction.atomic():
            return Follower.objects.create(sealed_address=sealing.seal(address), digest=sealing.digest(address))
    except IntegrityError:  # they pressed twice
        return Follower.objects.get(digest=sealing.digest(address))


def change_rhythm(follow: Follow, rhythm: str) -> None:
    """What was stopped meanwhile stays so."""
    Follow.objects.filter(pk=follow.pk).update(rhythm=rhythm)


def stop(follow: Follow) -> None:
    """Who follows nothing any more is forgotten."""
    with transaction.atomic():
        follower = Follower.objects.select_for_update().filter(pk=follow.follower_id).first()
        follow.delete()
        if follower and not follower.follows.exists():
            follower.delete()


def forget(follower: Follower) -> None:
    """All that is kept of an address: what it follows, its letters, and the address, also in requests."""
    with transaction.atomic():
        FollowRequest.objects.filter(digest__in=digests_of(follower)).delete()
        follower.delete()


def forget_request(request: FollowRequest) -> None:
    """Its letter goes with it."""
    request.delete()


def forget_address(address: str) -> int:
    """The same for whoever writes to the Board; how many followers and requests there were."""
    digests = sealing.digests(address)
    with transaction.atomic():
        found = list(Follower.objects.filter(digest__in=digests))
        requests = FollowRequest.objects.filter(digest__in=digests)
        number = len(found) + requests.count()
        requests.delete()
        for follower in found:
            follower.delete()
    return number


def digests_of(follower: Follower) -> list[str]:
    try:
        return sealing.digests(follower.address)
    except sealing.Unreadable:
        return [follower.digest]


def hint_of(follower: Follower) -> str:
    """“j…@example.org”: whoever has the address knows it again, and whoever finds a link does not learn it."""
    try:
        name, _, domain = follower.address.rpartition("@")
    except sealing.Unreadable:
        return ""
    return f"{name[:1]}…@{domain}"


def what_is_kept(follower: Follower) -> dict[str, Any]:
    """Everything, as they may ask for it: times as ISO 8601. No address where the key that sealed it is gone."""
    try:
        address = follower.address
    except sealing.Unreadable:
        address = ""
    return {
        "address": address,
        "since": follower.since.isoformat(),
        "follows": [
            {"thing": each.thing, "how_soon": each.rhythm, "since": each.since.isoformat()}
            for each in follower.follows.all()
        ],
        "letters": [
            {
                "period": each.period,
                "written": each.written_at.isoformat(),
                "sent": each.sent_at and each.sent_at.isoformat(),
                "problem": each.problem,
                "told": [f"{told.change.kind} {told.change.about}" for told in each.told.all()],
            }
            for each in follower.letters.order_by("pk").prefetch_related("told__change")
        ],
    }


def what_is_kept_of(address: str) -> dict[str, list[dict[str, Any]]]:
    """The same for whoever writes to the Board, with what was asked and not confirmed."""
    requests = FollowRequest.objects.filter(digest__in=sealing.digests(address))
    return {
        "followers": [what_is_kept(each) for each in Follower.objects.with_address(address)],
        "requests": [
            {"thing": each.thing, "how_soon": each.rhythm, "asked": each.asked_at.isoformat()} for each in requests
        ],
    }


def forget_unconfirmed(moment: datetime | None = None) -> int:
    """Requests that nobody confirmed in time; how many."""
    over = FollowRequest.objects.filter(asked_at__lte=(moment or timezone.now()) - UNCONFIRMED)
    return over.delete()[1].get(FollowRequest._meta.label, 0)  # their letters go with them
