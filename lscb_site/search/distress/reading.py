"""Reads what somebody typed for small signals that together tell of a worry about a child.

One word seldom tells: “hit” and “touch” stand in reports too. A word of harm with a person near it does, and so do
somebody who says “I” with a feeling, a question for whom to tell, and a word of harm with nothing but small words.
Where in doubt the answer is yes: a block too many costs a glance, one too few may cost a child.
"""

import re
from dataclasses import dataclass

from lscb_site.search.distress.words import SIGNALS, forgiven, form, forms, have_phrase, typed_words

NEAR = 6  # words between a word of harm and whom it is about
FEW = 3  # telling words: “neglect in Brent” is no sentence, and no question for the library
OLDEST_CHILD = 17
AGE = re.compile(r"\b(?:i am|im|i m|am)(?: only| just)? (\d{1,2})\b")
YEAR = re.compile(r"(?:19|20)\d\d")
NOUNS_BEFORE = frozenset({"the", "a", "an", "final", "full", "this", "that", "which", "new"})


@dataclass(frozen=True)
class Signals:
    """What was typed, as far as it tells of a worry."""

    is_worry: bool
    is_childs: bool = False
    asks_what_to_do: bool = False


def signals_in(text: str) -> Signals:
    """The signals in what was typed, in English."""
    typed = typed_words(text)
    words = forgiven(typed)
    if not words:
        return Signals(False)
    told = have_phrase(words)
    if is_for_the_library(typed, words) and not (speaks_of_somebody(typed, words) and (told or is_harm_near(words))):
        return Signals(False)
    asks = is_asking(words)
    alone = is_alone(words)
    is_worry = told or asks or alone or feels(words) or is_harm_near(words) or is_family_named(typed, words)
    is_worry = is_worry or bool(forms("strong").intersection(words)) or is_short_and_harmful(words)
    if not is_worry:
        return Signals(False)
    return Signals(True, is_of_a_child(typed, words), asks or is_question(typed, words, alone, told))


def speaks_of_somebody(typed: list[str], words: list[str]) -> bool:
    """Whether a person speaks of themselves, their own or somebody there: no title of a document does."""
    return (
        bool(forms("somebody there").intersection(words))
        or is_family_named(typed, words)
        or bool({"im", "ive"}.intersection(typed) and forms("feeling").intersection(words))
    )


def is_for_the_library(typed: list[str], words: list[str]) -> bool:
    """Whether a word stands there by which documents are asked for, or a year."""
    return (
        bool(forms("library").intersection(words))
        or any(YEAR.fullmatch(word) for word in typed)
        or is_report_named(typed)
    )


def is_report_named(typed: list[str]) -> bool:
    """“a report on abuse”: the paper, not what somebody does."""
    return any(
        word in ("report", "reports")
        and (
            (at and typed[at - 1] in NOUNS_BEFORE and typed[max(at - 2, 0)] not in ("make", "making", "do"))
            or " ".join(typed[at + 1 : at + 3]) in ("of the", "on the", "by the", "from the")
        )
        for at, word in enumerate(typed)
    )


def is_harm_near(words: list[str]) -> bool:
    """Whether a word of harm has a person near it; words that are weaker, a child or the speaker."""
    anybody = forms("person") | forms("young") | forms("me")
    of_a_child = forms("me") | forms("young") | forms("said of others")
    pairs = (
        ("harm", anybody),
        ("weak", of_a_child),
        ("mine", forms("of me") | {"my"}),
    )
    return any(near_each_other(words, forms(signal), persons) for signal, persons in pairs)


def near_each_other(words: list[str], some: frozenset[str], others: frozenset[str]) -> bool:
    last_of_some = last_of_others = -NEAR - 1
    for at, word in enumerate(words):
        if word in some:
            last_of_some = at
        if word in others:
            last_of_others = at
        if (
            last_of_some != last_of_others
            and abs(last_of_some - last_of_others) <= NEAR
            and at in (last_of_some, last_of_others)
        ):
            return True
    return False


def is_family_named(typed: list[str], words: list[str]) -> bool:
    """“my stepdad”, whatever is said of him."""
    near = forms("family of a child") | forms("family of an adult")
    # Not only the next word: “my little brother”, “my 14 year old”.
    return any(word == "my" and near.intersection(words[at + 1 : at + 5]) for at, word in enumerate(typed))


def is_asking(words: list[str]) -> bool:
    """“who … tell”, “how … report”: a question for what to do."""
    telling = forms("telling") - {form("contact"), form("talk"), form("inform")}
    return any(
        word in ("who", "how", "where", "whos", "whom") and telling.intersection(words[at + 1 : at + 5])
        for at, word in enumerate(words)
    )


def feels(words: list[str]) -> bool:
    return near_each_other(words, forms("feeling"), forms("me") | forms("young") | forms("person"))


def is_alone(words: list[str]) -> bool:
    """Whether words of worry were typed with nothing but small words and people."""
    telling = [word for word in words if word not in forms("small")]
    enough = forms("alone") | forms("child")
    beside = enough | forms("beside") | forms("person") | forms("young")
    return beside.issuperset(telling) and bool(enough.intersection(telling))


def is_short_and_harmful(words: list[str]) -> bool:
    """“neglect in Brent”."""
    telling = [word for word in words if word not in forms("small")]
    return len(telling) <= FEW and bool((forms("harm") & forms("alone")).intersection(telling))


def is_about_telling(words: list[str]) -> bool:
    telling = forms("telling") | {form("refer"), form("concern"), form("worry"), form("help"), form("do")}
    return bool(telling.intersection(words))


def is_question(typed: list[str], words: list[str], alone: bool, told: bool) -> bool:
    """Whether the words are those of the task itself, and tell nothing of what happens."""
    return (told and is_about_telling(words)) or (alone and not speaks_of_somebody(typed, words))


def is_of_a_child(typed: list[str], words: list[str]) -> bool:
    """Whether a child is speaking, as far as words can tell."""
    age = AGE.search(" ".join(typed))
    if age:
        return int(age[1]) <= OLDEST_CHILD
    if named_after_my(words, forms("family of an adult")) or {"tell", "told", "disclos"}.intersection(words):
        return False
    if (forms("family of an adult") & forms("young")).intersection(words):
        return False
    if named_after_my(words, forms("family of a child")) or forms("of me").intersection(words):
        return True
    grown = {form(word) for word in ("worried", "worry", "concerned", "anxious")}
    return bool({"i", "im", "ive"}.intersection(typed) and hurt_or_afraid().difference(grown).intersection(words))


def hurt_or_afraid() -> frozenset[str]:
    return frozenset().union(*(forms(name) for name in SIGNALS if name in ("feeling", "strong", "harm")))


def named_after_my(words: list[str], family: frozenset[str]) -> bool:
    return any(word == "my" and family.intersection(words[at + 1 : at + 4]) for at, word in enumerate(words))
