"""In what order texts stand that fit, and whether they do: the same on every database, because it is decided here.

To have more of what was asked for says more than to have much of one thing, and what few texts have says more than what
many have. A word in a heading says more than one in the text below it.
"""

from datetime import date
from typing import NamedTuple

from lscb_site.search.candidates import Rarity
from lscb_site.search.lexemes import lexemes_of
from lscb_site.search.models import SearchText
from lscb_site.search.parsing import Query
from lscb_site.search.wanted import Hit

IN_HEADING, IN_TEXT, BESIDE = 2.0, 1.0, 0.7  # what a thing counts that stands there; `BESIDE`: in what is never shown
OFTEN = 0.4  # what it can count more by standing there often
USUAL = 250  # words of a text: in a longer one a word has to stand more often to say as much

OF_A_CONTACT = 0.5  # what its score counts: contacts have cards, and their short texts win over any page
OF_NEWS = 0.9  # news about a thing, beside the thing
OF_SUPERSEDED = 0.85
OF_SMALL_PRINT = 0.3  # the site about itself: it leads only where it is called by its name
CONTACT, NEWS = "contact", "news"  # kinds of items
SMALL_PRINT = ("/accessibility/", "/cookies/", "/privacy/", "/site-map/", "/terms/")  # addresses


class Fields(NamedTuple):
    """The lexemes of a text, a blank before and behind each."""

    heading: str
    words: str
    beside: str
    length: int  # words of the text


def ranked(hits: list[Hit], query: Query, rarity: Rarity) -> list[Hit]:
    """Those of the hits whose texts have what was asked for, the best first."""
    texts = fields_of(hits)
    kinds = {words: f" {' '.join(lexemes_of(words))} " for words in {hit.kind_words for hit in hits}}
    scored = [
        hit._replace(score=round(score, 6))
        for hit in hits
        if (fields := texts.get(hit.entry_id))
        and (score := score_of(hit, fields, kinds[hit.kind_words], query, rarity)) > 0
    ]
    return sorted(scored, key=in_order)


def in_order(hit: Hit) -> tuple[float, bool, int, str, int]:
    """Nothing in it depends on the order in which rows were written: of equals the newer comes first."""
    return -hit.score, hit.superseded, -(hit.date or date.min).toordinal(), hit.url, hit.number


def fields_of(hits: list[Hit]) -> dict[int, Fields]:
    texts = SearchText.objects.filter(pk__in=[hit.entry_id for hit in hits])
    return {
        key: Fields(f" {heading} ", f" {words} ", f" {beside} ", words.count(" ") + 1)
        for key, heading, words, beside in texts.values_list("pk", "heading", "words", "also")
    }


def score_of(hit: Hit, fields: Fields, kind: str, query: Query, rarity: Rarity) -> float:
    """0 where it does not fit after all: the words of a phrase stand apart, or one stands there that must not."""
    if any(phrase.pattern in field for phrase in query.without for field in fields[:3]):
        return 0
    score, has = 0.0, set()
    for group in query.groups:
        if counted := max([share_of_way(way, fields, kind) for way in group.patterns]):
            has.add(group)
            score += rarity.of[group] * counted
    if not has or (not query.of_any and not has.issuperset(query.needed)):
        return 0
    return score * weight_of(hit, query)


def share_of_way(way: tuple[str, ...], fields: Fields, kind: str) -> float:
    """What a thing that was asked for counts in a text, in one of its ways."""
    heading, words, beside, length = fields
    if stand_in(way, heading):
        # What the whole document is called tells none of its pages apart, its cover least of all.
        place = IN_TEXT if stand_in(way, beside) else IN_HEADING
    elif stand_in(way, words):
        place = IN_TEXT
    elif all(pattern in heading or pattern in words or pattern in beside or pattern in kind for pattern in way):
        place = BESIDE
    else:
        return 0
    times = min([words.count(pattern) for pattern in way])
    return place + OFTEN * times / (times + 0.5 + (length + 1) / USUAL)


def stand_in(way: tuple[str, ...], field: str) -> bool:
    # Asked some ten thousand times a search: a loop takes half the time of `all`.
    for pattern in way:  # noqa: SIM110
        if pattern not in field:
            return False
    return True


def weight_of(hit: Hit, query: Query) -> float:
    weight = OF_SMALL_PRINT if hit.url in SMALL_PRINT else {CONTACT: OF_A_CONTACT, NEWS: OF_NEWS}.get(hit.kind, 1)
    return weight * OF_SUPERSEDED if hit.superseded and not query.is_of_the_past else weight
