"""Large first letters that several lines of a paragraph stand beside."""

from collections import Counter
from dataclasses import replace

from lscb_site.files.readers.pdf.lines import Line

# Times the size of the letters beside it; and how far from it, in their size.
LARGER, NEAR = 1.8, 1.5
MOST_OF_A_PAGE = 20  # a page of single letters is an index, or a puzzle
LONGEST = 2  # an opening quotation mark and a letter
# Words of one letter: whether “A” is one is read from the words of the page.
WORDS = {"A", "I", "O"}
MARKS = ".,;:"


def joined(lines: list[Line]) -> list[Line]:
    """The lines, each large initial put before the first of those beside it."""
    initials = [line for line in lines if _may_be_initial(line)]
    if not 0 < len(initials) <= MOST_OF_A_PAGE:
        return lines
    found = list(lines)
    for initial in initials:
        beside = [line for line in found if _is_beside(line, initial)]
        if beside:
            first = max(beside, key=lambda line: line.points)
            text = f"{initial.text}{_space(initial, first, lines)}{first.text}"
            found[found.index(first)] = replace(first, text=text, left=initial.left)
            found.remove(initial)
    return found


def space_after(initial: Line, line: Line, lines: list[Line]) -> str | None:
    """What stands between an initial and the line beside it; nothing is said of what is no initial."""
    if _may_be_initial(initial) and _is_beside(line, initial):
        return _space(initial, line, lines)
    return None


def _space(initial: Line, line: Line, lines: list[Line]) -> str:
    return " " if _is_a_word(initial.text, line.text, lines) else ""


def _may_be_initial(line: Line) -> bool:
    return len(line.text) <= LONGEST and line.text[-1:].isalpha()


def _is_beside(line: Line, initial: Line) -> bool:
    return (
        line.angle == initial.angle
        and initial.size >= LARGER * line.size
        and initial.right - 1 <= line.left <= initial.right + NEAR * line.size
        and initial.foot < line.points < initial.top + line.size
    )


def _is_a_word(initial: str, after: str, lines: list[Line]) -> bool:
    if initial not in WORDS or not after[:1].isalpha():
        return False
    words = Counter(word.casefold().strip(MARKS) for line in lines for word in line.text.split())
    rest = after.split()[0].casefold().strip(MARKS)
    # The first time is where the initial stands.
    return f"{initial.casefold()}{rest}" not in words and words[rest] > 1
