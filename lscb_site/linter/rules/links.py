"""Links: what their words say, and where they lead."""

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from lscb_site.linter.passages import Link, Passage
from lscb_site.linter.writing import Code, Knowledge, Remark, Text, Writing, about

THING = (
    r"(?:link|links|page|web\ ?page|website|web\ ?site|site|url|document|file|attachment|pdf|article|post|item|form)"
)
VAGUE = re.compile(
    rf"""(?:please\ )?(?:
    (?:(?:click|tap|press|go|look|see|read|download|view|open|visit|get|access|find|book|register|apply|sign\ up|
      follow|
       available|found|check)(?:\ (?:it|this|them|these|more|out))?\ )?
       (?:(?:just|right|over|on|from)\ )?here(?:\ (?:now|please))?
    | (?:click|tap|press)(?:\ (?:on|here|this|the|below|me|now|link|button))*(?:\ (?:to|for|and)\ .*)?
    | (?:(?:to|for|and)\ .*\ )?(?:click|tap)\ (?:here|(?:on\ )?(?:this|the)\ link)
    | (?:(?:read|see|find\ out|find|learn|show|view|get|know|discover|for|and)\ )?(?:much\ )?(?:more|further|
      additional)
       (?:\ (?:info|information|details?|reading|about\ (?:this|it)|on\ this|here|online))?(?:\ (?:here|now))?
    | (?:full\ |the\ )?(?:details|info|information) | (?:(?:read|see|view)\ )?(?:the\ )?full\ (?:story|article|
      details)
    | (?:(?:follow|use|see|open|visit|view|download|read|go\ to|at|via|on|from|get)\ )?
       (?:(?:the|this|that|these|our|their|its|following|attached)\ )*{THING}(?:\ (?:below|above|here))?
    | (?:download|view|read|open|see|get|access|print|watch|visit|go|continue|learn|listen|browse)
       (?:\ (?:it|this|them|these|now|on|reading|online))*
    | (?:view|see|show|read|list)\ all | this | that | it | these | this\ one | link\ \d | \d+
    )""",
    re.IGNORECASE | re.VERBOSE,
)
IN_TEXT = re.compile(
    r"\b(?:click|tap)(?:ping|ing)?(?: on)? (?:here|below|(?:the|this) (?:link|button))\b|"
    r"\bpress here\b",
    re.IGNORECASE,
)
AROUND = re.compile(r"^[\s\W_]+|[\s\W_]+$")

CLICK_MESSAGE = "These words do not say where the link leads. Many people read the links of a page by themselves."
CLICK_ADVICE = "Make the words that name the thing the link, such as “Read the CSE protocol”, and leave out “click”."


def is_vague(words: str) -> bool:
    return VAGUE.fullmatch(AROUND.sub("", " ".join(words.split()))) is not None


def vague_link(writing: Writing, known: Knowledge) -> Iterator[Remark]:
    """“Click here” and its kin."""
    for text, passage, link in links_of(writing):
        if link.words.strip() and is_vague(link.words):
            yield about(Code.CLICK_HERE, text, around(passage, link), link.words, CLICK_MESSAGE, CLICK_ADVICE)
    for text, passage, sentence in writing.sentences():
        links = passage.links_in(sentence)
        asked = IN_TEXT.search(passage.own_words, sentence.start, sentence.end)
        if asked and links and not any(is_vague(link.words) for link in links):
            yield about(Code.CLICK_HERE, text, sentence.text, asked[0], CLICK_MESSAGE, CLICK_ADVICE)


def links_of(writing: Writing) -> Iterator[tuple[Text, Passage, Link]]:
    for text, passage in writing.passages():
        for link in passage.links:
            yield text, passage, link


def around(passage: Passage, link: Link) -> str:
    """The sentence in which a link stands."""
    for sentence in passage.sentences:
        if sentence.start <= link.start < sentence.end:
            return sentence.text
    return passage.text


# Where they lead ------------------------------------------------------------------------------------------------------

FILE = re.compile(r"\.(pdf|docx?|dotx?|pptx?|ppsx?|xlsx?|csv|odt|ods|odp|rtf|zip)$", re.IGNORECASE)
SAYS_FILE = re.compile(
    r"\b(PDF|Word|PowerPoint|Excel|spreadsheet|slides|CSV|ZIP|OpenDocument|[\d.,]+ ?[kM]B)\b", re.IGNORECASE
)
OF_THE_PAST = re.compile(
    r"\b(former|formerly|old|older|earlier|previous|superseded|replaced|archived?|history|withdrawn|before|until|"
    r"used to|no longer|first edition|\d+(?:st|nd|rd|th) edition|past)\b",
    re.IGNORECASE,
)


def path_of(address: str) -> str:
    """Of an address without its query; of a row that a link follows its name, such as `resources.edition:12`."""
    try:
        return unquote(urlsplit(address).path) if "/" in address else address
    except ValueError:
        return ""


def link_to_superseded(writing: Writing, known: Knowledge) -> Iterator[Remark]:
    """A link to an edition or a document whose place was taken, unless its sentence speaks of the past."""
    for text, passage, link in links_of(writing):
        found = superseding(link.address, known)
        sentence = around(passage, link)
        if not found or is_own(link.address, writing) or OF_THE_PAST.search(sentence):
            continue
        message = f"This link leads to something that has been superseded. {found} has taken its place."
        advice = (
            "Link to the page of the document, which always leads with the newest. Or say that it is an earlier one."
        )
        yield about(Code.SUPERSEDED, text, sentence, link.words or sentence, message, advice)


def superseding(address: str, known: Knowledge) -> str:
    path = path_of(address)
    exact = known.superseded.get(path)
    if exact or not path.startswith("/files/"):
        return exact or ""
    return next(
        (new for old, new in known.superseded.items() if old.startswith("/files/") and path.startswith(old)), ""
    )


def is_own(address: str, writing: Writing) -> bool:
    return any(path_of(address).startswith(own) for own in writing.own_addresses)


def link_to_raw_file(writing: Writing, known: Knowledge) -> Iterator[Remark]:
    """A link that opens a file where readers expect a page; one on another site whose words say so is fair."""
    for text, passage, link in links_of(writing):
        path = path_of(link.address)
        host = host_of(link.address)
        is_ours = host in ("", known.host) and any(path.startswith(beginning) for beginning in known.files)
        is_elsewhere = host not in ("", known.host)
        if not (is_ours or FILE.search(path)) or (is_elsewhere and SAYS_FILE.search(around(passage, link))):
            continue
        if is_elsewhere:
            message = "This link opens a file on another site, and does not say so."
            advice = "Link to the page that the file stands on. If there is none, say its kind: “(PDF)”."
        else:
            message = "This link opens a file, and not the page that says what it is and whether it is in force."
            advice = "Link to the page of the document in the library. Readers find the file there."
        yield about(Code.RAW_FILE, text, around(passage, link), link.words or link.address, message, advice)


def host_of(address: str) -> str:
    try:
        return urlsplit(address).netloc
    except ValueError:
        return ""
