"""A person's name where a role belongs: names go out of date, and somebody then calls a desk that is empty."""

import re
from collections.abc import Iterator

from lscb_site.linter.sentences import Sentence
from lscb_site.linter.wordlists import wordlist
from lscb_site.linter.writing import Code, Knowledge, Remark, Shape, Writing, about
from lscb_site.search.people import given_names
from lscb_site.text.job_roles import JOB_WORD

CAPITAL = r"[A-Z][a-zà-ÿ]*(?:[’'][A-Z][a-zà-ÿ]+)?(?:-[A-Z][a-zà-ÿ]+)?"
TITLE = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Rev|Revd|DI|DCI|DS|DC|PC|Sgt|Insp|Cllr|Councillor)\.?"
NAME = (
    rf"(?:(?P<title>{TITLE})\s+)?(?P<name>(?:[A-Z]\.\s?){{0,3}}{CAPITAL}(?:\s+(?:[A-Z]\.|{CAPITAL}|de|van|von|der|"
    rf"al-[A-Z]\w+)){{0,4}})"
)
ASK = (
    r"(?:[Cc]ontact|[Cc]all|[Rr]ing|[Ee]-?mail|[Tt]elephone|[Pp]hone|[Tt]ext|[Ss]peak (?:to|with)|[Aa]sk(?: for)?|"
    r"[Tt]alk to|"
    r"[Ww]rite to|[Rr]eply to|[Rr]espond to|RSVP(?: to)?|[Rr]eport (?:it |this |them )?to|[Rr]eported to|"
    r"contact (?:is|should be|will be)|[Ll]iaise with|[Tt]ell|"
    r"[Gg]et in touch with|[Rr]efer (?:it |them |this )?to|[Ss]ee|[Ii]nform|[Nn]otify|[Aa]pproach|"
    r"(?:[Ss]end|[Rr]eturn|[Ss]ubmit|[Ee]-?mail|[Ff]orward|[Pp]ost|[Pp]ass|[Dd]irect|"
    r"[Aa]ddress)\s+(?:[\w’'-]+\s+){1,8}?to|"
    r"(?:[Bb]ook(?:ings?)?|[Rr]egister|[Aa]pply|[Oo]rder)\s+(?:[\w’'-]+\s+){0,4}?(?:with|through|via|from)|"
    r"(?:[Aa]vailable|[Oo]btained|[Rr]equested|[Oo]rdered|[Bb]ooked) (?:on request )?(?:from|through|via)|"
    r"(?:[Ee]nquiries|[Qq]uestions|[Qq]ueries|[Bb]ookings?|[Cc]omments|[Rr]eferrals|[Aa]pplications|"
    r"[Nn]ominations|[Rr]esponses)"
    r"(?: should go| go| can go| may be sent| should be sent| to be sent| can be sent)? to|"
    r"(?:[Ff]urther|[Mm]ore) (?:information|details) (?:is |are )?(?:available )?from)"
)
CONTACT = re.compile(rf"\b{ASK}\s+(?:our |the |your )?{NAME}")
LABEL = re.compile(
    rf"\b(?:[Cc]ontact(?: (?:person|name|point))?|[Ee]nquiries|[Qq]ueries|[Bb]ookings?|RSVP|[Oo]rganis(?:er|ed by)|"
    rf"LADO|[Mm]anager|[Oo]fficer|[Ll]ead|[Aa]dministrator|[Cc]o-?ordinator|[Ss]ecretary|[Aa]dvis[eo]r|[Ww]orker|"
    rf"[Nn]urse|[Dd]octor|[Pp]rofessional|"
    rf"[Oo]wner)\s*[:–-]\s*{NAME}"
)
IS = re.compile(
    rf"\b(?:[Tt]he|[Oo]ur|[Yy]our|[Aa]|[A-Z][\w’']+)\s+(?:[\w’'-]+\s+){{0,4}}?(?:LADO|manager|officer|"
    rf"administrator|co-?ordinator|secretary|lead|contact|adviser|advisor)"
    rf"(?:,| is| for this is| to contact is| \()\s*{NAME}"
)
IS_THE = re.compile(
    rf"{NAME}\s+is\s+(?:the|our|your|its|their)\s+(?:[\w’'-]+\s+){{0,3}}?(?:contact|LADO|lead|manager|officer|"
    rf"person to)\b"
)
REACHED = re.compile(
    rf"(?<![A-Za-z’'-]){NAME}(?:,\s+(?:[\w’'-]+\s+){{0,5}}?[\w’'-]+,?)?\s*(?:\(|on|at|:|–|-|,|tel\.?:?|telephone|"
    rf"e-?mail:?)+\s*"
    r"(?:(?:tel\.?|telephone|phone|e-?mail)?:?\s*)?(?:\+?\(?0?[\d(][\d\s()]{6,}\d|[\w.+-]+@[\w-]+\.\w)"
)
OF_A_PERSON = re.compile(r"(?<![\w.+-])([a-z]+)[._]([a-z][a-z-]+)\d*@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
# With these in it, a name is of a body, a place, a document or a cause.
NO_PERSON = re.compile(
    r"""\b(?:road|street|lane|avenue|square|gardens|house|centre|center|court|hall|place|park|way|green|hill|
      bridge|wharf|building|library|
    hospital|college|university|academy|church|trust|foundation|charity|association|society|institute|inquiry|enquiry|
    review|report|act|lives|support|services|children|childrens|child|young|family|families|people|action|minds|aid|
    london|england|scotland|wales|britain|borough|city|royal|national|international|victim|women|men|girls|boys|youth|
    missing|the|for|and|access|network|alliance|line|helpline|company|limited|ltd|press|times|news|room|floor|suite|
    north|south|east|west|central|greater|inner|outer|protocol|guidance|procedures|form|home|refuge|project|rape|
      crisis|
    crown|court|prosecution|education|care|early|help|front|door|information|sharing|freedom|data|protection|monday|
    tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|
      october|
    november|december|multi|agency|local|metropolitan|scotland|yard|nhs|bbc|great|ormond|saint|st)s?\b""",
    re.IGNORECASE | re.VERBOSE,
)

# Words of places that are surnames too, and given names that stand on maps.
SURNAME = re.compile(
    r"Green|Hill|Park|Hall|Lane|Young|May|West|North|Bridge|House|Church|Wells|Way|English|London|Court"
)
MORE_NAMES = wordlist("given_names")
# Behind a name these show that it names something else: “the Daniel Pelka review”.
NAMES_A_THING = re.compile(
    r"\s+(?:review|inquiry|enquiry|report|case|trust|foundation|centre|house|law|unit|room|award|lecture|scheme|team|"
    r"building|suite|hall|library|clinic|hospital|school|project|fund|study)s?\b",
    re.IGNORECASE,
)
# A given name alone, with a number or an address right behind it.
REACHED_BY = re.compile(r"\s*(?:on|at|by|\(|:)\s*(?:[\d+(]|\S+@)")
ON_MAPS = frozenset(
    (
        "Victoria",
        "Albert",
        "Charlotte",
        "George",
        "Elizabeth",
        "James",
        "Florence",
        "Alexandra",
        "William",
        "Mary",
        "Regent",
        "Henry",
    )
)

MESSAGE = "This sends readers to a person. When that person leaves, nobody answers, and the name stays on the page."
ADVICE = "Give the role or the team instead, such as “the MASH manager”, with its own mailbox."
MAILBOX = "This is a person’s own e-mail address. When that person leaves, nobody reads it."
ROLE_MAILBOX = "Give the mailbox of the role or the team."


def person_for_a_role(writing: Writing, known: Knowledge) -> Iterator[Remark]:
    for text, passage, sentence in writing.sentences():
        if text.shape in (Shape.TITLE, Shape.PICTURE):
            continue
        if words := person_to_ask(sentence, known):
            yield about(Code.PERSON, text, sentence.text, words, MESSAGE, ADVICE)
            continue
        hidden = [link.address for link in passage.links_in(sentence) if link.address.lower().startswith("mailto:")]
        for written in (sentence.text, *hidden):
            found = OF_A_PERSON.search(written)
            if found and is_given(found[1]) and not JOB_WORD.search(f"{found[1]} {found[2]}"):
                words = found[0] if written == sentence.text else sentence.text
                yield about(Code.PERSON, text, sentence.text, words, MAILBOX, ROLE_MAILBOX)
                break


def person_to_ask(sentence: Sentence, known: Knowledge) -> str:
    for pattern in (CONTACT, LABEL, IS, IS_THE, REACHED):
        for found in pattern.finditer(sentence.text):
            if is_person(found["title"], found["name"], sentence.text[found.end("name") :], known):
                return f"{found['title'] or ''} {found['name']}".strip()
    return ""


def is_person(title: str | None, name: str, after: str, known: Knowledge) -> bool:
    words = name.split()
    if JOB_WORD.search(name) or is_of_a_body(words) or any(each in name for each in known.authorities):
        return False
    if NAMES_A_THING.match(after):
        return False
    if re.match(r"(?:’s|'s)\s", after):  # “see Lord Laming’s report”
        return False
    if title:
        return True
    return bool(re.match(r"[A-Z]\.", name)) or (
        is_given(words[0]) and (len(words) > 1 or bool(REACHED_BY.match(after)))
    )


def is_of_a_body(words: list[str]) -> bool:
    """“Victoria Street”, and not “Peter Green”."""
    if len(words) == 2 and SURNAME.fullmatch(words[1]) and is_given(words[0]) and words[0] not in ON_MAPS:
        return False
    return NO_PERSON.search(" ".join(words)) is not None


def is_given(word: str) -> bool:
    return word.lower() in given_names() or word in MORE_NAMES
