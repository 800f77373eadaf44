"""Short forms and shop talk that the public cannot know, on pages for the public."""

import re
from collections.abc import Iterator

from lscb_site.linter.passages import Passage
from lscb_site.linter.rules.shouting import WORDS
from lscb_site.linter.sentences import Sentence
from lscb_site.linter.wordlists import wordlist
from lscb_site.linter.writing import Code, Knowledge, Remark, Shape, Writing, about

SHORT_FORM = re.compile(
    r"(?<![\w@/.&-])(?=[A-Za-z&]*[A-Z][A-Za-z&]*[A-Z])([A-Z][A-Za-z]{0,4}[A-Z&][A-Z]?[A-Z]{0,3})(s?)(?![\w@/&-]|"
    r"\.[A-Za-z])"
)
SECTION = re.compile(r"\b(?:[Ss]ection|[Ss](?:ec)?\.?)\s?(17|20|31|37|47|7|10|11)\b(?!\s*(?:of|\())")
OF_AN_ACT = re.compile(r"\bAct (?:19|20)\d\d\b")
# Everybody knows them, or nobody needs to.
KNOWN = wordlist("known_short_forms")
ROMAN = re.compile(r"[IVXLC]+")
POSTCODE = re.compile(r"\b(?:[A-Z]{1,2}\d[A-Z\d]?|[A-Z]{2}\d)\b")
NOT_READ = re.compile(r"https?://\S+|www\.\S+|(?<!\S)\S+@\S+")
SHOP_TALK = re.compile(
    r"""\b(?:stakeholders? | service[ -]users? | going\ forwards? | signpost(?:s|ed|ing)? | deliverables? |
       operationali[sz]e[ds]? |
    up-?skill(?:ed|ing)? | buy-in | touch\ base | deep[ -]dives? | step(?:ped|ping)?[ -](?:up|down)\ (?:case|
      to\ social\ care) |
    actioned | (?:will|to|must|should)\ action\b | impact(?:ed|ful)\ (?:on\ )? | leverag(?:e|ed|ing) |
       low-hanging\ fruit | blue-sky | paradigm\ shift |
    synerg(?:y|ies) | silo(?:s|ed)? | cascad(?:e|ed|ing)\ (?:to|the|this|information|learning|down) |
       key\ learnings? |
    outcomes?[ -](?:focus(?:s)?ed|based) | (?:child|CP|CIN|TAC|TAF)\ plan\ (?:meeting|review)s? |
    presenting\ (?:issue|need|behaviour)s? | (?:single|initial|core)\ assessments? | no\ further\ action | NFA |
    open\ to\ (?:social\ care|children[’']s\ services|CSC) | placement\ breakdowns? | hard[ -]to[ -]reach |
    non-?compliant\ (?:parents?|famil\w+) | dis(?:en)?guised\ non-compliance | step-down | front[ -]load(?:ed|
      ing)?)\b""",
    re.IGNORECASE | re.VERBOSE,
)
EXPANDED = re.compile(r"\(([^()]{2,80})\)")

MESSAGE = "Readers outside the field do not know “{}”, and it is neither in the glossary nor spelt out here."
ADVICE = "Write it out at its first use, with the short form in brackets behind it; or add it to the glossary."
TALK = "“{}” is shop talk: people who do not work in the field may not know what is meant."
TALK_ADVICE = "Say it in everyday words, or add it to the glossary."


def jargon(writing: Writing, known: Knowledge) -> Iterator[Remark]:
    """Each word once, where it stands first."""
    if not writing.for_the_public:
        return
    whole = "\n".join(passage.text for _, passage in writing.passages())
    told: set[str] = set()
    for text, passage, sentence in writing.sentences():
        if text.shape is Shape.PICTURE:
            continue
        for word in unknown_words(passage, sentence, known):
            if word.lower() not in told and not is_spelt_out(word, whole):
                told.add(word.lower())
                yield about(Code.JARGON, text, sentence.text, word, MESSAGE.format(word), ADVICE)
        own = passage.own_words[sentence.start : sentence.end]
        for talk in SHOP_TALK.finditer(own):
            if talk[0].lower() not in told and not is_in_glossary(talk[0].strip(), known):
                told.add(talk[0].lower())
                yield about(Code.JARGON, text, sentence.text, talk[0], TALK.format(talk[0].strip()), TALK_ADVICE)


def unknown_words(passage: Passage, sentence: Sentence, known: Knowledge) -> Iterator[str]:
    own = NOT_READ.sub(lambda found: " " * len(found[0]), sentence.text)
    # A sentence in capitals is shouting, and no row of short forms.
    if (
        sum(letter.isupper() for letter in own) > 0.6 * max(sum(letter.isalpha() for letter in own), 1)
        and len(own) > 12
    ):
        return
    for found in SHORT_FORM.finditer(own.replace("/", " ")):
        word = found[1]
        is_common = word in KNOWN or found[0] in KNOWN or ROMAN.fullmatch(word) or POSTCODE.fullmatch(word)
        if not is_common and not is_in_glossary(word, known) and not is_a_word(word):
            yield word
    for section in SECTION.finditer("" if OF_AN_ACT.search(own) else own):
        if not (is_in_glossary(f"s{section[1]}", known) or is_in_glossary(section[0], known)):
            yield section[0]


def is_a_word(word: str) -> bool:
    """In capitals it shouts, which another rule says."""
    return word.isupper() and word.lower() in WORDS


def is_in_glossary(word: str, known: Knowledge) -> bool:
    plain = word.lower()
    return plain in known.glossary or plain.rstrip("s") in known.glossary


def is_spelt_out(word: str, whole: str) -> bool:
    """“Multi-Agency Safeguarding Hub (MASH)”, or the other way about, anywhere in the same texts."""
    letters = [letter.lower() for letter in word if letter.isalpha()]
    for inside in EXPANDED.finditer(whole):
        before = whole[max(inside.start() - 120, 0) : inside.start()].split("\n")[-1]
        if re.fullmatch(rf"(?:[^()]*\b)?{re.escape(word)}(?:s|’s)?\b[^()]*", inside[1]) and begins_with(
            letters, before
        ):
            return True
        if re.search(rf"\b{re.escape(word)}(?:s|’s)?\s*$", before) and begins_with(letters, inside[1]):
            return True
    said = (
        rf"\b{re.escape(word)}(?:s)?,?\s+(?:stands for|is short for|means|is the short form of|is the abbreviation)\b"
    )
    return re.search(said, whole) is not None


def begins_with(letters: list[str], words: str) -> bool:
    """Whether the letters begin the last words, in their order; small words may be left out."""
    initials = [word[0].lower() for word in re.findall(r"[A-Za-z][\w’']*", words.replace("-", " "))]
    wanted = list(reversed(letters))
    at = 0
    for initial in reversed(initials):
        if at < len(wanted) and initial == wanted[at]:
            at += 1
    # A word may give two letters: “Ofsted”, “CAMHS”.
    return at >= max(len(wanted) - 1, 2) or at == len(wanted)
