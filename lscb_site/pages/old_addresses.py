"""What an old address may be and where it may lead, whether it is typed into a form or comes in a file.

Readers are led on only where nothing else answers. So what is refused here could never work.
"""

from collections.abc import Mapping
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse

from lscb_site.pages.existing import address_in_header, is_there, leads_back
from lscb_site.publishing.models import an_address
from lscb_site.text.characters import clean_line
from lscb_site.web.addresses import LONGEST_PATH, can_be_led_to
from lscb_site.web.leading_on import leads_to
from lscb_site.web.public_addresses import new_address
from lscb_site.web.typed_addresses import meant

FROM_A_SLASH = "Start it with one /, such as /old-page/."
CIRCLE = "Readers would be led in a circle, back to the old address."
MOST_STEPS = 10  # after which a browser gives up, or nearly


def old_path_of(typed: str) -> str:
    """The path that is compared with what readers ask for. Raises ValidationError with a sentence."""
    text = own_part(clean_line(typed))
    if "://" in text or text.startswith("//"):
        raise ValidationError(f"Only old addresses of this site can be led on: give it without a host. {FROM_A_SLASH}")
    if not text.startswith("/") or text.startswith("/\\"):
        raise ValidationError(f"Give an address of this site without its host. {FROM_A_SLASH}")
    if "?" in text:
        raise ValidationError(
            "An old address is found by what stands before the ? alone. Leave out the ? and the rest."
        )
    if "#" in text:
        raise ValidationError("Browsers keep what stands after a # to themselves. Leave out the # and the rest.")
    try:
        path = clean_line(unquote_to_bytes(text).decode())
    except UnicodeDecodeError:
        raise ValidationError("The signs after % are no letters. Copy the address from a browser once more.") from None
    if len(path) > LONGEST_PATH:
        raise ValidationError(f"This is too long: at most {LONGEST_PATH} characters.")
    if path.startswith((reverse("admin:index"), settings.STATIC_URL)):
        raise ValidationError("Addresses of the admin and of the site's own parts cannot be led on.")
    return path


def new_address_of(typed: str) -> str:
    """Where it leads; an address of this site is kept without its host. Empty: what was there has gone."""
    address = own_part(clean_line(typed))
    if not address:
        return ""
    an_address(address)
    if not can_be_led_to(address) or (not address.startswith("/") and not urlsplit(address).hostname):
        raise ValidationError("This is not a whole address. Copy it from the browser's address line.")
    if len(address) > LONGEST_PATH:
        raise ValidationError(f"This is too long: at most {LONGEST_PATH} characters.")
    return address


def own_part(address: str) -> str:
    """An address of this site without its host, which people copy with it; every other address as it is."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    own = urlsplit(settings.SITE_ADDRESS).netloc.lower()
    if parts.scheme not in ("http", "https") or parts.netloc.lower().removeprefix("www.") != own.removeprefix("www."):
        return address
    return address.split(parts.netloc, 1)[1] or "/"


def objections(old: str, new: str, known: Mapping[str, str]) -> dict[str, str]:
    """Why `old` cannot lead to `new`, by field; `known` are all new addresses by old paths in small letters, this one
    among them."""
    if is_there(old):
        return {
            "old_path": "The site answers at this address itself, so nobody would be led on. Withdraw or rename that."
        }
    if not new:
        return {}
    if goes_round(old, known):
        return {"new_path": CIRCLE}
    path = end_of(new, known)
    if path and leads_back(path, old):
        return {"new_path": CIRCLE}
    if path and not is_there(path):
        return {"new_path": f"Readers would find nothing at {path}. Give an address that they can open."}
    return {}


def goes_round(old: str, known: Mapping[str, str]) -> bool:
    """Whether who asks for `old` is led on and on: back to where they were, or to ever longer addresses."""
    return end_of(old, known) is None


def end_of(address: str, known: Mapping[str, str]) -> str | None:
    """The path at which a reader of this address arrives; empty where that is another site or has gone, None where
    they never do."""
    passed = set()
    while address.startswith("/"):
        path = urlsplit(address).path
        if path in passed or len(passed) > len(known) + MOST_STEPS:
            return None
        passed.add(path)
        onward = leads_to(path, known)
        if onward is None or (len(passed) > 1 and is_there(path)):
            return unquoted(path)
        address = own_part(onward)
    return ""


def unquoted(path: str) -> str:
    return unquote_to_bytes(path).decode(errors="replace")


def meant_address(path: str) -> str | None:
    """Where to lead whoever asks for `path`, where nothing is; "" for what has gone, None for what is not known."""
    address = new_address(path)
    if address is None or not can_be_led_to(address):
        return next((address_in_header(spelling) for spelling in meant(path) if is_there(spelling)), None)
    small = address.lower()
    # What was asked for below an old address may have its capitals still: then one more redirect would follow.
    if small != address and address.startswith("/") and not is_there(unquote(address)) and is_there(unquote(small)):
        return small
    return address
