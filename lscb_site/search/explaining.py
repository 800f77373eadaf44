"""Terms of the glossary as answers: what each means, whom to call about it, and what there is to read."""

import re
from dataclasses import dataclass, field
from typing import Self

from lscb_site.search.glossary import terms_asked_for, terms_named
from lscb_site.search.grouping import grouped
from lscb_site.search.models import GlossaryTerm, SearchItem
from lscb_site.search.results import beside_of
from lscb_site.search.searchable import Beside
from lscb_site.search.searching import Search
from lscb_site.search.visibility import shown_items

MOST_RELATED = 3
# What asks for a meaning, and not what to do.
ASKS_FOR_A_MEANING = re.compile(
    r"\b(?:what(?: is|s| s| are)|define|definition|explain|explained|mean|means|meaning|stands? for|difference)\b"
)


@dataclass(frozen=True)
class Related:
    title: str
    url: str
    kind_words: str
    beside: Beside


@dataclass(frozen=True)
class Explanation:
    """The terms that were asked for. `related` is to be read where no result follows that has them."""

    terms: list[GlossaryTerm] = field(default_factory=list)
    related: list[Related] = field(default_factory=list)
    leads: bool = False  # even above whom to call, which follows at once: “what is county lines”

    def __bool__(self) -> bool:
        return bool(self.terms)

    @classmethod
    def of(cls, outcome: Search) -> Self:
        if terms := terms_asked_for(outcome.query.typed):
            is_childs = outcome.worry is not None and outcome.worry.is_childs
            leads = not is_childs and bool(ASKS_FOR_A_MEANING.search(" ".join(outcome.query.typed)))
        else:
            terms, leads = terms_of_no_text(outcome), False
        return cls(terms, related_to(terms, outcome) if terms and not outcome.groups else [], leads)

    @property
    def calls(self) -> set[str]:
        """Whom to call, once each, however many terms say so."""
        return {term.call for term in self.terms if term.call}


def terms_of_no_text(outcome: Search) -> list[GlossaryTerm]:
    """Those among all that was asked for that no result can tell of: “they want me to sign section 20”."""
    numbers = outcome.rarity.numbers if outcome.rarity else {}
    ways = [group.ways[0] for group, number in numbers.items() if not number and group.ways]
    forms = [tuple(word for phrase in way for word in phrase.words) for way in ways]
    return [term for form in dict.fromkeys(forms) for term in terms_named(form)]


def related_to(terms: list[GlossaryTerm], outcome: Search) -> list[Related]:
    """What of the terms' topics is current; else what was superseded and has their words."""
    items = of_topics(terms, outcome)
    if items:
        beside = beside_of(items)
        return [Related(item.title, item.url, item.kind_words, beside[item.pk]) for item in items]
    if outcome.superseded:
        return []
    superseded = grouped(outcome.found(outcome.query, superseded=True))[:MOST_RELATED]
    return [Related(each.title, each.url, each.kind_words, each.beside) for each in outcome.show(superseded)]


def of_topics(terms: list[GlossaryTerm], outcome: Search) -> list[SearchItem]:
    """The newest items of the topics that are called as the terms are."""
    slugs = {"-".join(form.words.split()) for term in terms for form in term.plain_forms.all()}
    condition = " OR ".join(["i.topics LIKE %s"] * len(slugs))
    items = shown_items(outcome.shown, f"({condition})", [f"%\n{slug}\t%" for slug in sorted(slugs)])
    newest = sorted(items, key=lambda item: (-(item.date.toordinal() if item.date else 0), item.pk))
    once = {item.url: item for item in reversed(newest) if not item.superseded}
    return list(reversed(once.values()))[:MOST_RELATED]
