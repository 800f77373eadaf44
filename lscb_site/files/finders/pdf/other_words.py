"""Whether words that a PDF says in the place of others are other words, or the same in another form."""

import re
import unicodedata

LONGEST_SIGN = 3  # letters: ligatures, hyphens, initials that are drawn as pictures
SHORTEST_ACRONYM = 3  # two letters are as likely the initials of a person
HYPHENS = "-\u00ad\u2010\u2011\u2043"
# A part of a word that is broken at the end of a page has at most so many letters on the next one.
LONGEST_REST = 20
# Letters of a font that says nothing of its letters: each may stand for so many.
LETTERS_A_GLYPH = 3
NAME_OF_A_SIGN = re.compile(r"\w+:?( [a-z]+:?)?")  # “Telephone”, “Check mark”
SMALL = {"a", "and", "for", "in", "of", "on", "the", "to"}
BLOCKS = "█▇▆■▬▮⬛_x*•●-–—."
FIGURES = """
    a an and nought zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million
    billion first second third fourth fifth sixth seventh eighth ninth tenth th st nd rd half halves quarter quarters
    thirds point minus plus per cent percent pound pounds pence dollars euros degrees times to of the over by squared
    cubed hours minutes oclock am pm january february march april may june july august september october november
    december number section chapter paragraph
    """


def letters_of(text: str) -> str:
    """Only letters and figures, small ones."""
    return "".join(each for each in unicodedata.normalize("NFKC", text).casefold() if each.isalnum())


def says_other(said: str, drawn: str, around: str) -> bool:
    """Whether ``said`` is neither ``drawn`` nor another form of it. ``around`` is what is drawn there, from a little
    before to a little behind, in letters alone."""
    wanted, shown = letters_of(said), letters_of(drawn)
    if len(wanted) <= LONGEST_SIGN or wanted in shown:
        return False
    # It goes on behind what it stands at; or before that is a large initial, which is a picture.
    if shown and wanted[1:] in around:
        return False
    if not shown:
        return not (_is_sign(drawn) and NAME_OF_A_SIGN.fullmatch(said.strip()))
    return not (
        _is_broken(wanted, shown, drawn)
        or _is_figure(said, shown)
        or _is_written_out(said, drawn)
        or (_is_unreadable(drawn) and len(wanted) <= LETTERS_A_GLYPH * len(drawn))
    )


def _is_sign(drawn: str) -> bool:
    """Whether one sign is drawn, as a telephone or a tick, which is no bullet and no bar."""
    signs = "".join(drawn.split())
    return len(signs) == 1 and signs not in BLOCKS


def _is_broken(wanted: str, shown: str, drawn: str) -> bool:
    is_broken = drawn.strip()[-1:] in HYPHENS
    return is_broken and wanted.startswith(shown) and len(wanted) - len(shown) <= LONGEST_REST


def _is_figure(said: str, shown: str) -> bool:
    words = re.findall(r"[^\W\d_]+", said.casefold().replace("'", "").replace("’", ""))
    return any(each.isdigit() or each.isnumeric() for each in shown) and set(FIGURES.split()).issuperset(words)


def _is_written_out(said: str, drawn: str) -> bool:
    words = [each for each in re.findall(r"\w+", said.casefold()) if each not in SMALL]
    short = letters_of(drawn)
    if len(words) == 1:
        # “Dr” and “Doctor”, “dept” and “department”.
        return 1 < len(short) <= 5 and (words[0][0], words[0][-1]) == (short[0], short[-1])
    initials = "".join(word[0] for word in words)
    every = "".join(word[0] for word in re.findall(r"\w+", said.casefold()))
    return len(short) >= SHORTEST_ACRONYM and short in (initials, every)


def _is_unreadable(drawn: str) -> bool:
    """Whether most letters are of a font that does not say which they are."""
    unknown = sum(unicodedata.category(each) in ("Co", "Cn", "Cc") or each == "\ufffd" for each in drawn)
    return unknown > len(drawn) / 2
