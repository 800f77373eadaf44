"""Where an old address leads: the rule, for whoever asks for it and for whoever writes it.

Capitals make no difference, nor does what an e-mail adds. The longest old path counts; what is asked for below it goes
on behind the new one, if that ends in a slash.
"""

from collections.abc import Mapping

from django.utils.encoding import escape_uri_path

from lscb_site.web.addresses import LONGEST_PATH
from lscb_site.web.typed_addresses import tidied


def itself(path: str) -> list[str]:
    """The spellings under which an old path that is exactly `path` may be kept, in small letters."""
    spellings = [path, f"{path.rstrip('/')}/", tidied(path), f"{tidied(path)}/"]
    return [spelling.lower() for spelling in dict.fromkeys(spellings) if spelling]


def old_paths(path: str) -> set[str]:
    """All old paths that can lead on from `path`, in small letters: those that it is, and those that it is below."""
    spellings = itself(path)
    above = {
        spelling[: end + 1]
        for spelling in spellings
        for end, sign in enumerate(spelling[:LONGEST_PATH])
        if sign == "/" and end
    }
    return {*spellings, *above}


def leads_to(path: str, known: Mapping[str, str]) -> str | None:
    """Given new ones by old paths in small letters: the new address, "" for what has gone, None for what is unknown."""
    for spelling in itself(path):
        if spelling in known:
            return known[spelling]
    for old in sorted(old_paths(path) & known.keys(), key=len, reverse=True):
        new = known[old]
        whole = path if path.lower().startswith(old) else f"{tidied(path)}/"
        before, sign, after = _divided(new)
        # A section that moved below its own old address would lead in circles.
        if before.endswith("/") and whole.lower().startswith(old) and not before.lower().startswith(old):
            # Without its leading slashes: behind "/" they would make the address of another host.
            return before + escape_uri_path(whole[len(old) :].lstrip("/")) + sign + after
    return None


def _divided(address: str) -> tuple[str, str, str]:
    """An address before its query or fragment, the sign that begins them, and the rest."""
    for place, sign in enumerate(address):
        if sign in "?#":
            return address[:place], sign, address[place + 1 :]
    return address, "", ""
