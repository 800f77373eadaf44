"""A promise of a link where no link is."""

import re
from collections.abc import Iterator

from lscb_site.linter.passages import Passage
from lscb_site.linter.sentences import Sentence
from lscb_site.linter.writing import Code, Knowledge, Remark, Shape, Writing, about

GIVEN = (
    r"(?:available|found|downloaded|read|viewed|accessed|seen|obtained|opened|ordered|consulted|got|watched|"
    r"booked)"
)
SITE = r"(?:web\ ?sites?|web\ ?pages?|internet\ site|intranet|portal|(?<=our\ )site|(?<=’s\ )site)"
PAPER = (
    r"report|protocol|guidance|document|programme|agenda|form|copy|paper|slide|minute|details|information|"
    r"leaflet|poster"
)
# “here” that is no place in the world: “available here for adults”, “found here in Camden”.
HERE = r"here\b(?!\ (?:in|at|on|as|we|you|and\ there|today|locally)\b)"
PROMISE = re.compile(
    rf"""\b(?:
    (?:click|tap|clicking|tapping)(?:\ on)?\ (?:here|below|(?:the|this)\ (?:link|button)) | press\ here
    | (?:(?:see|use|follow|following|open|visit|via|through|using|at|from|on|with|by|to|try|check)\ (?:the\ |
      this\ |these\ |
      our\ )?)
      (?:(?:following|attached|above|below)\ )?(?:web\ )?links?\b(?:\ (?:below|above))?(?!\ (?:between|with|
      worker|officer|to\ (?:other|the\ wider))\b)
    | (?:the\ |these\ )?(?:(?:following|above|below)\ (?:web\ )?links?|links?\ (?:is\ |
      are\ )?(?:given\ )?(?:below|above))
    | (?:{PAPER})s?\ (?:is|are)\ here(?=\s*[.:!;]|$)
    | (?:see|view|read|open|download)\ (?:[\w’'-]+\ ){{1,5}}?(?:{PAPER})s?\ below | (?:button|form)\ below
    | {GIVEN}\ at\ (?:this|the\ following)\ (?:web\ )?(?:address|page|site|url)
    | (?:is|are)\ (?:now\ |also\ )?(?:published\ |posted\ |all\ )?on\ our\ {SITE}
    | here\ is\ (?:the|a)\ link\b(?!\ (?:between|with)) | links?\ is\ here
    | links?\ to\ (?:[\w’'-]+\ ){{1,8}}(?:is|are)\ (?:given\ )?(?:here|below|above)
    | (?:is|are|be|now|also)\ (?:now\ |also\ |all\ |freely\ )?{GIVEN}\ (?:{HERE}|below|at\ the\ (?:bottom|foot)\b)
    | {GIVEN}\ {HERE}(?=\s*(?:[.:;,)!]|$))
    | (?:can|may|could)\ (?:now\ |also\ )?be\ (?:\w+ly\ )?{GIVEN}\ (?:online|(?:on|from|at|via|
      through)\ (?:[\w’']+\ ){{0,5}}{SITE})
    | (?:{PAPER})s?\ (?:[\w’'-]+\ ){{0,5}}?(?:is|are)\ (?:now\ |also\ )?available\ online
    | (?:is|are)\ (?:now\ |also\ )?available\ (?:to\ download|for\ download|(?:on|from|at|
      via)\ (?:[\w’']+\ ){{0,5}}{SITE})
    | (?:download|read|view|access|watch|book|register|apply|order|sign\ up|complete|fill\ in|
      (?:see|open|get|find)(?=\ (?:it|them|(?:[\w’'-]+\ ){{1,6}}(?:{PAPER})s?)\ ))
      (?:\ [\w’'-]+){{0,8}}?\ (?:here(?=\s*(?:[.:;,)!]|$))|(?:from|on|at|via)\ (?:our|the|their|this|
      its)\ (?:[\w’']+\ ){{0,3}}{SITE})
    | (?:visit|go\ to|see|check|look\ at)\ (?:(?:our|the|their|its)\ )?(?:[\w’']+\ ){{0,4}}{SITE}
    | (?:please\ )?(?:find|see)\ attached | attached\ (?:is|are|you\ will\ find|please\ find)
    | (?:is|are)\ attached(?!\ to\b(?!\ (?:this|the)\ (?:page|post|item|news|e-?mail|message)))
    | (?:I|we)\ (?:have\ )?(?:attach(?:ed)?|enclosed?) | see\ (?:the\ )?(?:attachments?|attached\b)
    | (?:the|in|complete|return|read|use)\ (?:the\ )?attached\ (?:\w+\ )?(?:documents?|files?|forms?|reports?|
      flyers?|letters?|pdf|agenda|leaflet|
      programme|guidance|protocol|minutes|copy|poster|papers?|notes?|slides)
    | downloads?\ (?:it|them|a\ copy)\ (?:below|here|now)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
DOWNLOAD = re.compile(r"\W*(?:Please )?[Dd]ownload (?:our|the|a|this|your)\b")
ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>“”\"]+[^\s<>“”\".,;:)]", re.IGNORECASE)
ATTACHED = re.compile(r"attach", re.IGNORECASE)
BELOW = re.compile(r"below|following|bottom|foot", re.IGNORECASE)
ABOVE = re.compile(r"above", re.IGNORECASE)
NOT = re.compile(
    r"\b(?:no|not|never|cannot|without|lost|broken|used to|was|were|had|once|formerly|instead of)\b|n[’']t\b",
    re.IGNORECASE,
)

MESSAGE = "This promises a link or a file, and readers find none there."
ADVICE = "Make the words that name the thing a link to it, or attach it. If there is none, leave the promise out."
NO_LINK = "Readers cannot press this address: it is not a link."
MAKE_LINK = "Make a link of it, with words that say where it leads."


def promise_without_link(writing: Writing, known: Knowledge) -> Iterator[Remark]:
    for text, passages in writing.parts:
        if text.shape in (Shape.LINK, Shape.PICTURE):
            continue
        for number, passage in enumerate(passages):
            for sentence in passage.sentences:
                promise = PROMISE.search(passage.own_words, sentence.start, sentence.end)
                promise = promise or DOWNLOAD.match(passage.own_words, sentence.start, sentence.end)
                if promise and not NOT.search(passage.text[sentence.start : promise.end()]):
                    if not is_kept(promise[0], sentence, number, passages, writing):
                        yield about(Code.PROMISE, text, sentence.text, promise[0], MESSAGE, ADVICE)
                elif (bare := bare_address(passage, sentence)) and text.shape is Shape.HTML:
                    yield about(Code.PROMISE, text, sentence.text, bare, NO_LINK, MAKE_LINK)


def bare_address(passage: Passage, sentence: Sentence) -> str:
    for found in ADDRESS.finditer(passage.own_words, sentence.start, sentence.end):
        if not any(link.start < found.end() and link.end > found.start() for link in passage.links):
            return found[0]
    return ""


def is_kept(promise: str, sentence: Sentence, number: int, passages: tuple[Passage, ...], writing: Writing) -> bool:
    passage = passages[number]
    if passage.links_in(sentence):
        return True
    at = passage.sentences.index(sentence)
    if any(passage.links_in(beside) for beside in passage.sentences[max(at - 1, 0) : at + 2]):
        return True
    leads_on = sentence.text.endswith(":") or BELOW.search(promise)
    if writing.has_attachments and (ATTACHED.search(promise) or leads_on):
        return True
    if BELOW.search(promise):
        return any(later.links for later in passages[number + 1 :])
    if ABOVE.search(promise):
        return any(earlier.links for earlier in passages[:number])
    if sentence.text.endswith(":"):
        following = passages[number + 1 :]
        items = [later for later in following if later.tag in ("li", "dt", "dd", "td")]
        return any(later.links for later in [*following[:1], *items])
    return False
