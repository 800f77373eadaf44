"""How an address lies in the database: sealed with a key of the environment, and found by a keyed digest.

Who reads the database, or a copy of it, learns neither an address nor whether one is there. The first key of
`FOLLOWERS_KEYS` seals; the others still open what they have sealed, so that a key can be exchanged.
"""

import base64
import hashlib
from functools import cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

SALT = "lscb_site.following.sealing"


class Unreadable(Exception):
    """No key that the site has opens it."""


def seal(address: str) -> str:
    return cipher(keys()).encrypt(address.encode()).decode()


def unseal(sealed: str) -> str:
    try:
        return cipher(keys()).decrypt(sealed.encode()).decode()
    except InvalidToken as problem:
        raise Unreadable from problem


def digest(address: str) -> str:
    """The same for an address however its letters are written: 64 hexadecimal digits."""
    return digest_with(keys()[0], address)


def digests(address: str) -> list[str]:
    """With each key, the present one first: a row may have been written with another."""
    return [digest_with(key, address) for key in keys()]


def digest_of_sender(address: str) -> str:
    """Of a network address, for counting: none is kept."""
    return digest_with(keys()[0], f"sender {address}")


def digest_with(key: str, text: str) -> str:
    return salted_hmac(SALT, text.casefold(), secret=key, algorithm="sha256").hexdigest()


def keys() -> tuple[str, ...]:
    return tuple(settings.FOLLOWERS_KEYS) or (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


@cache
def cipher(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet(
        [Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"{SALT}{key}".encode()).digest())) for key in keys]
    )
