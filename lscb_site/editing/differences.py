"""What somebody else wrote while a form was open, beside what this form says, and which of the two is to be kept."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum


class Keep(StrEnum):
    MINE = "mine"
    THEIRS = "theirs"


@dataclass(frozen=True)
class Line:
    text: str
    is_changed: bool


@dataclass
class Difference:
    label: str
    theirs: str
    mine: str = ""
    name: str = ""  # the name of a field that both wrote: the editor must choose. Empty where nothing is to be chosen
    outcome: str = ""  # what was done where nothing is to be chosen

    @property
    def asks(self) -> bool:
        return bool(self.name)

    @property
    def their_lines(self) -> list[Line]:
        return marked(self.theirs, self.mine)

    @property
    def my_lines(self) -> list[Line]:
        return marked(self.mine, self.theirs)


def marked(text: str, other: str) -> list[Line]:
    """The paragraphs of a text, and which of them the other has not got. A single one needs no mark."""
    lines, others = text.splitlines(), other.splitlines()
    same: set[int] = set()
    for block in SequenceMatcher(None, lines, others, autojunk=False).get_matching_blocks():
        same |= set(range(block.a, block.a + block.size))
    return [Line(line, len(lines) > 1 and number not in same) for number, line in enumerate(lines)]
