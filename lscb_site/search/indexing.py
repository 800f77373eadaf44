"""Writes what can be found: `index` and `remove` for one row, `rebuild` for all of them."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Q, QuerySet

from lscb_site.search import written_by
from lscb_site.search.backends import backend
from lscb_site.search.backends.base import Row as IndexRow
from lscb_site.search.lexemes import day_lexeme, figures_of, lexemes_of, month_lexeme
from lscb_site.search.models import (
    LONGEST_NAME,
    SearchEntry,
    SearchItem,
    SearchName,
    SearchText,
    SearchWord,
    ShownFor,
)
from lscb_site.search.searchable import ALONE, MAILBOX, Found, Passage, Searchable, searchables, source_of
from lscb_site.search.tokens import as_name, storable, words_in, words_of
from lscb_site.search.wanted import STRONG, STRONGEST, TITLE
from lscb_site.text.telephone_digits import digits_of
from lscb_site.web.dates import Precision

SHORTEST_SPELT = 5  # letters: shorter words are too like one another to be corrected
BATCH = 500  # rows
LONGEST = 500_000  # characters of a text that are searched: PostgreSQL takes a megabyte of lexemes
USUAL = 250  # words of a text
# Of how much a word can say by standing often in its text: about twice in three hundred words, and three times.
STRONG_FROM, STRONGEST_FROM = 0.5, 0.62
SAID_OF_A_PLACE = ["label", "url", "text_url", "digest"]

Row = tuple[str, int]  # the source of an item, and its key there


class Text(NamedTuple):
    """What is searched of an entry. `also` is found by and never shown; so are lexemes for the `figures`."""

    heading: str
    body: str
    also: str = ""
    figures: str = ""


class Lexemes(NamedTuple):
    """Those of a text in their order, by where they stand in it."""

    heading: list[str]
    words: list[str]
    also: list[str]


def index(row: Searchable, *, afresh: bool = False) -> None:
    """Bring what can be found of a row up to date. `afresh` writes its texts again even where they have not changed."""
    index_all([row], afresh=afresh)


@transaction.atomic(savepoint=False)
def index_all(rows: Iterable[Searchable], *, afresh: bool = False) -> None:
    """The same for several rows that change together, in as many statements as for one."""
    found: dict[Row, Found] = {}
    said: dict[Row, dict[str, Any]] = {}
    for row in rows:
        key, of_row = (source_of(type(row)), row.pk), row.found()
        if of_row is None:
            remove(type(row), row.pk)
        else:
            found[key], said[key] = of_row, columns(of_row, row)
    if found:
        items = write_items(said)
        by_item = {items[key]: of_row for key, of_row in found.items()}
        write_names(by_item)
        write_entries(by_item, afresh)


def remove(model: type[Searchable], key: int) -> None:
    """Forget a row; nothing happens where it is not known."""
    forget(SearchItem.objects.filter(source=source_of(model), source_id=key))


@transaction.atomic(savepoint=False)
def forget(items: QuerySet[SearchItem]) -> None:
    if not items.exists():
        return
    backend().remove(list(SearchEntry.objects.filter(item__in=items).values_list("pk", flat=True)))
    items.delete()


def rebuild() -> Iterator[tuple[int, int]]:
    """Write everything again, a row in a transaction of its own, so that searching goes on; yields done and all."""
    keys = {model: list(model.to_index().order_by().values_list("pk", flat=True)) for model in searchables().values()}
    total, done = sum(map(len, keys.values())), 0
    yield done, total
    for model, known in keys.items():
        for start in range(0, len(known), BATCH):
            some = known[start : start + BATCH]
            for row in model.to_index().filter(pk__in=some):
                index(row, afresh=True)
            done += len(some)
            yield done, total
        forget(SearchItem.objects.filter(source=source_of(model)).exclude(source_id__in=model.to_index().values("pk")))
    forget(SearchItem.objects.exclude(source__in=searchables()))
    backend().tidy()
    ShownFor.objects.all().delete()  # no content has changed, and yet other items may be there
    written_by.record()


def columns(found: Found, row: Searchable) -> dict[str, Any]:
    date = SearchItem._meta.get_field("date").to_python(found.date)  # a row in hand may hold it as a text still
    topics = "".join(f"{slug}\t{words}\n" for slug, words in found.topics)
    return {
        "group": found.group or f"{source_of(type(row))}:{row.pk}",
        "kind": found.kind,
        "kind_words": found.kind_words,
        "title": found.title,
        "url": found.url,
        "title_apart": found.title_apart,
        "url_apart": found.url_apart,
        "date": date,
        "date_precision": found.date_precision,
        "year": date.year if date else None,
        "topics": f"\n{topics}" if topics else "",
        "mark": found.mark,
    }


def write_items(said: dict[Row, dict[str, Any]]) -> dict[Row, int]:
    """The keys of the rows' items, which say what they are to, and stay locked until the transaction ends."""
    wanted = Q()
    for source, key in said:
        wanted |= Q(source=source, source_id=key)
    items = {}
    for item in SearchItem.objects.select_for_update().filter(wanted).order_by("pk"):
        row = item.source, item.source_id
        items[row] = item.pk
        if any(getattr(item, column) != value for column, value in said[row].items()):
            SearchItem.objects.filter(pk=item.pk).update(**said[row])
    new = [SearchItem(source=row[0], source_id=row[1], **said[row]) for row in said if row not in items]
    if new:
        # A rebuild may write the same row at this very moment: then it is one item, whoever comes first.
        said_of_one = list(next(iter(said.values())))
        SearchItem.objects.bulk_create(
            new, update_conflicts=True, unique_fields=["source", "source_id"], update_fields=said_of_one
        )
    return items | {(item.source, item.source_id): item.pk for item in new}


