"""A remark as people see it: its sentence quoted, with the words that are meant marked."""

from dataclasses import dataclass

from lscb_site.linter.models import LintRemark
from lscb_site.linter.writing import Remark

LONGEST = 300  # characters of a sentence that are shown


@dataclass(frozen=True)
class Marked:
    kind: str
    before: str
    marked: str
    after: str
    message: str
    advice: str
    address: str = ""  # where somebody says that it is right as it is


def marked(remark: Remark | LintRemark, address: str = "") -> Marked:
    before, words, after = parted(remark.sentence, remark.words)
    kind = LintRemark.Kind(remark.code).label
    return Marked(str(kind), before, words, after, remark.message, remark.advice, address)


def parted(sentence: str, words: str) -> tuple[str, str, str]:
    """What stands before the words, the words, and what follows; of a long sentence what is around them."""
    at = sentence.find(words) if words else -1
    if at < 0:
        return shortened_end(sentence), "", ""
    before, after = sentence[:at], sentence[at + len(words) :]
    if len(sentence) > LONGEST:
        before = f"…{before[-LONGEST // 3 :]}" if len(before) > LONGEST // 3 else before
        after = shortened_end(after, LONGEST // 3)
    return before, shortened_end(words), after


def shortened_end(text: str, longest: int = LONGEST) -> str:
    return text if len(text) <= longest else f"{text[:longest].rstrip()}…"
