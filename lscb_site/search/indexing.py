"""Writes what can be found: `index` and `remove` for one row, `rebuild` for all of them."""

import hashlib
from collections.abc import Iterable, Iterator
from itertools import chain
from operator import attrgetter
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from lscb_site.search import written_by
from lscb_site.search.backends import backend
from lscb_site.search.inserting import BATCH, insert
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
from lscb_site.search.texts import Text, lexemes_by_place, row_of, text_of
from lscb_site.search.tokens import as_name, words_in, words_of
from lscb_site.text.telephone_digits import digits_of

SHORTEST_SPELT = 5  # letters: shorter words are too like one another to be corrected
SAID_OF_A_PLACE = ["label", "url", "text_url", "digest"]
said_of = attrgetter(*SAID_OF_A_PLACE)
TEXT_IS_THERE = """
    ON CONFLICT (entry_id) DO UPDATE
    SET heading = excluded.heading, words = excluded.words, also = excluded.also, body = excluded.body
"""

Row = tuple[str, int]  # the source of an item, and its key there


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
        known, new = write_items(said)
        by_item = {(known | new)[key]: of_row for key, of_row in found.items()}
        write_names(by_item, list(known.values()))
        write_entries(by_item, list(known.values()), afresh)


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


def write_items(said: dict[Row, dict[str, Any]]) -> tuple[dict[Row, int], dict[Row, int]]:
    """The keys of the rows' items, those that were known and those that are new. They say what they are to, and stay
    locked until the transaction ends."""
    wanted = Q()
    for source, key in said:
        wanted |= Q(source=source, source_id=key)
    known = {}
    for item in SearchItem.objects.select_for_update().filter(wanted).order_by("pk"):
        row = item.source, item.source_id
        known[row] = item.pk
        if any(getattr(item, column) != value for column, value in said[row].items()):
            SearchItem.objects.filter(pk=item.pk).update(**said[row])
    unknown = {row: said[row] for row in said if row not in known}
    if not unknown:
        return known, {}
    fields = ["source", "source_id", *next(iter(unknown.values()))]
    rows = [(*row, *of_row.values()) for row, of_row in unknown.items()]
    written = insert(SearchItem, fields, rows, "ON CONFLICT DO NOTHING", ("source", "source_id", "pk"))
    new = {(source, key): item for source, key, item in written}
    # A rebuild may write the same row at this very moment: then it is one item, whoever comes first.
    if theirs := {row: of_row for row, of_row in unknown.items() if row not in new}:
        others, of_ours = write_items(theirs)
        return known | others, new | of_ours
    return known, new


def write_names(found: dict[int, Found], items: list[int]) -> None:
    """`items`: those of them that may have names."""
    known: dict[int, dict[str, str]] = {}
    for key, words, shown in SearchName.objects.filter(item__in=items).values_list("item", "words", "shown"):
        known.setdefault(key, {})[words] = shown
    names = {key: names_of(of_row) for key, of_row in found.items()}
    changed = [key for key in names if names[key] != known.get(key, {})]
    if gone := [key for key in changed if key in known]:
        SearchName.objects.filter(item__in=gone).delete()
    rows = [(key, words, shown) for key in changed for words, shown in names[key].items()]
    insert(SearchName, ["item", "words", "shown"], rows)


def names_of(found: Found) -> dict[str, str]:
    names = {as_name(name)[:LONGEST_NAME]: name for name in reversed(found.names)}
    names |= {f"{ALONE} {as_name(name)}"[:LONGEST_NAME]: name for name in reversed(found.alone)}
    names |= {f"{MAILBOX}{mailbox.lower()}"[:LONGEST_NAME]: mailbox for mailbox in reversed(found.mailboxes)}
    names |= {digits_of(number): number for number in reversed(found.numbers)}
    names.pop("", None)
    return names


def write_entries(found: dict[int, Found], items: list[int], afresh: bool) -> None:
    """`items`: those of them that may have entries."""
    known = {(entry.item_id, entry.number): entry for entry in SearchEntry.objects.filter(item__in=items).order_by()}
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
    rows = [(entry.item_id, entry.number, *said_of(entry)) for entry in new]
    written = insert(SearchEntry, ["item", "number", *SAID_OF_A_PLACE], rows)
    for added, (key,) in zip(new, written, strict=True):
        added.pk = key
    changed, rewritten = [], [*new]
    for place, before in known.items():
        entry = entries.get(place)
        if entry is None:
            continue
        entry.pk = before.pk
        if said_of(before) != said_of(entry):
            changed.append(entry)
        if afresh or before.digest != entry.digest:
            rewritten.append(entry)
    SearchEntry.objects.bulk_update(changed, SAID_OF_A_PLACE, batch_size=BATCH)
    write_texts({entry: texts[entry.item_id, entry.number] for entry in rewritten})


def write_texts(texts: dict[SearchEntry, Text]) -> None:
    if not texts:
        return
    lexemes = {entry: lexemes_by_place(text) for entry, text in texts.items()}
    written = [(entry.pk, *map(" ".join, lexemes[entry]), text.body) for entry, text in texts.items()]
    insert(SearchText, ["entry", "heading", "words", "also", "body"], written, TEXT_IS_THERE)
    rows = [row_of(entry, of_text) for entry, of_text in lexemes.items()]
    for start in range(0, len(rows), BATCH):
        backend().write(rows[start : start + BATCH])
    learn(texts.values())


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