def write_names(found: dict[int, Found]) -> None:
    known: dict[int, dict[str, str]] = {}
    for key, words, shown in SearchName.objects.filter(item__in=found).values_list("item", "words", "shown"):
        known.setdefault(key, {})[words] = shown
    names = {key: names_of(of_row) for key, of_row in found.items()}
    changed = [key for key in names if names[key] != known.get(key, {})]
    if gone := [key for key in changed if key in known]:
        SearchName.objects.filter(item__in=gone).delete()
    SearchName.objects.bulk_create(
        SearchName(item_id=key, words=words, shown=shown) for key in changed for words, shown in names[key].items()
    )


def names_of(found: Found) -> dict[str, str]:
    names = {as_name(name)[:LONGEST_NAME]: name for name in reversed(found.names)}
    names |= {f"{ALONE} {as_name(name)}"[:LONGEST_NAME]: name for name in reversed(found.alone)}
    names |= {f"{MAILBOX}{mailbox.lower()}"[:LONGEST_NAME]: mailbox for mailbox in reversed(found.mailboxes)}
    names |= {digits_of(number): number for number in reversed(found.numbers)}
    names.pop("", None)
    return names


def write_entries(found: dict[int, Found], afresh: bool) -> None:
    known = {(entry.item_id, entry.number): entry for entry in SearchEntry.objects.filter(item__in=found).order_by()}
    entries: dict[tuple[int, int], SearchEntry] = {}
    texts: dict[tuple[int, int], Text] = {}
    for item, of_row in found.items():
        for passage in of_row.passages:
            place = item, passage.number
            texts[place] = text_of(of_row, passage)
            entries[place] = entry_of(item, passage, texts[place])
    gone = [entry.pk for place, entry in known.items() if place not in entries]
    if gone:
        backend().remove(gone)
        SearchEntry.objects.filter(pk__in=gone).delete()
    new = [entry for place, entry in entries.items() if place not in known]
    SearchEntry.objects.bulk_create(new)
    changed, rewritten = [], [*new]
    for place, before in known.items():
        entry = entries.get(place)
        if entry is None:
            continue
        entry.pk = before.pk
        if any(getattr(before, column) != getattr(entry, column) for column in SAID_OF_A_PLACE):
            changed.append(entry)
        if afresh or before.digest != entry.digest:
            rewritten.append(entry)
    SearchEntry.objects.bulk_update(changed, SAID_OF_A_PLACE, batch_size=BATCH)
    write_texts({entry: texts[entry.item_id, entry.number] for entry in rewritten})


