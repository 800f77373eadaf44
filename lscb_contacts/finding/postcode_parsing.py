"""Reads a postcode as people type it: whole, its first half, or half of its second half; in any case and spacing."""

import re
from dataclasses import dataclass

OUTCODE = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?")
INCODE = re.compile(r"([0-9]([ABD-HJLNP-UW-Z]([ABD-HJLNP-UW-Z])?)?)?")  # no C I K M O V; it may be cut off anywhere
LONGEST = 8  # letters, digits and one space of the longest postcode
EXAMPLE = "SE1 7PB"

# Royal Mail's postcode areas; those of London lie within it (E4 alone crosses its border).
LONDON = frozenset({"E", "EC", "N", "NW", "SE", "SW", "W", "WC"})
OTHERS = """
    AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY EH EN EX FK FY G GL
    GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML NE NG NN NP NR OL OX
    PA PE PH PL PO PR RG RH RM S SA SG SK SL SM SN SO SP SR SS ST SY TA TD TF TN TQ TR TS TW UB WA WD WF WN WR WS WV
    YO ZE
"""
AREAS = LONDON | frozenset(OTHERS.split())


class NotAPostcode(ValueError):
    """What was typed cannot be a postcode or the beginning of one."""


@dataclass(frozen=True)
class PostcodeReading:
    """A postcode or the beginning of one: `outcode` "SE1" and as much as there is of `incode` "7PB"."""

    outcode: str
    incode: str = ""

    def __str__(self):
        return f"{self.outcode} {self.incode}".strip()

    @property
    def is_whole(self) -> bool:
        return len(self.incode) == 3

    @property
    def packed(self) -> str:
        return self.outcode + self.incode

    @property
    def area(self) -> str:
        return re.match("[A-Z]+", self.outcode)[0]


def read_postcode(typed: str) -> list[PostcodeReading]:
    """What `typed` can mean, likeliest first: "SE17" is SE17, or the beginning of SE1 7PB.

    Raises `NotAPostcode`.
    """
    parts = [part for part in re.split(r"[\s.-]+", typed.upper()) if part]
    packed = "".join(parts)
    # One space says where the second half starts, if it can start there.
    readings = readings_at(packed, [len(parts[0])]) if len(parts) == 2 else []
    if not readings and len(packed) < LONGEST:
        # From the right: a whole postcode leaves three characters, an outward code none.
        readings = readings_at(packed, [len(packed) - 3, *range(len(packed), 1, -1)])
    if not readings:
        raise NotAPostcode  # without what was typed: nothing may carry it into a log
    return list(dict.fromkeys(readings))


def readings_at(packed: str, cuts: list[int]) -> list[PostcodeReading]:
    halves = [(packed[:cut], packed[cut:]) for cut in cuts if cut > 1]
    return [PostcodeReading(*half) for half in halves if OUTCODE.fullmatch(half[0]) and INCODE.fullmatch(half[1])]
