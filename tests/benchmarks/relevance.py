"""How well search answers the judged questions of tests/search/judged/earlier.csv, beside plain all-words search."""

import csv
import re
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from django.utils import timezone

from lscb_site.search.explaining import Explanation
from lscb_site.search.glossary import Glossary
from lscb_site.search.grouping import grouped
from lscb_site.search.parsing import read_query
from lscb_site.search.results import Result
from lscb_site.search.searchable import searchables
from lscb_site.search.searching import Search
from lscb_site.search.visibility import Shown

JUDGED = Path(__file__).resolve().parents[2] / "tests" / "search" / "judged"
EARLIER = "earlier.csv"
LOOKED_AT = 10  # results
# It gives these numbers, and leads to the page.
CALL_BLOCK = {"call-block", "/worried/", "helpline:nspcc", "helpline:childline"}
EDITION = re.compile(r"/resources/(?P<slug>[\w-]+)/editions/(?P<number>\d+)/")


@dataclass(frozen=True)
class Question:
    text: str
    superseded: bool
    answers: tuple[str, ...]
    knows_blocks: bool = True  # written when something stood above the results


def questions(name: str) -> list[Question]:
    """Those of a file of `JUDGED`. `unread.csv` is for the figures at the end alone: nobody tunes by it."""
    with (JUDGED / name).open(encoding="utf-8", newline="") as file:
        return [
            Question(row["question"], row["superseded"] == "yes", tuple(row["answers"].split(" | ")), name != EARLIER)
            for row in csv.DictReader(file)
        ]


def rank_of(question: Question, moment, plain: bool = False) -> int | None:
    """The place of the first right answer among the first ten, from 1; None where there is none."""
    found = (plain_search if plain else ours)(question, moment)
    answered = [] if plain else said_above(found, question)
    answered += [answers_of(result) for result in found.show(found.groups[:LOOKED_AT])]
    places = (place for place, said in enumerate(answered[:LOOKED_AT], start=1) if said & set(question.answers))
    return next(places, None)


def ours(question: Question, moment) -> Search:
    return Search(question.text, moment, superseded=question.superseded).run()


def plain_search(question: Question, moment) -> Search:
    """All words, each as it was typed: no stop words, glossary, spelling or names."""
    query = read_query(" ".join(f'"{word}"' for word in question.text.replace('"', " ").split()), Glossary({}))
    found = Search(question.text, moment, superseded=question.superseded)
    found.shown = Shown.at(moment)
    if query:
        found.query = replace(query, without=())
        found.find()
        found.groups = grouped(found.hits)
    return found


def said_above(found: Search, question: Question) -> list[set[str]]:
    """What stands above the results, in its order: whom to call, the meaning of a term (first, where only that was
    asked), cards. The earlier questions are judged as they were, by cards and results alone: their answers name no
    such block."""
    above = []
    if question.knows_blocks and found.query:
        explanation = Explanation.of(found)
        call = [CALL_BLOCK] if found.worry else []
        terms = [{f"term:{term.term}"} for term in explanation.terms]
        above = [*terms, *call] if explanation.leads else [*call, *terms]
    return above + [card_answers(item) for item in found.named.cards]


def card_answers(item) -> set[str]:
    """Its own address; of a district those of the authorities that its card names."""
    row = searchables()[item.source].objects.get(pk=item.source_id)
    named = row.authorities.all() if item.source == "lscb_contacts.place" else ()
    return {item.url, f"helpline:{getattr(row, 'slug', '')}", *(each.get_absolute_url() for each in named)}


def answers_of(result: Result) -> set[str]:
    """The addresses that a result is a right answer for: its own, its edition's, and that of the page it opens."""
    said = {result.url, result.item.url, result.item.url_apart}
    if result.page:
        text_url = result.page.text_url or result.page.url
        anchor = urlsplit(text_url).fragment
        said.add(result.page.url)
        if anchor and result.item.url_apart:
            said.add(f"{result.item.url_apart}#{anchor}")
    if result.item.superseded:
        # Its document's own page is another answer.
        said.discard(result.item.url)
    return said - {""}


def mean_reciprocal_rank(name: str, plain: bool = False) -> tuple[float, list[tuple[Question, int | None]]]:
    moment = timezone.now()
    ranks = [(question, rank_of(question, moment, plain)) for question in questions(name)]
    return sum(1 / rank for _, rank in ranks if rank) / len(ranks), ranks
