"""The tile map: London as 33 tiles, each with three letters where an authority's name does not fit."""

from dataclasses import dataclass

from lscb_contacts.models import Authority
from lscb_contacts.standing import Standing, standing_of

# By GSS code, in the order of the Office for National Statistics (City of London, then A to Z).
LETTERS = dict(
    zip(
        (f"E09{number:06}" for number in range(1, 34)),
        [
            "CTY",
            "BDG",
            "BNT",
            "BEX",
            "BRE",
            "BRO",
            "CAM",
            "CRO",
            "EAL",
            "ENF",
            "GRN",
            "HCK",
            "H&F",
            "HGY",
            "HRW",
            "HAV",
            "HIL",
            "HOU",
            "ISL",
            "K&C",
            "KIN",
            "LAM",
            "LEW",
            "MER",
            "NEW",
            "RED",
            "RIC",
            "SWK",
            "SUT",
            "TWH",
            "WTF",
            "WAN",
            "WES",
        ],
        strict=True,
    )
)


@dataclass(frozen=True)
class Tile:
    """What the map prints of an authority, worked out once: half the site's pages show all 33."""

    pk: int
    place: str  # its classes: the column and the row
    address: str
    letters: str
    name: str
    state: Standing
    words: str


def tile_of(authority: Authority) -> Tile:
    """`authority` comes with its contact points."""
    state = standing_of(authority)
    return Tile(
        pk=authority.pk,
        place=f"col-{authority.column} row-{authority.row}",
        address=authority.get_absolute_url(),
        letters=letters_of(authority),
        name=authority.short_name,
        state=state,
        words=state.label,
    )


def letters_of(authority: Authority) -> str:
    """`CAM` for Camden. A new authority gets the first three letters of its name."""
    return LETTERS.get(authority.gss_code, authority.short_name[:3].upper())
