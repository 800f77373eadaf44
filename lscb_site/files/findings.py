"""What a file can hold that its pages do not show, as the privacy check tells it.

The child process answers with codes of kinds (`finding_kinds`), places and excerpts. Django-free.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from lscb_site.files.finding_kinds import KINDS, Kind

MAX_PLACES = 100  # of one kind in one file; more are counted
MAX_EXCERPT = 200  # characters


@dataclass(frozen=True)
class Place:
    """`place` in words: “Page 3”, “Sheet Contacts, column D”. `excerpt` is what is hidden there, for staff alone."""

    place: str
    excerpt: str = ""


@dataclass(frozen=True)
class Finding:
    """All of one kind in one file. `more` counts the places beyond `MAX_PLACES`."""

    code: str
    places: tuple[Place, ...]
    more: int = 0

    @property
    def kind(self) -> Kind:
        return KINDS[self.code]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> "Finding":
        """Raises `KeyError` for a code that is not known."""
        places = tuple(Place(str(each["place"])[:MAX_EXCERPT], str(each["excerpt"])) for each in found["places"])
        if found["code"] not in KINDS:
            raise KeyError(found["code"])
        return cls(str(found["code"]), places, int(found["more"]))


def gathered(found: Iterable[tuple[str, str, str]]) -> list[Finding]:
    """One finding a kind, in the order of `KINDS`, from (code, place, excerpt). The same said twice counts once."""
    places: dict[str, dict[Place, None]] = {}
    for code, place, excerpt in found:
        text = _shown(excerpt)
        short = text if len(text) <= MAX_EXCERPT else f"{text[: MAX_EXCERPT - 1]}…"
        places.setdefault(code, {})[Place(_shown(place), short)] = None
    return [
        Finding(code, tuple(places[code])[:MAX_PLACES], max(0, len(places[code]) - MAX_PLACES))
        for code in KINDS
        if code in places
    ]


def _shown(excerpt: str) -> str:
    """A line of a stranger's words without what could mislead an eye, or cannot be stored: marks that turn the
    direction of reading, and halves of characters."""
    whole = excerpt[: MAX_EXCERPT * 20].encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return " ".join("".join(letter if letter.isprintable() else " " for letter in whole).split())
