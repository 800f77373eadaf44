"""The two halves of a postcode, of whatever somebody typed: brackets, dashes and words around it, and slips of hand and
eye, such as the letter O for a nought."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from lscb_site.text.characters import plain_signs

LONGEST = 200  # characters: an address in one line
# A letter behind the figure of the first half is London's alone, and no letter that looks like a figure but B, G and S.
FIRST_HALF = re.compile(
    "[A-Z]{1,2}(?:[0-9]|[1-9][0-9])|[ENW][0-9][ABCDEFGHJKPSTUW]|(?:EC|NW|SE|SW|WC)[0-9][ABEHMNPRVWXY]"
)
SECOND_HALF = re.compile("(?:[0-9](?:[ABD-HJLNP-UW-Z]{1,2})?)?")  # no C I K M O V; it may be cut off anywhere
# A stands for a letter, 9 for a figure.
FIRST_SHAPES = [area + district for area in ("A", "AA") for district in ("9", "99", "9A")]
SECOND_SHAPES = ["9AA", "", "9A", "9"]  # from the right: a whole postcode leaves three characters, half of one none
# Signs that look alike, and a figure's key with Shift held down, on British and on American keyboards.
AS_FIGURES = {"O": "0", "Q": "0", "I": "1", "L": "1", "|": "1", "S": "5", "Z": "2", "B": "8", "G": "6"} | dict(
    zip('!"£$%^&*()@#', "123456789023", strict=True)
)
AS_LETTERS = {"0": "O", "1": "IL", "|": "IL", "!": "IL", "5": "S", "2": "Z", "8": "B", "6": "G"}
# The same picture in Cyrillic and Greek letters.
SAME_PICTURE = str.maketrans("АВЕЅІКМНОРСТУХΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABESIKMHOPCTYXABEZHIKMNOPTYX")
SAID_AROUND = re.compile(
    r"\b(?:(?:THE|MY|OUR) )?(?:POST ?CODE|POSTAL CODE)\b(?: IS\b)?|\b(?:GREATER )?LONDON\b"
    r"|\bENGLAND\b|\bUNITED KINGDOM\b|\bU\.?K\b|\bGB\b"
)
BETWEEN = r"\s.,;:'’‘“”\-/\\_\[\]{}<>+=~·•"
AROUND = " !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~“”‘’…£"
IN_AN_ADDRESS = re.compile(
    rf"(?<![A-Z0-9])([A-Z]{{1,2}}[0-9][0-9A-Z]?)[{BETWEEN}]*([0-9][ABD-HJLNP-UW-Z]{{2}})(?![A-Z0-9])"
)


@dataclass(frozen=True)
class Halves:
    """`first` "SE1" and as much as there is of `second` "7PB". `slips`: how many signs were read as another."""

    first: str
    second: str
    slips: int = 0

    @property
    def is_whole(self) -> bool:
        return len(self.second) == 3


def halves_in(typed: str) -> list[Halves]:
    """What `typed` can mean, likeliest first: what needs no slip before what does."""
    if len(typed) > LONGEST:
        return []
    text = SAID_AROUND.sub(" ", plain_signs(typed).upper().translate(SAME_PICTURE))
    # Brackets and quotation marks come in pairs; a single one inside is a figure's key with Shift held down.
    if text.count("(") == text.count(")"):
        text = text.translate({ord("("): " ", ord(")"): " "})
    if text.count('"') % 2 == 0:
        text = text.replace('"', " ")
    found: dict[tuple[str, str], Halves] = {}
    # A sign between two good halves parts them, and was no figure's key: SE1|7PB is in no other district.
    apart = re.sub(r"[^A-Z0-9]+", " ", text).strip()
    for way in dict.fromkeys((text.strip(AROUND), text.strip(), apart)):
        for halves in halves_of([part for part in re.split(f"[{BETWEEN}]+", way) if part]):
            found.setdefault((halves.first, halves.second), halves)
    if not found and len(whole := whole_in(text)) == 1:
        return whole
    return sorted(found.values(), key=lambda halves: halves.slips)


def whole_in(text: str) -> list[Halves]:
    """The whole postcodes that stand in a text, such as an address, without any slip."""
    found = IN_AN_ADDRESS.findall(plain_signs(text[:LONGEST]).upper())
    return [Halves(*halves) for halves in found if FIRST_HALF.fullmatch(halves[0])]


def may_be_one(typed: str) -> bool:
    """Whether somebody may have meant a postcode or its beginning. What needs a slip is whole, and has a figure."""
    has_figure = any(sign.isdecimal() for sign in typed)
    return any(not halves.slips or (halves.is_whole and has_figure) for halves in halves_in(typed))


def halves_of(parts: list[str]) -> Iterator[Halves]:
    packed = "".join(parts)
    # One space says where the second half starts, if it can start there.
    cut = list(fitting(packed, len(parts[0]))) if len(parts) == 2 else []
    if any(not halves.slips for halves in cut):
        yield from cut
    else:
        yield from [*cut, *fitting(packed)]


def fitting(packed: str, cut: int | None = None) -> Iterator[Halves]:
    for second_shape in SECOND_SHAPES:
        for first_shape in FIRST_SHAPES:
            shape = first_shape + second_shape
            if len(shape) != len(packed) or cut not in (None, len(first_shape)):
                continue
            for signs in product(*map(readings_of, packed, shape)):
                read = "".join(signs)
                halves = read[: len(first_shape)], read[len(first_shape) :]
                if FIRST_HALF.fullmatch(halves[0]) and SECOND_HALF.fullmatch(halves[1]):
                    yield Halves(*halves, sum(sign != typed for sign, typed in zip(read, packed, strict=True)))


def readings_of(sign: str, kind: str) -> str:
    """What a sign can be in a place for a letter or a figure; nothing where it can be neither."""
    is_right = "A" <= sign <= "Z" if kind == "A" else "0" <= sign <= "9"
    return sign if is_right else (AS_LETTERS if kind == "A" else AS_FIGURES).get(sign, "")
