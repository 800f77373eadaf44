"""The lettering of the tile map: three letters stand for an authority where its name does not fit."""

from django import template

register = template.Library()

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


@register.filter
def letters(authority) -> str:
    """`CAM` for Camden. A new authority gets the first three letters of its name."""
    return LETTERS.get(authority.gss_code, authority.short_name[:3].upper())


@register.filter
def tile_state(authority) -> str:
    """`confirmed` when every number of an authority counted by `with_confirmation` is; `none` when it has no number."""
    if not authority.numbers:
        return "none"
    return "confirmed" if authority.confirmed_numbers == authority.numbers else "unconfirmed"
