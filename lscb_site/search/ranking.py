"""In what order texts stand that fit, and whether they do: the same on every database, because it is decided here.

To have more of what was asked for says more than to have much of one thing, and what few texts have says more than what
many have. A word in a heading says more than one in the text below it.
"""

from datetime import date
from typing import NamedTuple

from django.db import connection

from lscb_site.search.candidates import Rarity
from lscb_site.search.lexemes import lexemes_of
from lscb_site.search.parsing import Query
from lscb_site.search.visibility import marks
from lscb_site.search.wanted import Hit

Text = tuple[str, str, str]  # the lexemes of its heading, of itself and of what is beside it: a blank around each

IN_HEADING, IN_TEXT, BESIDE = 2.0, 1.0, 0.7  # what a thing counts that stands there; `BESIDE`: in what is never shown
OFTEN = 0.4  # what it can count more by standing there often
USUAL = 250  # words of a text: in a longer one a word has to stand more often to say as much

OF_A_CONTACT = 0.5  # what its score counts: contacts have cards, and their short texts win over any page
OF_NEWS = 0.9  # news about a thing, beside the thing
OF_SUPERSEDED = 0.85
OF_SMALL_PRINT = 0.3  # the site about itself: it leads only where it is called by its name
CONTACT, NEWS = "contact", "news"  # kinds of items
SMALL_PRINT = ("/accessibility/", "/cookies/", "/privacy/", "/site-map/", "/terms/")  # addresses


class AskedOfTexts(NamedTuple):
    """One thing that was asked for: how much it says, whether a text must have it, and its ways as they stand."""

    says: float
    is_needed: bool
    ways: tuple[tuple[str, ...], ...]


def ranked(hits: list[Hit], query: Query, rarity: Rarity) -> list[Hit]:
    """Those of the hits whose texts have what was asked for, the best first."""
    texts = texts_of(hits)
    kinds = {words: f" {' '.join(lexemes_of(words))} " for words in {hit.kind_words for hit in hits}}
    needed = set() if query.of_any else set(query.needed)
    asked = [AskedOfTexts(rarity.of[group], group in needed, group.patterns) for group in query.groups]
    without = [phrase.pattern for phrase in query.without]
    scored = [
        hit._replace(score=round(score * weight_of(hit, query), 6))
        for hit in hits
        if (text := texts.get(hit.entry_id)) and (score := score_of(text, kinds[hit.kind_words], asked, without)) > 0
    ]
    return sorted(scored, key=in_order)


def in_order(hit: Hit) -> tuple[float, bool, int, str, int]:
    """Nothing in it depends on the order in which rows were written: of equals the newer comes first."""
    return -hit.score, hit.superseded, -(hit.date or date.min).toordinal(), hit.url, hit.number


def texts_of(hits: list[Hit]) -> dict[int, Text]:
    if not hits:
        return {}
    keys = [hit.entry_id for hit in hits]
    # Written out, because putting together a query of hundreds of keys took longer than its answer.
    columns = "entry_id, heading, words, also"
    sql = f"SELECT {columns} FROM search_searchtext WHERE entry_id IN ({marks(keys)})"  # noqa: S608 - marks alone
    with connection.cursor() as cursor:
        cursor.execute(sql, keys)
        return {key: (f" {heading} ", f" {words} ", f" {also} ") for key, heading, words, also in cursor.fetchall()}


def score_of(text: Text, kind: str, asked: list[AskedOfTexts], without: list[str]) -> float:
    """0 where it does not fit after all: the words of a phrase stand apart, or one stands there that must not."""
    everything = "\n".join(text)
    if without and any(pattern in everything for pattern in without):
        return 0
    everything += kind
    usual = 0.5 + text[1].count(" ") / USUAL
    score = 0.0
    for says, is_needed, ways in asked:
        found = [share_of_way(way, text, usual) for way in ways if way[0] in everything and stand_in(way, everything)]
        counted = max(found, default=0.0)
        if is_needed and not counted:
            return 0
        score += says * counted
    return score


def share_of_way(way: tuple[str, ...], text: Text, usual: float) -> float:
    """What a thing that was asked for counts in a text that has it in one of its ways."""
    heading, words, beside = text
    times = words.count(way[0]) if len(way) == 1 else min([words.count(pattern) for pattern in way])
    if stand_in(way, heading):
        # What the whole document is called tells none of its pages apart, its cover least of all.
        place = IN_TEXT if stand_in(way, beside) else IN_HEADING
    else:
        place = IN_TEXT if times else BESIDE
    return place + OFTEN * times / (times + usual)


def stand_in(way: tuple[str, ...], field: str) -> bool:
    # Asked some thousand times a search: a loop takes half the time of `all`.
    for pattern in way:  # noqa: SIM110
        if pattern not in field:
            return False
    return True


def weight_of(hit: Hit, query: Query) -> float:
    weight = OF_SMALL_PRINT if hit.url in SMALL_PRINT else {CONTACT: OF_A_CONTACT, NEWS: OF_NEWS}.get(hit.kind, 1)
    return weight * OF_SUPERSEDED if hit.superseded and not query.is_of_the_past else weight
