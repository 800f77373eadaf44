"""Names of people, as far as lists know them: words that are spelt right, and that no other word is taken for."""

from functools import cache
from pathlib import Path

GIVEN = Path(__file__).with_name("names.txt")
FAMILY = Path(__file__).with_name("family_names.txt")


@cache
def given_names() -> frozenset[str]:
    """Names that parents in London give."""
    return frozenset(GIVEN.read_text(encoding="utf-8").split())


@cache
def family_names() -> frozenset[str]:
    """Names that families in London have, in the many languages of the city."""
    return frozenset(FAMILY.read_text(encoding="utf-8").split())
