"""Finds which paragraph of one edition is which of the other, and which of those pairs kept their place."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from rapidfuzz.distance import Indel, LCSseq

from resources.comparison.paragraphs import Paragraph
from resources.comparison.vocabulary import Vocabulary

# Share of words kept, in order, from which two paragraphs are one that was edited: between the same neighbours, and
# anywhere else, where the likeness alone must convince.
ALIKE_IN_PLACE = 0.4
ALIKE_ELSEWHERE = 0.6
# A shorter paragraph found elsewhere is taken for moved only if as many of its kind are missing as are new.
TELLING_WORDS = 4
# Bounds of the search for like paragraphs: the rarest words looked up, how common one may be, the best taken.
RAREST = 10
COMMON = 50
BEST = 5
SMALL_GAP = 8

Pair = tuple[int, int]


def pairs(old: list[Paragraph], new: list[Paragraph], vocabulary: Vocabulary) -> list[Pair]:
    """Positions in ``old`` and ``new`` that belong together, each at most once, ordered by the first."""
    aligned, gaps = _aligned(old, new)
    found = dict(aligned)
    _pair_exact(old, new, found)
    _pair_alike(old, new, found, gaps, vocabulary)
    return sorted(found.items())


def _aligned(old: list[Paragraph], new: list[Paragraph]) -> tuple[list[Pair], list[tuple[range, range]]]:
    """The longest run of equal paragraphs in the same order, and the gaps between them."""
    numbers: dict[str, int] = {}
    encoded = [[numbers.setdefault(each.key, len(numbers)) for each in side] for side in (old, new)]
    aligned, gaps, last = [], [], (0, 0)
    for step in LCSseq.opcodes(*encoded):
        if step.tag == "equal":
            size = step.src_end - step.src_start
            gaps.append((range(last[0], step.src_start), range(last[1], step.dest_start)))
            aligned += zip(range(step.src_start, step.src_end), range(step.dest_start, step.dest_end), strict=True)
            last = (step.src_start + size, step.dest_start + size)
    gaps.append((range(last[0], len(old)), range(last[1], len(new))))
    return aligned, gaps


def _pair_exact(old: list[Paragraph], new: list[Paragraph], found: dict[int, int]) -> None:
    """Equal paragraphs that stand elsewhere, in order."""
    taken = set(found.values())
    missing, extra = defaultdict(list), defaultdict(list)
    for at, each in enumerate(old):
        if at not in found:
            missing[each.key].append(at)
    for at, each in enumerate(new):
        if at not in taken:
            extra[each.key].append(at)
    for key in missing.keys() & extra.keys():
        if key.count(" ") + 1 >= TELLING_WORDS or len(missing[key]) == len(extra[key]):
            found.update(zip(missing[key], extra[key], strict=False))


def _pair_alike(old, new, found: dict[int, int], gaps, vocabulary: Vocabulary) -> None:
    taken = set(found.values())
    before = {at: vocabulary.words(each.key) for at, each in enumerate(old) if at not in found}
    after = {at: vocabulary.words(each.key) for at, each in enumerate(new) if at not in taken}
    gap_before = {at: number for number, (olds, _) in enumerate(gaps) for at in olds}
    gap_after = {at: number for number, (_, news) in enumerate(gaps) for at in news}
    scored = []
    for one, other in _candidates(before, after, gaps):
        in_place = gap_before[one] == gap_after[other]
        least = ALIKE_IN_PLACE if in_place else ALIKE_ELSEWHERE
        if not in_place and min(len(before[one]), len(after[other])) < TELLING_WORDS:
            continue
        likeness = Indel.normalized_similarity(before[one], after[other], score_cutoff=least)
        if likeness >= least:
            scored.append((-likeness, not in_place, abs(one - other), one, other))
    for _, _, _, one, other in sorted(scored):
        if one not in found and other not in taken:
            found[one] = other
            taken.add(other)


def _candidates(before: dict[int, str], after: dict[int, str], gaps) -> Iterator[Pair]:
    """Pairs worth measuring: those that share rare words, and all within a small gap."""
    where = defaultdict(list)
    for at, words in after.items():
        for word in dict.fromkeys(words):
            where[word].append(at)
    seen = set()
    for at, words in before.items():
        known = sorted((len(where[word]), word) for word in set(words) if word in where)
        votes = Counter(other for often, word in known[:RAREST] if often <= COMMON for other in where[word])
        best = sorted(votes.items(), key=lambda vote: (-vote[1], abs(vote[0] - at), vote[0]))[:BEST]
        seen.update((at, other) for other, _ in best)
    for olds, news in gaps:
        if len(olds) <= SMALL_GAP and len(news) <= SMALL_GAP:
            seen.update((one, other) for one in olds if one in before for other in news if other in after)
    return iter(sorted(seen))


def in_place(found: list[Pair], weights: list[int]) -> set[Pair]:
    """The pairs that kept their order: those of the greatest weight together. All others moved.

    ``found`` is ordered by its first positions; ``weights`` belong to them and are positive.
    """
    rank = {other: number for number, other in enumerate(sorted(other for _, other in found), 1)}
    # best[i]: the heaviest chain ending at a rank within Fenwick's i-th range, as (weight, index of its last pair)
    best = [(0, -1)] * (len(found) + 1)
    before = []
    heaviest = (0, -1)
    for index, (_, other) in enumerate(found):
        at, chain = rank[other] - 1, (0, -1)
        while at > 0:
            chain = max(chain, best[at])
            at -= at & -at
        before.append(chain[1])
        chain = (chain[0] + weights[index], index)
        heaviest = max(heaviest, chain)
        at = rank[other]
        while at <= len(found):
            best[at] = max(best[at], chain)
            at += at & -at
    kept, index = set(), heaviest[1]
    while index >= 0:
        kept.add(found[index])
        index = before[index]
    return kept
