"""Places outside London that people ask about: the council there takes the referral, and no number of ours fits."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lscb_site.search.asking import named_alone
from lscb_site.search.glossary import runs_of
from lscb_site.search.tokens import as_name

# One a line. A star: an ordinary word too, or far away, so that it is meant only where nothing else is asked.
PLACES = Path(__file__).with_name("outside_london.txt")


@dataclass(frozen=True)
class Outside:
    """A place, as it is written, and whether it is meant in any question or only by itself."""

    name: str
    only_alone: bool


@cache
def places_outside() -> dict[str, Outside]:
    """By the name as it is compared with what was typed."""
    lines = PLACES.read_text(encoding="utf-8").splitlines()
    found = (Outside(line.removesuffix("*"), line.endswith("*")) for line in lines if line)
    return {as_name(place.name): place for place in found}


def outside_london(words: tuple[str, ...]) -> str:
    """The place outside London that a question names; empty where it names none."""
    alone = as_name(" ".join(named_alone(words)))
    typed = as_name(" ".join(words)).split()
    known = places_outside()
    for run in sorted(runs_of(typed) & known.keys(), key=lambda run: (-len(run), run)):
        if run == alone or not known[run].only_alone:
            return known[run].name
    return ""
