"""Telephone numbers in texts, beside those of the directory."""

import re
from collections.abc import Iterator

from lscb_contacts.numbers_in_texts import numbers_in
from lscb_site.linter.passages import Link, Passage
from lscb_site.linter.sentences import Sentence
from lscb_site.linter.writing import Code, Knowledge, Listed, Remark, Writing, about
from lscb_site.text.telephone_digits import digits_of

LOCAL = 8  # digits of a London number without its 020
SHORTEST = 7  # digits; 999 and 101 are in no directory
# What shows that a number beside the name of a borough is meant for the worries that the directory is for.
OF_THE_DIRECTORY = re.compile(
    r"\b(?:children|child|front door|MASH|social (?:care|services|work(?:er)?s?)|safeguarding|out[ -]of[ -]hours|"
    r"LADO|"
    r"emergency duty|duty team|EDT|refer(?:ral|rals)?|worried|concern(?:ed|s)?|council|MARAC|at risk|harm)\b",
    re.IGNORECASE,
)
CALL = r"(?:call|ring|phone|telephone|dial|contact|text)"
OUT_OF_HOURS = re.compile(
    r"\b(?:out[ -]of[ -]hours|emergency duty|EDT|at night|weekends?|after hours)\b", re.IGNORECASE
)
IN_HOURS = re.compile(
    r"\b(?:office hours|daytime|during the day|weekdays?|working hours|Monday to Friday)\b", re.IGNORECASE
)
SHORT = re.compile(r"(?<!\d)0(?:800|500)[\s-]?\d{4}(?![\s-]?\d)")  # Childline’s kind, with a slip in it
REFERENCE = re.compile(
    r"\b(?:case|ref(?:erence)?|order|invoice|ISBN|number|charity)(?: (?:no\.?|number))?\W{0,3}#|#[/-]\d", re.I
)
TEL = re.compile(r"^tel:", re.IGNORECASE)

ADVICE = (
    "Do not write numbers into texts: link to the entry in the directory, where they are confirmed. Or put it right."
)


def another_number(writing: Writing, known: Knowledge) -> Iterator[Remark]:
    """One that differs from the directory, or from the link that it stands in."""
    for text, passage, sentence in writing.sentences():
        for link in passage.links_in(sentence):
            if TEL.match(link.address) and (message := dialled_otherwise(link)):
                yield about(Code.NUMBER, text, sentence.text, link.words, message, "Give both the same number.")
        written = [*numbers_in(sentence.text), *(found[0] for found in SHORT.finditer(sentence.text))]
        hidden = [link.address for link in passage.links_in(sentence) if is_hidden_number(link)]
        written = [number for number in written if not REFERENCE.search(before_and_behind(number, sentence.text))]
        for number in [*written, *(TEL.sub("", address) for address in hidden)]:
            if message := contradiction(number, sentence_in_its_place(passage, sentence, known), known):
                words = number if number in sentence.text else sentence.text
                yield about(Code.NUMBER, text, sentence.text, words, message, ADVICE)


def before_and_behind(number: str, sentence: str) -> str:
    """The number with a few letters on either side, which tell that it is one of something else."""
    at = sentence.find(number)
    return f"{sentence[max(at - 14, 0) : at]}#{sentence[at + len(number) : at + len(number) + 2]}" if at >= 0 else ""


def sentence_in_its_place(passage: Passage, sentence: Sentence, known: Knowledge) -> str:
    """The sentence; behind the one before it where only that names a borough: “A worry in Brent? Call…”"""
    at = passage.sentences.index(sentence)
    if at and not any(is_named(each, sentence.text) for each in known.authorities):
        return f"{passage.sentences[at - 1].text} {sentence.text}"
    return sentence.text


def dialled_otherwise(link: Link) -> str:
    shown, dialled = digits_of(link.words), digits_of(TEL.sub("", link.address))
    if len(shown) < 3 or shown == dialled or (len(shown) == LOCAL and dialled == f"020{shown}"):
        return ""
    if numbers_in(link.words) and digits_of(numbers_in(link.words)[0]) == dialled:
        return ""
    return f"Readers see {' '.join(link.words.split())}, and the link calls {dialled}."


def is_hidden_number(link: Link) -> bool:
    return bool(TEL.match(link.address)) and len(digits_of(link.words)) < 3


