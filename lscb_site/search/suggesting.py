"""What a search field suggests while somebody types: titles, boroughs, front doors, terms of the glossary."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from lscb_site.search.known_items import TELLING_DIGITS
from lscb_site.search.models import GlossaryForm, SearchItem, SearchName
from lscb_site.search.results import beside_of
from lscb_site.search.tokens import as_name, words_of
from lscb_site.search.visibility import Shown, current_among
from lscb_site.text.telephone_digits import number_of

SHOWN = 8
LOOKED_AT = 60  # names that fit, before it is asked which are shown
SHORTEST = 2  # letters
BEGINNING = 4  # letters by which a title may be meant
CLOSEST = 5  # titles


@dataclass(frozen=True)
class Suggestion:
    words: str
    about: str = ""
    url: str = ""


def suggest(typed: str, moment: datetime | None = None) -> list[Suggestion]:
    """Those in which every word typed begins a word: glossary first, then names, the shortest first."""
    words = words_of(typed[:200])
    if sum(map(len, words)) < SHORTEST:
        return []
    fits = Q()
    for word in words:
        fits &= Q(words__startswith=word) | Q(words__contains=f" {word}")
    number = number_of(typed)
    if number:
        fits |= Q(words__contains=number) if len(number) >= TELLING_DIGITS else Q(words__startswith=number)
    forms = GlossaryForm.objects.filter(fits).order_by("term__term").values_list("term__term", "term__also")
    terms = [Suggestion(term, also.partition("\n")[0]) for term, also in forms.distinct()[: SHOWN // 2]]
    names = list(SearchName.objects.filter(fits).order_by("item__kind", "words")[:LOOKED_AT])
    current = current_among([name.item_id for name in names], Shown.at(moment or timezone.now()))
    whole = number or " ".join(words)
    found: dict[str, list[SearchName]] = {}
    for name in names:
        if name.item_id in current:
            name.item = current[name.item_id]
            found.setdefault(name.words, []).append(name)
    ordered = sorted(found, key=lambda words: (not words.startswith(whole), len(words)))
    return [*terms, *named([found[words] for words in ordered])][:SHOWN]


def named(found: list[list[SearchName]]) -> Iterator[Suggestion]:
    """One for each item, by the first of its names that fits; a name that several have leads to a search for it. What
    has nothing to open but a demonstration copy says so."""
    beside = beside_of(list({name.item_id: name.item for names in found for name in names}.values()))
    suggested: set[str] = set()
    for names in found:
        items = {name.item.group: name.item for name in names}
        if len(items) > 1:
            yield Suggestion(names[0].shown, names[0].item.kind_words)
        elif not suggested.intersection(items):
            item = names[0].item
            apart = "" if as_name(names[0].shown) == as_name(item.title) else f", {item.title}"
            made_up = ", demonstration copy" if "demonstration" in dict(beside[item.pk].states) else ""
            yield Suggestion(names[0].shown, item.kind_words + apart + made_up, item.url)
            suggested.update(items)


def closest(words: tuple[str, ...], moment: datetime) -> list[SearchItem]:
    """The items whose titles are most like words that found nothing."""
    # Loaded when first needed: most searches find something.
    from rapidfuzz import fuzz, process

    beginnings = {word[:BEGINNING] for word in words if len(word) >= BEGINNING and not word.isdecimal()}
    fits = Q()
    for beginning in beginnings:
        fits |= Q(words__startswith=beginning) | Q(words__contains=f" {beginning}")
    if not beginnings:
        return []
    names = list(SearchName.objects.filter(fits).order_by("pk")[:LOOKED_AT])
    current = current_among([name.item_id for name in names], Shown.at(moment))
    called = {name.words: current[name.item_id] for name in names if name.item_id in current}
    near = process.extract(" ".join(words), list(called), scorer=fuzz.token_set_ratio, limit=CLOSEST)
    return [called[each] for each, *_ in near]
