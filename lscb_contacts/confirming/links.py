"""The link of a request: the row's key, signed. It is made anew whenever it is needed and stored nowhere.

Who has the link may answer for its authority, once and until it expires. The row knows whether it has been used.
"""

from django.core import signing
from django.urls import reverse

from lscb_contacts.models import ConfirmationRequest
from lscb_site.web.addresses import absolute

# Not ":" between key and signature: some mail programs end a link there.
_signer = signing.Signer(salt="lscb_contacts.confirming", sep=".")


def token_of(request: ConfirmationRequest) -> str:
    return _signer.sign(str(request.pk))


def address_of(request: ConfirmationRequest) -> str:
    """The full address that a letter gives."""
    return absolute(reverse("contacts:confirm", args=[token_of(request)]))


def request_of(token: str) -> ConfirmationRequest | None:
    """The request whose link this is, open or not. None when the link is damaged or was never made here."""
    try:
        key = _signer.unsign(token)
    except signing.BadSignature:
        return None
    return ConfirmationRequest.objects.select_related("authority").filter(pk=key).first()
