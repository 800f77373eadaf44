"""Results as the page shows them: named, dated, with the page that was hit and the words around it."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.utils.html import escape
from django.utils.safestring import mark_safe

from lscb_site.search.backends import MARK_END, MARK_START, Hit, backend
from lscb_site.search.models import SearchEntry, SearchItem
from lscb_site.search.parsing import Query
from lscb_site.search.searching import ResultGroup
from lscb_site.search.visibility import marks, shown_items

MOST_ALSO = 6  # further pages that are named
BARS = re.compile(r"\s*\|[\s|]*")  # between the cells of a table


@dataclass(frozen=True)
class Result:
    """One result. `page` is the place that was hit, None where the whole item was; `also` are further places."""

    title: str
    url: str
    kind: str
    kind_words: str
    item: SearchItem  # the dated one
    state: str  # for components/state.html; empty where nothing needs to be said
    mark: str
    snippet: str
    page: SearchEntry | None
    also: list[SearchEntry]
    further: int  # places that are not even named


def results_of(groups: list[ResultGroup], query: Query, moment: datetime) -> list[Result]:
    """Of a page of groups, in three queries."""
    if not groups:
        return []
    keys = sorted({group.key for group in groups})
    items = shown_items(moment, f'i."group" IN ({marks(keys)})', keys)
    chosen = {id(group): places_of(group) for group in groups}
    wanted = {hit.entry_id for places in chosen.values() for hit in places[: MOST_ALSO + 1]}
    entries = SearchEntry.objects.in_bulk(wanted)
    best = [places[0].entry_id for places in chosen.values() if places]
    snippets = backend().snippets(query, best) if best else {}
    shown = []
    for group in groups:
        if result := result_of(group, items, chosen[id(group)], entries, snippets):
            shown.append(result)
    return shown


def places_of(group: ResultGroup) -> list[Hit]:
    """The hits of a group, its pages before the text about it as a whole."""
    return sorted(group.hits, key=lambda hit: hit.number == 0)


def result_of(
    group: ResultGroup,
    items: list[SearchItem],
    places: list[Hit],
    entries: dict[int, SearchEntry],
    snippets: dict[int, str],
) -> Result | None:
    if group.superseded:
        item = dated = next((item for item in items if item.pk == group.item_id), None)
    else:
        own = [item for item in items if item.group == group.key and not item.superseded]
        # Its page says what it is; its edition has the date.
        item = next((each for each in own if not each.title_apart), None) or next(iter(own), None)
        dated = next((each for each in own if each.title_apart), item)
    if item is None or dated is None:
        return None  # withdrawn between two queries
    found = [entries[hit.entry_id] for hit in places[: MOST_ALSO + 1] if hit.entry_id in entries]
    labelled = [entry for entry in found if entry.label]
    page = found[0] if found and found[0].label else None
    also = [entry for entry in labelled if entry is not page]
    # Only an edition has a title of its own apart, and says whether it is current.
    state = "superseded" if group.superseded else "current" if dated.title_apart and not dated.mark else ""
    return Result(
        title=item.title_apart if group.superseded and item.title_apart else item.title,
        url=item.url_apart if group.superseded and item.url_apart else item.url,
        kind=item.kind,
        kind_words=item.kind_words,
        item=dated,
        state=state,
        mark=dated.mark,
        snippet=marked(snippets.get(places[0].entry_id, "")) if places else "",
        page=page,
        also=also,
        further=max(0, len(places) - MOST_ALSO - 1),
    )


def marked(snippet: str) -> str:
    """A snippet as HTML, the words that were asked for in `mark` elements and everything else escaped."""
    text = escape(" ".join(BARS.sub(" ", snippet).split()))
    return mark_safe(text.replace(MARK_START, "<mark>").replace(MARK_END, "</mark>"))  # noqa: S308 - escaped above
