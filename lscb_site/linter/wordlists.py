"""Lists of words, a line for each, in `words/`."""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).with_name("words")


@cache
def wordlist(name: str) -> frozenset[str]:
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))
