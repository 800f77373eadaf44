"""Changes of the library: editions, what took the place of what, what is in force, withdrawals."""

from typing import Any

from lscb_site.following.models import Change
from lscb_site.following.rows import Rows
from lscb_site.following.telling.items import Item, Link, those
from lscb_site.web.dates import Precision
from resources.comparison.parts import changed_parts
from resources.force import mark_of
from resources.models import Document, Edition
from resources.succession import Succession, succession

PARTS = 8  # of a text that changed, which are named
OLD_COPIES = "Look which edition you work from: saved and printed copies may be older."
NO_COPIES = "Do not work from copies of it that you have saved or printed."


def edition(change: Change, rows: Rows) -> Item:
    document = document_of(change, rows)
    told = next(each for each in document.visible_editions if each.pk == change.edition_id)
    place = succession(told, document)
    if place.older is None and not place.newer:
        return new_in_the_library(document, place, told)
    comparison = rows.comparisons.get((place.older.pk, told.pk)) if place.older else None
    links = [Link.to(f"Read the {told.name}", told)]
    if comparison and place.older:
        links.append(Link.to(f"See what changed from the {place.older.name}", comparison))
    return Item(
        f"An earlier edition was added: {told}" if place.newer else f"New edition: {told}",
        those(applies(told), f"It follows the {place.older.name}." if place.older else "", in_force(place)),
        tuple(links),
        note=told.change_note,
        parts=tuple(changed_parts(comparison)[:PARTS]) if comparison else (),
        do="" if place.newer else OLD_COPIES,
    )


def document(change: Change, rows: Rows) -> Item:
    told = document_of(change, rows)
    return new_in_the_library(told, succession(None, told))


def new_in_the_library(told: Document, place: Succession, edition: Edition | None = None) -> Item:
    sentences = those(told.summary, applies(edition), in_force(place))
    return Item(f"New in the library: {told}", sentences, (Link.to("Open the document", told),))


def successor(change: Change, rows: Rows) -> Item:
    old: Any = document_of(change, rows)
    new = rows.documents[old.succeeded_by_id]
    return Item(
        f"Superseded: {old}",
        (f"“{new}” took its place.", in_force(succession(new.current_edition, new))),
        (Link.to(f"Open “{new}”", new), Link.to(f"Open “{old}”, which is superseded", old)),
        do=f"Work from “{new}”. To hear of its next edition, follow it on its page.",
    )


def force(change: Change, rows: Rows) -> Item:
    told = document_of(change, rows)
    place = succession(told.current_edition, told)
    return Item(
        f"Whether it is in force: {told}",
        ("What is said of this has changed. It is now:", in_force(place)),
        (Link.to("Open the document", told),),
    )


def added(change: Change, rows: Rows) -> Item:
    told = document_of(change, rows)
    links = (Link.to("Open the document", told), Link.to("Open the collection", change.collection))
    sentences = those(told.summary, in_force(succession(told.current_edition, told)))
    return Item(f"Added to “{change.collection}”: {told}", sentences, links)


def withdrawn(change: Change, rows: Rows) -> Item:
    """Of a news item and of a collection too."""
    row: Any = change.edition or change.document or change.post or change.collection
    link = Link.to("Go here instead", row.instead) if row.instead else Link.to("See what is said of it", row)
    return Item(f"Withdrawn: {row}", (row.withdrawn_reason,), (link,), do=NO_COPIES if change.document_id else "")


def document_of(change: Change, rows: Rows) -> Document:
    """As its own page has it, with its editions and what is stated of them."""
    key: Any = change.document_id
    return rows.documents[key]


def in_force(place: Succession) -> str:
    return f"{mark_of(place, dated=False).words}."


def applies(edition: Edition | None) -> str:
    if not edition or not edition.effective_date:
        return ""
    return f"It applies from {Precision(edition.date_precision).words(edition.effective_date)}."
