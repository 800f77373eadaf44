"""Events: one that is announced without its day, and one that is over and still to come in the text."""

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

from lscb_site.linter.passages import Passage
from lscb_site.linter.sentences import Sentence
from lscb_site.linter.writing import Code, Kind, Knowledge, Remark, Shape, Writing, about
from lscb_site.text.days_in_text import MONTH, DayIn, days_in, names_a_day

EVENT = (
    r"(?:conferences?|events?|workshops?|seminars?|webinars?|launch(?:es)?|briefings?|meetings?|forums?|summits?|"
    r"masterclass(?:es)?|(?:training|open|study|awareness|development|drop-in)\ (?:days?|sessions?|courses?|events?|"
    r"programmes?)|training|sessions?|courses?|roadshows?|surger(?:y|ies)|symposium|ceremony|exhibition|consultation|"
    r"celebration|awards|lecture|talk|network(?:ing)?\ (?:day|event))"
)
PEOPLE = (
    r"(?:delegates?|speakers?|attendees|participants|presenters|registration|doors|lunch|refreshments|"
    r"the\ day|coffee|tea|awards|certificates|papers|packs|venue|details|times|programme|agenda|keynote|chair)"
)
HOLD = (
    r"(?:take\ place|take\ place|be\ held|be\ hosted|be\ running|be\ launched|be\ taking\ place|be\ opened|"
    r"be\ repeated|run|start|begin|happen|"
    r"commence|kick\ off|open|close|finish|end|meet|go\ ahead|occur|be\ on)"
)
WILL = r"(?:will|shall|’ll|'ll)(?:\ also|\ now|\ again|\ all|\ then|\ both)?"
FUTURE = re.compile(
    rf"""(?:\b(?:will|shall)\b(?!\s+(?:of|and\ testament|power|to\ change)\b)|[’']ll\b
    | \b(?:is|are)\ (?:now\ |also\ |currently\ )?(?:due|going|to\ be|to\ take|to\ meet|to\ hold|to\ open|
      to\ start|to\ begin|to\ launch|expected|set|scheduled|planned|
      being\ held|taking\ place|arranged|booked|hoping|planning|intending|opening|closing|starting|launching|
      holding|hosting|running|coming|meeting)\b
    | \b(?:takes?\ place|comes?\ into\ (?:force|effect)|takes?\ effect|go(?:es)?\ (?:live|on\ sale)|closes?|opens|
      starts?|begins?|ends|meets|launches|runs)\b
    | \bnext\ (?:[\w’-]+\ ){{1,3}}is\b | \b{EVENT}\ (?:is|are)\b | \b(?:is|are)\ open\b
    | \b(?:we|they|it|board|partnership|team|council|boroughs)\ (?:plans?|intends?|hopes?|aims?|expects?)\ to\b
    | \b(?:forthcoming|upcoming|coming\ soon)\b | \bdeadline\b(?!\ was) | \bclosing\ date\b(?!\ was))""",
    re.IGNORECASE | re.VERBOSE,
)
# Without a year and an event this may be so every year: “The financial year ends on 31 March”.
EVERY_YEAR = re.compile(r"closes?|opens|starts?|begins?|ends|meets|runs", re.IGNORECASE)
IS_EVENT = re.compile(rf"\b{EVENT}\b", re.IGNORECASE)
# What the law and the procedures call so is no event that anybody announces.
PROCEDURE = re.compile(
    r"\b(?:child protection|review|family group|strategy|core group|case|core|professionals[’']?|network|"
    r"looked[- ]after)"
    r" (?:group )?(?:conferences?|meetings?)\b",
    re.IGNORECASE,
)
BOOK_NOW = re.compile(r"\b(?:book|register|sign up|apply) now\b|\bjoin us\b|\breserve your\b", re.IGNORECASE)
ACT = re.compile(
    r"\b(?:apply|book|register|respond|reply|return|submit|send|sign up|nominate|rsvp|let us know|tell us|contact us|"
    r"join us|come (?:along )?to|save the date|invited|don[’']t miss|see you|places? (?:must|should|can)|must be|"
    r"should be|get your|comments? (?:by|to)|please)\b",
    re.IGNORECASE,
)
WEEKDAY = r"(?:(?:Mon|Tue|Tues|Wed|Wednes|Thu|Thur|Thurs|Fri|Sat|Satur|Sun)(?:day)?,?\s+)?"
TIME = r"(?:(?:\d{1,2}(?:[.:]\d\d)?\s*(?:am|pm|noon)?|noon|midday|midnight|5pm|close of play)\s*(?:,|on)?\s+)?"
BEFORE_A_DAY = re.compile(
    rf"(?:\b(?:on|by|from|until|till|before|between|in|for|at|during|starting|beginning|date|is|and|closes?|opens|"
    rf"ends|starts|begins)|"
    rf"[:,(–-])\s*"
    rf"{TIME}{WEEKDAY}(?:the\s+)?(?:early |late |mid-?)?$",
    re.IGNORECASE,
)
BY_A_DAY = re.compile(rf"\b(?:by|before|until|on|for|from|in)\s+{TIME}{WEEKDAY}(?:the\s+)?$|[:–-]\s*$", re.IGNORECASE)
# What shows that the day belongs to something else in the sentence.
OF_ANOTHER = re.compile(
    r"\b(?:which|that|who|what|since|after|following|was|were|had|dated|as of|"
    r"(?<!be )(?<!being )(?<!also )(?:published|issued|launched|agreed|made|signed|sent|revised|updated|approved|"
    r"written|adopted|"
    r"introduced|passed|given|confirmed|set out|seen|received|in force))\b",
    re.IGNORECASE,
)
LEADS = re.compile(rf"^\W*(?:On|From|By|In|At|Until|Starting|Starts)?\s*{WEEKDAY}(?:the\s+)?$", re.IGNORECASE)
EVENT_ON = re.compile(
    rf"\b{EVENT}(?:\s+(?:on|in|of|at|for)|,)?\s+(?:[\w’'-]+\s+){{0,6}}?(?:(?:on|in|of|for)\s+)?{WEEKDAY}(?:the\s+)?$",
    re.IGNORECASE,
)

