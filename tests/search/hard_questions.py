"""Questions that are hard to answer: long, of nothing but common words, misspelt throughout."""

from itertools import islice, pairwise, product

COMMON = """
    child family school police social worker health nurse teacher home meeting report review record plan protect share
    agree consent harm risk help local board
""".split()  # noqa: SIM905 - easier to read than a list of strings
HARD = {
    "24 common words": " ".join(COMMON),
    "500 words": " ".join(islice(map(" ".join, product(COMMON, COMMON)), 250)),
    "24 misspelt words": " ".join(f"{word[:3]}{word[2:]}z" for word in COMMON),
    "24 words in pairs": " ".join(f'"{first} {second}"' for first, second in pairwise(COMMON)),
    "what must not be there": "child " + " ".join(f"-{word}" for word in COMMON[1:]),
    "ten thousand characters": "child " * 1667,
    "ten thousand of one letter": "a" * 10_000,
    "a term with many forms": "front door",
}
