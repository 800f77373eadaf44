"""Reads a postcode as people type it: whole, its first half, or half of its second half, with the usual slips."""

import re
from dataclasses import dataclass

from lscb_site.text.postcodes import halves_in

# All of its first half lies in one borough, so what we ask for has one answer; a test holds it to the table.
EXAMPLE = "E17 4JF"

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
    """A postcode or the beginning of one: `outcode` "SE1" and as much as there is of `incode` "7PB".

    `slips`: how many signs were read as another that was meant, such as the letter O as a nought.
    """

    outcode: str
    incode: str = ""
    slips: int = 0

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

    What needs no slip comes before what does, and a slip only leads into an area that exists. Raises `NotAPostcode`.
    """
    readings = [PostcodeReading(halves.first, halves.second, halves.slips) for halves in halves_in(typed)]
    found = [reading for reading in readings if not reading.slips or reading.area in AREAS]
    if not found:
        raise NotAPostcode  # without what was typed: nothing may carry it into a log
    return found
