"""Words as numbers, written as characters, so that rapidfuzz compares texts word by word at full speed."""

import re
from itertools import groupby

from rapidfuzz.distance import LCSseq

from resources.comparison.paragraphs import FOLDED

TOKEN = re.compile(r"\w+(?:['’-]\w+)*|\s+|[^\w\s]")
SURROGATES = range(0xD800, 0xE000)
Piece = tuple[str, str]  # ("same" | "removed" | "added", text)


class Vocabulary:
    """Gives every different token a character of its own, the same wherever it is met."""

    def __init__(self):
        self._characters: dict[str, str] = {}

    def encoded(self, tokens: list[str]) -> str:
        return "".join(self._characters.get(token) or self._new(token) for token in tokens)

    def words(self, key: str) -> str:
        """The words of a paragraph's key, a character each."""
        return self.encoded([token for token in TOKEN.findall(key) if _is_word(token)])

    def _new(self, token: str) -> str:
        number = len(self._characters) + 1
        if number >= SURROGATES.start:
            number += len(SURROGATES)
        return self._characters.setdefault(token, chr(number))

    def pieces(self, old: str, new: str) -> list[Piece]:
        """How ``old`` becomes ``new``: same and added pieces are the new text, same and removed ones the old (up to
        the shape of quotation marks and dashes, where the new text's is kept).
        """
        before, after = TOKEN.findall(old), TOKEN.findall(new)
        steps = LCSseq.opcodes(self._folded(before), self._folded(after))
        runs = _readable(
            [
                [step.tag == "equal", before[step.src_start : step.src_end], after[step.dest_start : step.dest_end]]
                for step in steps
            ]
        )
        found = []
        for is_same, removed, added in runs:
            texts = [("same", added)] if is_same else [("removed", removed), ("added", added)]
            found += [(what, "".join(tokens)) for what, tokens in texts if tokens]
        return found

    def _folded(self, tokens: list[str]) -> str:
        return self.encoded([token.translate(FOLDED) for token in tokens])


def _is_word(token: str) -> bool:
    return token[0].isalnum() or token[0] == "_"


def _count(tokens: list[str]) -> int:
    return sum(map(_is_word, tokens))


def _readable(runs: list[list]) -> list[list]:
    """Runs of words as a person would mark them: a lone "the" between two rewritten stretches is rewritten too."""
    runs = _merged(runs)
    for at in range(1, len(runs) - 1):
        is_same, _, kept = runs[at]
        if is_same:
            around = min(max(_count(side[1]), _count(side[2])) for side in (runs[at - 1], runs[at + 1]))
            if not _count(kept) or 2 * _count(kept) < around:
                runs[at][0] = False
    return _trimmed(_merged(runs))


def _trimmed(runs: list[list]) -> list[list]:
    """Changes without the tokens, mostly spaces, with which their old and new words both begin or end."""
    trimmed = []
    for is_same, removed, added in runs:
        if is_same:
            trimmed.append([True, removed, added])
            continue
        shortest = min(len(removed), len(added))
        start = next((at for at in range(shortest) if removed[at] != added[at]), shortest)
        end = next((at for at in range(shortest - start) if removed[-1 - at] != added[-1 - at]), shortest - start)
        stop = -end or None
        trimmed += [
            [True, removed[:start], added[:start]],
            [False, removed[start:stop], added[start:stop]],
            [True, removed[len(removed) - end :], added[len(added) - end :]],
        ]
    return _merged([run for run in trimmed if run[1] or run[2]])


def _merged(runs: list[list]) -> list[list]:
    """Neighbours of one sort as one run."""
    merged = []
    for is_same, group in groupby(runs, key=lambda run: run[0]):
        removed, added = [], []
        for _, before, after in group:
            removed += before
            added += after
        merged.append([is_same, removed, added])
    return merged