def write_texts(texts: dict[SearchEntry, Text]) -> None:
    if not texts:
        return
    lexemes = {entry: lexemes_by_place(text) for entry, text in texts.items()}
    SearchText.objects.bulk_create(
        [searched_text(entry.pk, lexemes[entry], text.body) for entry, text in texts.items()],
        BATCH,
        update_conflicts=True,
        unique_fields=["entry"],
        update_fields=["heading", "words", "also", "body"],
    )
    rows = [row_of(entry, of_text) for entry, of_text in lexemes.items()]
    for start in range(0, len(rows), BATCH):
        backend().write(rows[start : start + BATCH])
    learn(texts.values())


def lexemes_by_place(text: Text) -> Lexemes:
    also = [*lexemes_of(text.also), *text.figures.split(), *dict.fromkeys(figures_of("\n".join(text[:3])))]
    return Lexemes(lexemes_of(text.heading), lexemes_of(text.body[:LONGEST]), also)


def searched_text(key: int, lexemes: Lexemes, body: str) -> SearchText:
    heading, words, also = map(" ".join, lexemes)
    return SearchText(entry_id=key, heading=heading, words=words, also=also, body=body)


def row_of(entry: SearchEntry, lexemes: Lexemes) -> IndexRow:
    """Each lexeme once, and once more with a sign where it says much (see `wanted`)."""
    heading = set(lexemes.heading)
    usual = 0.5 + len(lexemes.words) / USUAL
    often = times = Counter(lexemes.words)
    found = heading.union(times, lexemes.also, [TITLE + word for word in heading])
    for sign, least in ((STRONG, STRONG_FROM), (STRONGEST, STRONGEST_FROM)):  # the second chooses among the first
        enough = usual * least / (1 - least)  # where times / (times + usual) is `least`
        often = {word: number for word, number in often.items() if number >= enough}
        found.update([sign + word for word in heading.union(often)])
    return IndexRow(entry.pk, entry.item_id, sorted(found))


def learn(texts: Iterable[Text]) -> None:
    """Remember words that spelling can be corrected by."""
    pieces: set[str] = set()  # a page says most of its words again and again
    for text in texts:
        pieces.update(text.heading.split(), text.body.split())
    words = set(chain.from_iterable(map(words_in, pieces)))
    backend().learn(sorted([word for word in words if len(word) >= SHORTEST_SPELT and word.isalpha()]))


def unlearn() -> None:
    """Let no trace stay of texts that are not found any more: neither a word to correct spelling by, nor a part of the
    index. Takes some seconds with many texts."""
    standing: set[str] = set()
    for written in (
        SearchText.objects.values_list("body", flat=True),
        SearchEntry.objects.order_by().values_list("label", flat=True),
        SearchItem.objects.values_list("title", flat=True),
        SearchItem.objects.values_list("title_apart", flat=True),
    ):
        for text in written.iterator(BATCH):
            standing.update(words_of(text))
    gone = [word for word in SearchWord.objects.values_list("pk", flat=True) if word not in standing]
    for start in range(0, len(gone), BATCH):
        SearchWord.objects.filter(pk__in=gone[start : start + BATCH]).delete()
    backend().tidy()


def text_of(found: Found, passage: Passage) -> Text:
    """A page is told apart by its own heading; the title that all pages share only lets them be found by it."""
    title = found.title_apart or found.title
    if passage.label:
        return Text(storable(passage.label), storable(passage.text), storable(f"{title} {passage.also}"))
    return Text(storable(title), storable(passage.text), storable(passage.also), days_of(found))


def days_of(found: Found) -> str:
    """The day or month that a row as a whole is of."""
    date = SearchItem._meta.get_field("date").to_python(found.date)
    if not date or found.date_precision == Precision.YEAR:
        return ""
    return f"{month_lexeme(date)} {day_lexeme(date) if found.date_precision == Precision.DAY else ''}"


def entry_of(item: int, passage: Passage, text: Text) -> SearchEntry:
    searched = "\0".join(text)
    return SearchEntry(
        item_id=item,
        number=passage.number,
        label=passage.label,
        url=passage.url,
        text_url=passage.text_url,
        digest=hashlib.blake2b(searched.encode(), digest_size=16).hexdigest(),
    )
