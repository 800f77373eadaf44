"""What changed from one edition to the next: paragraphs added, removed, moved and edited, and the words inside them.

A pure function of two texts, quick enough for a request and the same on every run. It says what it finds; an editor
decides whether readers see it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from resources.comparison.pairing import in_place, pairs
from resources.comparison.paragraphs import Paragraph, Section, alike_divided, paragraphs
from resources.comparison.vocabulary import Piece, Vocabulary

# Of each edition. The work grows with their product; the longest report seen in the wild had 4,000.
MAX_PARAGRAPHS = 20_000


class TooLong(ValueError):
    """An edition has more than :data:`MAX_PARAGRAPHS` paragraphs: leave the comparison at the editor's summary."""


class ChangeKind(StrEnum):
    SAME = "same"
    EDITED = "edited"
    MOVED = "moved"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Change:
    """One paragraph. What it lacks in an edition is ``None`` there, its text empty.

    Anchors are those of the section where it begins; positions number the paragraphs of each edition from 0. ``pieces``
    tell its words as ``("same" | "removed" | "added", text)``. A moved paragraph may be edited too.
    """

    kind: ChangeKind
    old_anchor: str | None
    new_anchor: str | None
    old_position: int | None
    new_position: int | None
    old_text: str
    new_text: str
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class TextComparison:
    """Every paragraph in the order of the new edition, removed ones where they stood; ``counts`` has every kind."""

    changes: list[Change]
    counts: dict[ChangeKind, int]

    @property
    def is_same(self) -> bool:
        return self.counts[ChangeKind.SAME] == len(self.changes)


def compare(old_sections: Iterable[Section], new_sections: Iterable[Section]) -> TextComparison:
    """Compare the text of two editions, a section for each page, slide or heading. Raises :class:`TooLong`."""
    old, new = paragraphs(old_sections), paragraphs(new_sections)
    if max(len(old), len(new)) > MAX_PARAGRAPHS:
        raise TooLong
    old, new = alike_divided(old, new)
    vocabulary = Vocabulary()
    found = pairs(old, new, vocabulary)
    kept = in_place(found, [len(old[at].text) + 1 for at, _ in found])
    changes = [_change(old, new, one, other, kept, vocabulary) for one, other in _in_order(found, kept, old, new)]
    counts = Counter(change.kind for change in changes)
    return TextComparison(changes, {kind: counts[kind] for kind in ChangeKind})


def _in_order(found, kept, old: list[Paragraph], new: list[Paragraph]) -> Iterator[tuple[int | None, int | None]]:
    """Every paragraph once: in each gap between kept ones, what was removed, then what is new there."""
    paired_old, origin = dict(found), {other: one for one, other in found}
    one = other = 0
    for next_one, next_other in [*sorted(kept), (len(old), len(new))]:
        yield from ((at, None) for at in range(one, next_one) if at not in paired_old)
        yield from ((origin.get(at), at) for at in range(other, next_other))
        if next_other < len(new):
            yield next_one, next_other
        one, other = next_one + 1, next_other + 1


def _change(old, new, one: int | None, other: int | None, kept, vocabulary: Vocabulary) -> Change:
    before, after = None if one is None else old[one], None if other is None else new[other]
    if before is None:
        kind, pieces = ChangeKind.ADDED, [("added", after.text)]
    elif after is None:
        kind, pieces = ChangeKind.REMOVED, [("removed", before.text)]
    else:
        is_equal = before.key == after.key
        kind = ChangeKind.MOVED if (one, other) not in kept else ChangeKind.SAME if is_equal else ChangeKind.EDITED
        pieces = [("same", after.text)] if is_equal else vocabulary.pieces(before.text, after.text)
    return Change(
        kind=kind,
        old_anchor=before and before.anchor,
        new_anchor=after and after.anchor,
        old_position=one,
        new_position=other,
        old_text=before.text if before else "",
        new_text=after.text if after else "",
        pieces=pieces,
    )