# Of an event that is over, whatever day the sentence names.
STILL_TO_COME = re.compile(
    rf"""\b(?:
      {WILL}\ {HOLD}
    | (?:{EVENT}|{PEOPLE}|it|there|we)\ {WILL}\ (?!(?:be\ )?(?:add|added|publish|published|upload|uploaded|post|
      posted|follow|appear|
        remain|continue|help|inform|keep|share|shared|put|update|updated|made|make|available|stay|write|tell|need|
        always|never|repeat|be\ remembered|remember|be\ used|use|change|improve|support|take|think|carry|go\ on)\b)\w+
    | you\ {WILL}\ (?:also\ )?(?:be|hear|learn|have|get|receive|meet|find|take|see|enjoy|need\ to\ (?:book|bring|
      register))\b | {WILL}\ (?:be\ )?(?:present|speak|speaking|presenting|attend|chair|chaired|
      give\ the\ keynote|
        hear|include\ (?:talks|workshops|speakers))\b
    | (?:is|are)\ (?:now\ )?(?:due\ to|to\ be\ held|to\ take\ place|going\ to|being\ held|taking\ place|scheduled|
      planned\ for|set\ to|expected\ to)
    | book\ (?:now|early|your|a\ place|places|online|here|by|via|through) | to\ book\b |
       booking\ is\ (?:now\ )?open | bookings?\ (?:are\ )?open
    | register\ (?:now|early|your|by|here|online|for\ (?:a|your)\ place|at|via) |
       registration\ is\ (?:now\ )?open | to\ register\b
    | (?:places|tickets)\ (?:[\w£’'-]+\ ){{0,4}}?(?:are|is)\ (?:available|on\ sale)
    | (?:places|tickets)\ (?:are|is)\ (?:still\ |now\ |free|limited|available|going) | (?:places|
      tickets)\ (?:still\ |now\ )?available
    | promises\ to\ be | doors\ open | would\ like\ to\ attend | (?:can|may)\ (?:still|also|now)\ book
    | (?:must|should|can|may)\ be\ booked | reserve\ your | secure\ your\ place | join\ us | save\ the\ date |
       don[’']t\ miss | come\ along |
       sign\ up\ (?:now|for|by|to\ attend)
    | look(?:ing)?\ forward\ to\ (?:seeing|welcoming|meeting|hearing|the) | hope\ to\ see\ you |
       see\ you\ (?:there|on|at)
    | are\ (?:warmly\ |cordially\ )?invited | (?:forthcoming|upcoming|coming)\ {EVENT} | coming\ soon
    | takes\ place\ (?:on|in|at|this|next|tomorrow) | starts\ at | rsvp
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
# “Say what you will share”: no announcement.
ASKED = re.compile(r"\b(?:what|how|whether)\b[^,;.]{0,25}$", re.IGNORECASE)
ANOTHER_ONE = re.compile(
    rf"\b(?:next|another|future|further|later|annual|each|every)\s+(?:year|{EVENT}|one)|\bnext (?:year|time)|"
    rf"\b(?:20[2-9]\d)\b",
    re.IGNORECASE,
)
RELATIVE = re.compile(
    r"(?<!the )(?<!their )(?<!its )(?<!our )(?:\b(?P<tomorrow>tomorrow(?![’'])|tonight)|"
    r"\b(?P<week>(?:next|this|this coming|later this|coming|in the coming) (?:week|weeks|Monday|Tuesday|Wednesday|"
    r"Thursday|Friday|Saturday|Sunday|fortnight|weekend)|in (?:a few|the next few|two|three) (?:days|weeks)|"
    r"in a (?:week|fortnight))|"
    r"\b(?P<month>(?:next|this|later this) month|in (?:the next few|the coming|a few) months)|"
    r"\b(?P<year>(?:next|later this) year|this (?:coming )?(?:spring|summer|autumn|winter)|"
    r"by the end of the year))\b",
    re.IGNORECASE,
)
LASTS = {"tomorrow": 2, "week": 22, "month": 62, "year": 400}  # days, as long as may be meant
NO_DAY_OF_OURS = re.compile(r"\b(?:of|for) $", re.IGNORECASE)
IS_PAST = re.compile(
    r"\b(?:was|were|had|would|did)\b|\bheld\b(?<!be held)(?<!being held)|\btook place\b", re.IGNORECASE
)

MOST_DAYS = 20  # of a sentence that are looked at: what names more of them is a list
# Characters before a day in which the words that belong to it stand, and behind it; a cue itself has fewer than `CUE`.
BEFORE, BEHIND, CUE = 140, 80, 80

OVER = "The day has passed, and the sentence still speaks of it as to come."
OVER_ADVICE = "Say what happened, in the past tense, or take the sentence out."
NO_DATE = "This tells of something that is to take place, and not on which day."
NO_DATE_ADVICE = "Give the day, the month and the year. If it is not fixed yet, say so."


def future_after_the_day(writing: Writing, known: Knowledge) -> Iterator[Remark]:
    for text, passage, sentence in writing.sentences():
        if text.shape is Shape.PICTURE:
            continue
        words = (
            future_of_a_day(passage, sentence, writing)
            or future_of_an_event(passage, sentence, writing)
            or future_of_when_it_was_written(passage, sentence, writing)
        )
        if words:
            yield about(Code.FUTURE, text, sentence.text, words, OVER, OVER_ADVICE)


def future_of_a_day(passage: Passage, sentence: Sentence, writing: Writing) -> str:
    """The words that speak of a day in the sentence as to come, though it has passed."""
    own = passage.own_words[sentence.start : sentence.end]
    near = writing.event_starts or writing.day
    days = list(islice(days_in(own, near), MOST_DAYS))
    if not days or any(day.last >= writing.today for day in days):
        return ""
    for day in days:
        if found := cue_for(own, day):
            return found
    return ""


def cue_for(own: str, day: DayIn) -> str:
    before, after = own[: day.start], own[day.end :]
    near = max(0, len(before) - BEFORE)
    if BEFORE_A_DAY.search(before, near):
        for cue in FUTURE.finditer(before, max(0, near - CUE)):
            if cue.end() >= near and not OF_ANOTHER.search(before, cue.end()):
                return cue[0] if day.has_year or EVERY_YEAR.fullmatch(cue[0]) is None or IS_EVENT.search(own) else ""
    if BY_A_DAY.search(before, near):
        act = ACT.search(before)
        if act and not OF_ANOTHER.search(before, act.end()):
            return act[0]
    ahead = FUTURE.search(after, 0, BEHIND + CUE)
    between = after[: ahead.start()] if ahead else ""
    if ahead and len(between) <= BEHIND and ";" not in between:
        is_the_subject = LEADS.match(before) or EVENT_ON.search(before, near)
        if is_the_subject and not OF_ANOTHER.search(between):
            return ahead[0]
    if now := BOOK_NOW.search(own):
        return now[0]
    act = ACT.search(after) if LEADS.match(before) else None
    return act[0] if act else ""


def future_of_an_event(passage: Passage, sentence: Sentence, writing: Writing) -> str:
    if not writing.event_is_over:
        return ""
    found = STILL_TO_COME.search(passage.own_words, sentence.start, sentence.end)
    if found is None or ANOTHER_ONE.search(passage.text[sentence.start : sentence.end]):
        return ""
    if ASKED.search(passage.own_words[sentence.start : found.start()]):
        return ""
    return found[0]


def future_of_when_it_was_written(passage: Passage, sentence: Sentence, writing: Writing) -> str:
    """“Next week”, once that is long ago."""
    if writing.day is None or writing.kind not in (Kind.NEWS, Kind.CONFERENCE, Kind.NOTICE):
        return ""
    found = RELATIVE.search(passage.own_words, sentence.start, sentence.end)
    if found is None or NO_DAY_OF_OURS.search(passage.text, max(0, found.start() - 5), found.start()):
        return ""
    if IS_PAST.search(passage.own_words[sentence.start : sentence.end]):
        return ""
    if sentence.text.endswith("?"):
        return ""
    days = LASTS[str(found.lastgroup)]
    return found[0] if writing.day + timedelta(days=days) < writing.today else ""


# Without a day -------------------------------------------------------------------------------------------------------

ANNOUNCED = re.compile(
    rf"""\b{EVENT}\b[^.;]{{0,80}}?(?:\b(?:{WILL}\ {HOLD}|takes?\ place|(?:is|are)\ (?:being\ held|taking\ place|
      to\ be\ held|to\ take\ place|due\ to|planned|scheduled|coming\ soon|open\ for\ booking)))\b
    | \b(?:hold|host|run|organise|launch|holding|hosting|running|organising|launching)\ (?:a|an|the|our|its|their|
      another|two|three|four|some|several)\ (?:[\w’'-]+\ ){{0,6}}?{EVENT}\b
    | \bthere\ will\ (?:also\ )?be\ (?:a|an|two|three|four|some|several|another)\ (?:[\w’'-]+\ ){{0,5}}?{EVENT}\b
    | \b{EVENT}\ (?:starts|begins|opens|runs)\ (?:at|from)\b
    | \binvite\ you\ to\ (?:[\w’'-]+\ ){{0,5}}?{EVENT}\b
    | \b(?:join\ us|come\ along|come\ to\ our|you\ are\ (?:warmly\ )?invited|
      are\ invited\ to)\b[^.;]{{0,80}}\b{EVENT}\b
    | \b(?:book|reserve|register\ for|sign\ up\ (?:for|to))\ (?:now\ )?(?:for\ )?(?:a|an|the|your|our|
      this)\ (?:[\w’'-]+\ ){{0,4}}?(?:place\b[^.;]{{0,60}}\b{EVENT}|{EVENT})\b
    | \b(?:forthcoming|upcoming)\ (?:[\w’'-]+\ ){{0,3}}?{EVENT}\b""",
    re.IGNORECASE | re.VERBOSE,
)
TO_COME = re.compile(
    r"\b(?:will|shall|join us|come (?:along|to)|invited|invite|starts|begins|opens|runs|book|reserve|register|"
    r"sign up|forthcoming|upcoming|"
    r"takes? place|taking place|"
    r"being held|to be held|to take place|due to|planned|scheduled|coming soon|is|are|we[’']re)\b",
    re.IGNORECASE,
)
AGAIN_AND_AGAIN = re.compile(
    r"\b(?:each|every|always|usually|often|regular(?:ly)?|annually|yearly|monthly|weekly|quarterly|termly|daily|"
    r"twice|once|sometimes|whenever|when|if|where|before|after|until|may|might|can|should|must|could|throughout|"
    r"any|within|"
    r"all year|Mondays|Tuesdays|Wednesdays|Thursdays|Fridays|Saturdays|Sundays|on request)\b",
    re.IGNORECASE,
)
NOT_FIXED = re.compile(
    r"\b(?:dates?|days?|details)\b[^.;]{0,40}\b(?:to be (?:announced|confirmed|fixed|set|agreed|decided)|tb[ac]|"
    r"will follow|"
    r"follow|not (?:yet )?(?:fixed|known|set|confirmed|been)|will be (?:announced|confirmed|given|published))|"
    r"\b(?:not (?:yet )?(?:fixed|known|set)|no) (?:a )?date\b",
    re.IGNORECASE,
)
MONTH_WORD = re.compile(rf"\b(?:in|during|by|early|late|mid-?) ?{MONTH}\b")


def event_without_date(writing: Writing, known: Knowledge) -> Iterator[Remark]:
    """Of what is announced: news, notices and pages. The day may stand beside it, or in the fields of the event."""
    if writing.event_starts or writing.kind in (Kind.DOCUMENT, Kind.CONTACT):
        return
    if writing.kind is Kind.CONFERENCE:
        message = "This is a conference, and has no first day."
        yield Remark(Code.NO_DATE, writing.title, "event_starts", "First day", writing.title, message, NO_DATE_ADVICE)
        return
    heads = [text.value for text in writing.texts if text.shape is Shape.TITLE or text.field == "summary"]
    if any(names_a_day(head) for head in heads):
        return
    for text, passages in writing.parts:
        for number, passage in enumerate(passages):
            near = " ".join(beside.text for beside in passages[max(number - 1, 0) : number + 2])
            if names_a_day(near) or NOT_FIXED.search(near):
                continue
            for sentence in passage.sentences:
                if words := announced(passage, sentence):
                    yield about(Code.NO_DATE, text, sentence.text, words, NO_DATE, NO_DATE_ADVICE)


def announced(passage: Passage, sentence: Sentence) -> str:
    own = passage.own_words[sentence.start : sentence.end]
    found = ANNOUNCED.search(own)
    if (
        found is None
        or not TO_COME.search(own)
        or AGAIN_AND_AGAIN.search(own)
        or PROCEDURE.search(found[0])
        or IS_PAST.search(own)
    ):
        return ""
    return found[0]
