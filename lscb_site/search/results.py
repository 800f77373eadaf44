"""Results as the page shows them: named, dated, with the page that was hit and the words around it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from lscb_site.caching.keeper import KeeperOfMany
from lscb_site.search.grouping import ResultGroup
from lscb_site.search.models import SearchEntry, SearchItem, SearchText
from lscb_site.search.parsing import Query
from lscb_site.search.searchable import DEMONSTRATION, Beside
from lscb_site.search.snippets import snippet
from lscb_site.search.visibility import Row, Shown, asked_of_models, marks, shown_items, true_until
from lscb_site.search.wanted import Hit

MOST_ALSO = 6  # further pages that are named
SHORT_LINK = '<a href="{}">{}</a>'
LINK = '<a href="{}">{}<span class="visually-hidden">{}</span></a>'
DRAWN = 1000  # of what stands beside results, kept as HTML


class Place(NamedTuple):
    """An entry that was hit, as it is named and opened."""

    entry_id: int
    item_id: int
    number: int
    label: str
    url: str
    text_url: str

    def link(self, title: str) -> SafeString:
        """Its label, and for whoever cannot see what it stands below, of what it is."""
        of_what = f" of {title} (PDF)" if self.text_url else f" in {title}" if self.label != title else ""
        return format_html(LINK if of_what else SHORT_LINK, self.url, self.label, of_what)


@dataclass(frozen=True)
class Result:
    """One result. `page` is the place that was hit, None where the whole item was; `also` are further places."""

    title: str
    url: str
    kind: str
    kind_words: str
    item: SearchItem  # whose text was hit; that which names it where none was
    beside: Beside  # its states and its date
    snippet: str
    page: Place | None
    also: list[Place]  # in their order
    further: int  # places that are not even named

    @cached_property
    def is_demonstration(self) -> bool:
        """Whether the place that was hit is in a file written to show how the site works."""
        return bool(self.page and self.page.label.endswith(DEMONSTRATION))

    @property
    def named(self) -> str:
        return f"{self.title}{DEMONSTRATION}" if self.is_demonstration else self.title

    @property
    def about(self) -> SafeString:
        """Its date and its states."""
        return drawn(self.beside)

    @property
    def link(self) -> SafeString:
        """To the place that was hit."""
        return self.page.link(self.title) if self.page else SafeString("")

    @property
    def links(self) -> SafeString:
        """To the further places. In Python, because a page has a hundred, and a template takes five times as long."""
        return format_html_join("", "{} ", ((place.link(self.title),) for place in self.also))


@lru_cache(DRAWN)
def drawn(beside: Beside) -> SafeString:
    """What stands beside a result, which is the same beside many and in many searches."""
    return render_to_string("search/beside.html", {"beside": beside})


def results_of(groups: list[ResultGroup], query: Query, shown: Shown) -> list[Result]:
    """Of a page of groups, in three queries and those of what stands beside them."""
    keys = sorted({group.key for group in groups})
    items = shown_items(shown, f'i."group" IN ({marks(keys)})', keys)
    chosen = {id(group): places_of(group) for group in groups}
    wanted = {hit.entry_id for places in chosen.values() for hit in places[: MOST_ALSO + 1]}
    entries = {place.entry_id: place for place in places_with(wanted)}
    best = [places[0].entry_id for places in chosen.values() if places]
    bodies = SearchText.objects.filter(pk__in=best).values_list("pk", "body") if best else ()
    snippets = {key: snippet(body, query) for key, body in bodies}
    named = {id(group): item for group in groups if (item := named_by(group, items))}
    told = beside_of(list(named.values()))
    return [
        result_of(group, named[id(group)], told[named[id(group)].pk], chosen[id(group)], entries, snippets, items)
        for group in groups
        if id(group) in named  # the others were withdrawn between two queries
    ]


def places_with(keys: set[int]) -> list[Place]:
    columns = ("pk", "item_id", "number", "label", "url", "text_url")
    return [Place(*row) for row in SearchEntry.objects.filter(pk__in=keys).order_by().values_list(*columns)]


def named_by(group: ResultGroup, items: list[SearchItem]) -> SearchItem | None:
    """The item that names a group: its page, and of what stands by itself the item itself."""
    if group.superseded:
        return next((item for item in items if item.pk == group.item_id), None)
    own = [item for item in items if item.group == group.key and not item.superseded]
    return next((each for each in own if not each.title_apart), None) or next(iter(own), None)


def said_beside(rows: list[Row]) -> dict[Row, Beside]:
    return asked_of_models(rows, lambda model, keys: model.found_beside(keys))


beside = KeeperOfMany(said_beside, true_until)


def beside_of(items: list[SearchItem]) -> dict[int, Beside]:
    """What stands beside each item, by its key."""
    said = beside.get((item.source, item.source_id) for item in items)
    return {item.pk: said.get((item.source, item.source_id)) or plainly(item) for item in items}


def plainly(item: SearchItem) -> Beside:
    states = [("superseded", "")] if item.superseded else []
    return Beside((*states, *([(item.mark, "")] if item.mark else [])), item.date, item.date_precision)


def places_of(group: ResultGroup) -> list[Hit]:
    """The hits of a group, its pages before the text about it as a whole."""
    return sorted(group.hits, key=lambda hit: hit.number == 0)


def result_of(
    group: ResultGroup,
    item: SearchItem,
    said: Beside,
    places: list[Hit],
    entries: dict[int, Place],
    snippets: Mapping[int, str],
    items: list[SearchItem],
) -> Result:
    found = [entries[hit.entry_id] for hit in places[: MOST_ALSO + 1] if hit.entry_id in entries]
    labelled = [entry for entry in found if entry.label]
    page = found[0] if found and found[0].label else None
    also = sorted((entry for entry in labelled if entry is not page), key=lambda entry: entry.number)
    return Result(
        title=item.title_apart if group.superseded and item.title_apart else item.title,
        url=item.url_apart if group.superseded and item.url_apart else item.url,
        kind=item.kind,
        kind_words=item.kind_words,
        item=next((each for each in items if found and each.pk == found[0].item_id), item),
        beside=said,
        snippet=snippets.get(places[0].entry_id, "") if places else "",
        page=page,
        also=also,
        further=max(0, len(places) - MOST_ALSO - 1),
    )
