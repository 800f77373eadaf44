"""The links of letters: each is a row's key, signed, and stored nowhere. Who has one may do what it is for."""

from django.core import signing
from django.urls import reverse

from lscb_site.following.models import Follower, FollowRequest
from lscb_site.web.addresses import absolute

# Not ":" between key and signature: some mail programs end a link there.
_requests = signing.Signer(salt="lscb_site.following.request", sep=".")
_followers = signing.Signer(salt="lscb_site.following.follower", sep=".")


def to_confirm(request: FollowRequest) -> str:
    return absolute(reverse("following:confirm", args=[_requests.sign(str(request.pk))]))


def to_manage(follower: Follower) -> str:
    return absolute(reverse("following:mine", args=[token_of(follower)]))


def to_stop(follower: Follower) -> str:
    """For a mail program's own button too: RFC 8058."""
    return absolute(reverse("following:stop", args=[token_of(follower)]))


def token_of(follower: Follower) -> str:
    return _followers.sign(str(follower.pk))


def request_of(token: str) -> FollowRequest | None:
    """The request whose link this is, while it can be confirmed. None too where the link is damaged."""
    key = key_in(_requests, token)
    return FollowRequest.objects.open().filter(pk=key).first() if key else None


def follower_of(token: str) -> Follower | None:
    key = key_in(_followers, token)
    return Follower.objects.filter(pk=key).first() if key else None


def key_in(signer: signing.Signer, token: str) -> str:
    """Empty where the token is not one of ours."""
    try:
        return signer.unsign(token)
    except signing.BadSignature:
        return ""
