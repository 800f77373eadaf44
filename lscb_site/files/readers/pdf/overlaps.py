"""Words that stand on each other, and letters that are drawn twice."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from lscb_site.files.readers.pdf.objects import Box, around
from lscb_site.files.readers.pdf.placed_words import Letter, PlacedWord

CELL = 24.0  # points; a line or two
MOST_CELLS = 400  # of one letter
LARGEST = 150_000  # square points, a third of a page: larger words are watermarks, and stand on everything
# Of the smaller of two words.
OVERLAP = 0.35
# Of the smaller of two letters: a shadow is off by a little.
SAME_PLACE = 0.3
MOST_GROUPS = 6
# A page of ordinary print has 500 words and compares a few thousand pairs. A page made to take long is cut short.
MOST_WORDS, MOST_PAIRS, MOST_STANDING = 500, 1_000_000, 10_000


def overlapping(words: Sequence[PlacedWord]) -> list[PlacedWord]:
    """The words that stand on words of another text object, in their order."""
    lines: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for number, word in enumerate(words):
        lines[tuple(word.handles)].append(number)
    boxes = {keys: around([words[number].box for number in numbers]) for keys, numbers in lines.items()}
    found: set[int] = set()
    standing = 0
    for one, other in _near(boxes):
        if standing > MOST_STANDING:
            break
        for mine in lines[one]:
            for theirs in lines[other]:
                if _overlap(words[mine].box, words[theirs].box, OVERLAP):
                    standing += 1
                    if not _are_copies(words[mine], words[theirs]):
                        found |= {mine, theirs}
    return [words[number] for number in sorted(found)[:MOST_WORDS]]


def any_overlap(boxes: Sequence[Box]) -> bool:
    """Whether any of these, each around the words of one text object, stands on another."""
    numbered: dict[tuple[int, ...], Box] = {(number,): box for number, box in enumerate(boxes)}
    return any(_overlap(numbered[one], numbered[other], OVERLAP) for one, other in _near(numbered))


def _near(boxes: dict[tuple[int, ...], Box]) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Pairs of lines that may stand on each other: by a glance at what is around each."""
    rows = sorted(
        (box[1], box[3], box[0], box[2], keys)
        for keys, box in boxes.items()
        if (box[3] - box[1]) * (box[2] - box[0]) <= LARGEST
    )
    looked_at = 0
    for at, (_, top, left, right, keys) in enumerate(rows):
        for below in range(at + 1, len(rows)):
            looked_at += 1
            if looked_at > MOST_PAIRS:
                return
            bottom, its_top, its_left, its_right, others = rows[below]
            if bottom >= top:
                break
            height = min(top, its_top) - bottom
            if left < its_right and its_left < right and height > OVERLAP / 2 * (its_top - bottom):
                yield keys, others


def groups_apart(words: Sequence[PlacedWord]) -> list[set[int]]:
    """Text objects of ``words``, so grouped that none of a group hides another; at most `MOST_GROUPS`."""
    by_object: dict[int, list[PlacedWord]] = defaultdict(list)
    for word in words:
        for key in word.handles:
            by_object[key].append(word)
    groups: list[tuple[set[int], list[PlacedWord]]] = []
    for key, theirs in by_object.items():
        for members, taken in groups:
            if not any(_hides(one, other) for one in theirs for other in taken):
                members.add(key)
                taken += theirs
                break
        else:
            if len(groups) < MOST_GROUPS:
                groups.append(({key}, list(theirs)))
    return [members for members, _ in groups]


def _hides(one: PlacedWord, other: PlacedWord) -> bool:
    return one is not other and _overlap(one.box, other.box, 0.0) and not _are_copies(one, other)


def _are_copies(one: PlacedWord, other: PlacedWord) -> bool:
    """Whether one is the other, drawn again: then both are looked at together, or each would seem to hide the other."""
    boxes: dict[str, list[Box]] = defaultdict(list)
    for letter in one.letters:
        boxes[letter.character].append(letter.box)
    same = sum(
        any(_overlap(box, letter.box, SAME_PLACE) for box in boxes.get(letter.character, ()))
        for letter in other.letters
    )
    return 2 * same >= min(len(one.letters), len(other.letters))


def copies_of(seen: Sequence[Letter], hidden: Sequence[Letter]) -> Iterator[int]:
    """The indexes of hidden letters of which the same letter is seen in their place: shadows, and bold drawn twice."""
    cells: dict[tuple[str, int, int], list[Box]] = defaultdict(list)
    wanted = {letter.character for letter in hidden}
    for letter in seen:
        if letter.character in wanted:
            for cell in _cells(letter.box):
                cells[letter.character, *cell].append(letter.box)
    for letter in hidden:
        near = (box for cell in _cells(letter.box) for box in cells.get((letter.character, *cell), ()))
        if any(_overlap(box, letter.box, SAME_PLACE) for box in near):
            yield letter.index


def _cells(box: Box) -> list[tuple[int, int]]:
    left, bottom, right, top = (int(edge // CELL) for edge in box)
    if (right - left + 1) * (top - bottom + 1) > MOST_CELLS:
        return []
    return [(across, up) for across in range(left, right + 1) for up in range(bottom, top + 1)]


def _overlap(one: Box, other: Box, share: float) -> bool:
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    if width <= 0 or height <= 0:
        return False
    smaller = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return width * height > share * smaller
