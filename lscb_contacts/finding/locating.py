"""Which authority a postcode lies in, or which it may lie in."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from itertools import groupby

from lscb_contacts.finding.postcode_parsing import AREAS, LONDON, PostcodeReading
from lscb_contacts.models import Authority, OutcodeShare, Postcode

ALL = Decimal(100)  # per cent
CITY_OF_LONDON = "E09000001"
NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five"}
LEAST = Decimal(1)  # per cent: smaller shares are a few postcodes on a border, or a slip in the data


@dataclass(frozen=True)
class Candidate:
    """An authority, or everything outside London where it is None, and its share of the outward code in per cent."""

    authority: Authority | None
    share: Decimal

    @property
    def in_100(self) -> int:
        """The share as people say it, "about 95 in 100": never none and never all."""
        return min(99, max(1, int(self.share.quantize(Decimal(1), ROUND_HALF_EVEN))))


@dataclass(frozen=True)
class PostcodeAnswer:
    """Where `postcode` lies: in the only one of `candidates`, or in one of several, the likeliest first.

    `is_exact`: the table of whole postcodes says so. Otherwise the shares of its outward code do.
    """

    postcode: PostcodeReading
    candidates: tuple[Candidate, ...]
    is_exact: bool = False

    @property
    def choices(self) -> list[Candidate]:
        """The same as equals: authorities A to Z, what is outside London last."""
        return sorted(self.candidates, key=lambda each: (each.authority is None, str(each.authority)))

    @property
    def heading(self) -> str:
        """“SM4 is in Merton”, or a question: “SE1 is in two boroughs. Which one?”"""
        if self.is_outside_london:
            return f"{self.postcode} is not in London"
        if len(self.candidates) == 1:
            return f"{self.postcode} is in {self.candidates[0].authority.in_a_sentence}"
        names = [each.authority for each in self.choices if each.authority]
        if len(names) == 1:
            return f"{self.postcode} is partly in {names[0].in_a_sentence} and partly outside London. Which is it?"
        # Two of the 33 are cities, and people call one of them no borough.
        kind = "places" if any(each.gss_code == CITY_OF_LONDON for each in names) else "boroughs"
        beyond = " and partly outside London" if len(names) < len(self.candidates) else ""
        return f"{self.postcode} is in {NUMBERS.get(len(names), len(names))} {kind}{beyond}. Which one?"

    @property
    def is_outside_london(self) -> bool:
        return all(candidate.authority is None for candidate in self.candidates)


def locate(readings: Sequence[PostcodeReading]) -> PostcodeAnswer | None:
    """Where the likeliest of `readings` that exists lies; None where no table has any of them and London would.

    What was typed wins over what it becomes without a slip, as long as it exists. A whole postcode of the full table
    costs one indexed query, and what its authority's page prints.
    """
    for _, alike in groupby(readings, key=lambda reading: reading.slips):
        if answer := locate_one_of(list(alike)):
            return answer
    return None


def locate_one_of(readings: list[PostcodeReading]) -> PostcodeAnswer | None:
    likeliest = readings[0]
    known = Postcode.objects.filter(code=likeliest.packed).first() if likeliest.is_whole else None
    if known:
        return PostcodeAnswer(likeliest, candidates([(known.authority_id, ALL)]), is_exact=True)
    shares = shares_of({reading.outcode for reading in readings})
    for reading in readings:
        if reading.outcode in shares:
            return PostcodeAnswer(reading, candidates(shares[reading.outcode]))
    beyond = next((reading for reading in readings if is_beyond_london(reading)), None)
    return PostcodeAnswer(beyond, (Candidate(None, ALL),)) if beyond else None


def is_beyond_london(reading: PostcodeReading) -> bool:
    """By its area alone, so of what needs a slip only a whole postcode counts: “go” is not Glasgow’s G0."""
    return reading.area in AREAS - LONDON and (reading.is_whole or not reading.slips)


def shares_of(outcodes: set[str]) -> dict[str, list[tuple[int | None, Decimal]]]:
    found = {}
    for share in OutcodeShare.objects.filter(outcode__in=outcodes, share__gte=LEAST).order_by("-share", "pk"):
        found.setdefault(share.outcode, []).append((share.authority_id, share.share))
    return found


def candidates(shares: list[tuple[int | None, Decimal]]) -> tuple[Candidate, ...]:
    authorities = Authority.objects.with_contacts().in_bulk([pk for pk, _ in shares if pk])
    return tuple(Candidate(authorities.get(pk), share) for pk, share in shares)
