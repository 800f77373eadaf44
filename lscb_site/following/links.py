"""The links of letters: each is a row's key, signed, and stored nowhere. Who has one may do what it is for.

The signature is over the moment at which the row began too: after a backup was restored, the key of a row that is no
more is given to somebody else's, and an old link must not open it. That moment stays when an address is sealed anew.
"""

import re
from datetime import UTC
from typing import TypeVar

from django.core import signing
from django.db.models import QuerySet
from django.urls import reverse

from lscb_site.following.models import Follower, FollowRequest
from lscb_site.web.addresses import absolute

# Not ":" between key and signature: some mail programs end a link there.
SEPARATOR = "."
TOKEN = re.compile(r"([1-9][0-9]{0,17})\.([\w-]{43})", re.ASCII)

_requests = signing.Signer(salt="lscb_site.following.request", sep=SEPARATOR)
_followers = signing.Signer(salt="lscb_site.following.follower", sep=SEPARATOR)

Row = TypeVar("Row", Follower, FollowRequest)


def to_confirm(request: FollowRequest) -> str:
    return absolute(reverse("following:confirm", args=[token(_requests, request)]))


def to_manage(follower: Follower) -> str:
    return absolute(reverse("following:mine", args=[token_of(follower)]))


def to_stop(follower: Follower) -> str:
    """For a mail program's own button too: RFC 8058."""
    return absolute(reverse("following:stop", args=[token_of(follower)]))


def token_of(follower: Follower) -> str:
    return token(_followers, follower)


def request_of(given: str) -> FollowRequest | None:
    """The request to follow something whose link this is, also when its time is over. None too where the link is
    damaged, or was confirmed."""
    return row_of(_requests, given, FollowRequest.objects.exclude(thing=""))


def follower_of(given: str) -> Follower | None:
    return row_of(_followers, given, Follower.objects.all())


def token(signer: signing.Signer, row: Row) -> str:
    return f"{row.pk}{SEPARATOR}{signer.sign(signed(row)).rpartition(SEPARATOR)[2]}"


def row_of(signer: signing.Signer, given: str, rows: "QuerySet[Row]") -> Row | None:
    """The row whose link it is; None where the link is none of ours, or its row is gone."""
    found = TOKEN.fullmatch(given)
    row = rows.filter(pk=found[1]).first() if found else None
    if found is None or row is None:
        return None
    try:
        signer.unsign(f"{signed(row)}{SEPARATOR}{found[2]}")
    except signing.BadSignature:
        return None
    return row


def signed(row: Row) -> str:
    began = row.since if isinstance(row, Follower) else row.asked_at
    return f"{row.pk} {began.astimezone(UTC).isoformat()}"