def contradiction(number: str, sentence: str, known: Knowledge) -> str:
    """What the directory says otherwise, in a sentence; empty where it says nothing."""
    digits = digits_of(re.sub(r"(?i)\s*(?:ext|x|extension|option)\.?\s*\d+.*$", "", number))
    if len(digits) == LOCAL and digits[0] in "378":
        digits = f"020{digits}"
    if len(digits) < SHORTEST:
        return ""
    named = [each for each in known.authorities if is_named(each, sentence)]
    listed = known.numbers.get(digits, ())
    if listed:
        return of_somebody_else(listed, named, sentence, known) or of_other_hours(listed, named, sentence, known)
    if near := nearest(digits, known):
        return f"The directory has {near.name} with almost this number. A figure may be wrong."
    owners = {entry.owner for entries in known.numbers.values() for entry in entries}
    if owner := next((each for each in named if each in owners and is_meant(each, sentence)), ""):
        return f"The directory has no such number for {owner}."
    helpline = next((each for each in known.helplines if is_its_number(each, number, sentence)), "")
    return f"The directory has another number for {helpline}." if helpline else ""


def is_named(name: str, sentence: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", sentence) is not None


def is_meant(owner: str, sentence: str) -> bool:
    calls = rf"\b{CALL}\s+(?:the\s+)?(?:London Borough of\s+)?{re.escape(owner)}\b(?!\s+(?-i:[A-Z]))"
    return bool(OF_THE_DIRECTORY.search(sentence) or re.search(calls, sentence, re.IGNORECASE)) or bool(
        re.match(rf"\W*{re.escape(owner)}\s*(?:[:,(–-]|on|at)?\s*[\d+(]", sentence)
    )


def is_its_number(helpline: str, number: str, sentence: str) -> bool:
    """Whether the number stands right behind the name."""
    joint = (
        r"(?:’s|'s)?(?:\s+(?:helpline|line|confidential|free|now|today|for advice))*"
        r"\s*(?:on|at|:|–|-|,|\()?\s*(?:freephone\s+)?"
    )
    return re.search(rf"\b{re.escape(helpline)}{joint}{re.escape(number)}", sentence) is not None


def of_somebody_else(listed: tuple[Listed, ...], named: list[str], sentence: str, known: Knowledge) -> str:
    owners = {entry.owner for entry in listed}
    if owners & {*known.helplines} or not named or owners & {*named}:
        helpline = next((each for each in known.helplines if each not in owners and says_call(each, sentence)), "")
        if helpline and not owners & {*named, *(each for each in known.helplines if is_named(each, sentence))}:
            return f"The directory has this number for {in_words(owners)}, and not for {helpline}."
        return ""
    # Of a sentence that names several, or no borough's line, nothing is known.
    return f"The directory has this number for {in_words(owners)}, and not for {in_words({*named})}."


def says_call(name: str, sentence: str) -> bool:
    return re.search(rf"\b{CALL}\s+(?:the\s+)?{re.escape(name)}\b", sentence, re.IGNORECASE) is not None


def of_other_hours(listed: tuple[Listed, ...], named: list[str], sentence: str, known: Knowledge) -> str:
    """The number of one time of day where the sentence speaks of the other."""
    night, day = OUT_OF_HOURS.search(sentence), IN_HOURS.search(sentence)
    if bool(night) == bool(day) or len(numbers_in(sentence)) != 1:
        return ""
    wrong, right = ("front_door", "out_of_hours") if night else ("out_of_hours", "front_door")
    mine = [entry for entry in listed if not named or entry.owner in named]
    has_other = any(
        entry.purpose == right and entry.owner in {each.owner for each in mine}
        for entries in known.numbers.values()
        for entry in entries
    )
    if mine and has_other and all(entry.purpose == wrong for entry in mine):
        return (
            f"The directory has this number as {mine[0].name}, and another for {'nights' if night else 'office hours'}."
        )
    return ""


def nearest(digits: str, known: Knowledge) -> Listed | None:
    """An entry whose number differs in one figure, in two that changed places, or by one too many or too few."""
    for other, entries in known.numbers.items():
        if len(other) >= SHORTEST and is_a_slip(digits, other):
            return entries[0]
    return None


def is_a_slip(one: str, other: str) -> bool:
    if len(one) == len(other):
        differing = [place for place in range(len(one)) if one[place] != other[place]]
        if len(differing) == 2:
            first, second = differing
            return second == first + 1 and one[first] == other[second] and one[second] == other[first]
        return len(differing) == 1
    if abs(len(one) - len(other)) != 1:
        return False
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))


def in_words(names: set[str]) -> str:
    return " and ".join(sorted(names))
