"""Words of a worry in a simple form, the same for the lists and for what was typed."""

import re
from functools import cache
from pathlib import Path

from lscb_site.search.tokens import words_of

LISTS = Path(__file__).with_name("lists")
SIGNALS = ("harm", "weak", "mine", "feeling", "strong", "alone")
GRAMMAR, TEXTSPEAK = "grammar", "textspeak"
SHORTEST_STEM = 3  # letters
SHORTEST_SPELT, LONG, LONGEST_SPELT = 5, 8, 16  # letters: from the first on one slip is forgiven, from the second two
SECTION = re.compile(r"\[([\w ]+)\]")
MOST_SPELT = 60  # words of a question that are put right
DOUBLED = re.compile("^[^aeiou]+[aeiou][bdgmnprt]$")  # “stab” becomes “stabbed”
VOWEL = re.compile("[aeiouy]")
IRREGULAR = {
    "ran": "run", "went": "go", "gone": "go", "told": "tell", "rang": "ring", "spoke": "speak", "bitten": "bite",
    "bit": "bite", "beaten": "beat", "shook": "shake", "shaken": "shake", "hid": "hide", "stolen": "steal",
    "took": "take", "taken": "take", "made": "make", "came": "come", "threw": "throw", "thrown": "throw",
    "died": "die", "dying": "die", "dies": "die", "being": "be", "scary": "scare", "sent": "send", "sold": "sell",
    "wives": "wife", "babies": "baby", "kept": "keep", "left": "leave", "said": "say", "felt": "feel", "hitten": "hit",
    "missing": "missing", "touches": "touch", "punches": "punch", "cuts": "cut",
}  # fmt: skip


def form(word: str) -> str:
    """“hitting”, “hits” and “hiting” as “hit”. Wrong of some words, and of the same ones on both sides."""
    word = IRREGULAR.get(word, word)
    for ending, instead in (("ies", "y"), ("ied", "y"), ("ing", ""), ("es", "e"), ("ed", ""), ("s", ""), ("in", "")):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= SHORTEST_STEM and VOWEL.search(stem) and not word.endswith("ss"):
            word = stem + instead
            break
    if len(word) > SHORTEST_STEM and word.endswith("e"):
        word = word[:-1]
    return word[:-1] if len(word) > SHORTEST_STEM and word[-1] == word[-2] else word


def typed_words(text: str) -> list[str]:
    """What was typed in plain words, textspeak written out. “I’m” is “im”, however its apostrophe was typed."""
    straight = re.sub("[‘’ʼ´`′＇]", "'", text)
    # A possessive is no help here: “its dad's fault” and “dads fault” are one thing.
    straight = re.sub(r"(?<=\w)'(?=\w)", "", straight)
    told: list[str] = []
    for word in words_of(straight):
        told.extend(textspeak().get(word, (word,)))
    return told


def as_phrase(text: str) -> str:
    """A phrase as it is compared: each word in its simple form."""
    return " ".join(map(form, typed_words(text)))


def is_everywhere(text: str) -> bool:
    """Whether a phrase holds only small words, or words that stand in most questions for the library."""
    return forms("small").union(forms("common"), forms("library")).issuperset(as_phrase(text).split())


@cache
def textspeak() -> dict[str, tuple[str, ...]]:
    """What people write on telephones, with what it stands for."""
    lines = (line.split() for line in sections()[GRAMMAR][TEXTSPEAK])
    return {typed: tuple(stands_for) for typed, *stands_for in lines}


@cache
def sections() -> dict[str, dict[str, list[str]]]:
    """The lists as they are written: for each file its sections, for each of these its lines."""
    return {path.stem: sections_of(path.read_text(encoding="utf-8")) for path in sorted(LISTS.glob("*.txt"))}


def sections_of(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        if heading := SECTION.fullmatch(line):
            found[heading[1]] = lines = []
        elif not line.startswith("#"):
            lines.append(line)
    return found


@cache
def listed(name: str) -> frozenset[str]:
    """Every word that stands under a heading, in whichever file."""
    return frozenset(
        word for of_it in sections().values() for line in of_it.get(name, []) for word in line.replace("-", " ").split()
    )


@cache
def forms(name: str) -> frozenset[str]:
    """The same, each in its simple form."""
    return frozenset(map(form, listed(name)))


@cache
def phrases() -> dict[str, list[tuple[str, ...]]]:
    """The phrases, found by their first word."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for of_it in sections().values():
        for line in of_it.get("phrases", []):
            parts = tuple(part if part.startswith("<") else form(part) for part in line.replace("-", " ").split())
            found.setdefault(parts[0], []).append(parts)
    return found


def have_phrase(words: list[str]) -> bool:
    """Whether a phrase of the lists stands in words of the simple form; `<young>` in it is any word of that list."""
    return any(stands_at(words, at, phrase) for at, word in enumerate(words) for phrase in phrases().get(word, ()))


def stands_at(words: list[str], at: int, phrase: tuple[str, ...]) -> bool:
    there = words[at : at + len(phrase)]
    return len(there) == len(phrase) and all(
        word in forms(part[1:-1]) if part.startswith("<") else word == part
        for word, part in zip(there, phrase, strict=True)
    )


@cache
def signals() -> list[str]:
    """The words that tell of a worry, with their usual endings: what a misspelt word may have been."""
    known: set[str] = set()
    for word in sorted(set().union(*map(listed, ("harm", "weak", "feeling", "strong"))) | {"report", "safeguard"}):
        if len(word) >= SHORTEST_SPELT - 1:
            stem = word + word[-1] if DOUBLED.search(word) else word.removesuffix("e")
            known.update((word, word + "s", stem + "ed", stem + "ing"))
    return sorted(word for word in known if len(word) >= SHORTEST_SPELT)


@cache
def ordinary() -> frozenset[str]:
    """Ordinary words that are a slip away from a word of worry, and meant as they stand."""
    return frozenset(Path(__file__).with_name("ordinary.txt").read_text(encoding="utf-8").split())


def forgiven(words: list[str]) -> list[str]:
    """Words in their simple form; a misspelt word of worry as the one that was meant."""
    plain = {word: form(word) for word in dict.fromkeys(words)}
    doubtful = [word for word, of_it in plain.items() if may_be_misspelt(word, of_it)]
    plain |= {word: meant(word) for word in doubtful[:MOST_SPELT]}
    return [plain[word] for word in words]


@cache
def known_forms() -> frozenset[str]:
    """Every word that the lists know, in its simple form."""
    names = (*SIGNALS, "beside", "me", "young", "person", "asking", "telling", "small", "library")
    of_phrases = (part for some in phrases().values() for phrase in some for part in phrase)
    return frozenset(of_phrases).union(*map(forms, names))


def may_be_misspelt(word: str, plain: str) -> bool:
    is_a_word = word.isalpha() and word.isascii() and SHORTEST_SPELT <= len(word) <= LONGEST_SPELT
    return is_a_word and plain not in known_forms() and word not in ordinary()


def meant(word: str) -> str:
    """A word of worry that is a slip away, or two from a long word; else the word itself, in its simple form."""
    # Loaded when first needed: most words are known.
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    slips = 2 if len(word) >= LONG else 1
    near = process.extract(word, signals(), scorer=OSA.distance, score_cutoff=slips, limit=5)
    # Slips hardly ever change how a word begins; without this “caring” becomes another word.
    return next((form(likely) for likely, *_ in near if likely[0] == word[0]), form(word))
