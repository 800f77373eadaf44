"""The whole list of documents as data. The fields are a promise: docs/data.md says what each means.

Nothing but what is live, whoever asks. Documents are fetched a part at a time, so that the list of a large library
takes no more memory than that of a small one: each part in the same few queries.
"""

from collections.abc import Iterator

from django.contrib.auth.models import AnonymousUser

from lscb_site.web.addresses import absolute
from lscb_site.web.dates import Precision
from resources.force import mark_of
from resources.models import Document, EditionFile
from resources.succession import Succession, succession

AT_ONCE = 300  # documents: eight megabytes with their editions and files

COLUMNS = [
    "title", "former_title", "kind", "publisher", "topics", "audiences", "summary", "address", "lives_at", "state",
    "superseded_by", "force", "force_confirmed_on", "force_confirmed_by", "force_next_check", "newest_edition",
    "edition", "effective_date", "file", "file_type", "file_size", "file_pages", "file_sha256", "is_demonstration",
    "updated_at",
]  # fmt: skip


def library() -> Iterator[list[Document]]:
    """The live documents by title, so many at once. Which they are is asked first, so that none comes twice and none is
    left out because another was renamed meanwhile; what is no longer live by its turn is."""
    live = Document.objects.live()
    pks = list(live.order_by("title", "pk").values_list("pk", flat=True))
    told = live.with_editions(AnonymousUser())
    told = told.prefetch_related("topics", "audiences", "sources", "fetched_editions__corrections")
    for start in range(0, len(pks) or 1, AT_ONCE):
        some = pks[start : start + AT_ONCE]
        found = told.in_bulk(some)
        yield [found[pk] for pk in some if pk in found]


def documents() -> Iterator[list[dict]]:
    for some in library():
        yield [described(document) for document in some]


def lines() -> Iterator[list[dict]]:
    for some in library():
        yield [line(document) for document in some]


def described(document: Document) -> dict:
    successor = document.live_successor
    return {
        "title": document.title,
        "former_title": document.former_title,
        "kind": document.kind,
        "publisher": document.publisher.name if document.publisher else None,
        "topics": [topic.name for topic in document.topics.all()],
        "audiences": [audience.name for audience in document.audiences.all()],
        "summary": document.summary,
        "address": absolute(document.get_absolute_url()),
        "lives_at": document.lives_at or None,
        "state": "superseded" if successor else "newest",
        "superseded_by": absolute(successor.get_absolute_url()) if successor else None,
        "force": described_force(succession(document.current_edition, document)),
        "sources": [
            {"says": each.says, "address": each.address, "seen_on": each.seen_on.isoformat()}
            for each in document.sources.all()
        ],
        "updated_at": document.updated_at.isoformat(),
        "editions": [described_edition(succession(each, document)) for each in document.visible_editions],
    }


def described_edition(place: Succession) -> dict:
    edition = place.edition
    return {
        "number": edition.number,
        "name": edition.name,
        "address": absolute(edition.get_absolute_url()),
        "state": "superseded" if place.is_superseded else "newest",
        "force": described_force(place),
        "effective_date": effective_date(edition),
        "change_note": edition.change_note,
        "corrections": [{"date": each.date.isoformat(), "note": each.note} for each in edition.corrections.all()],
        "files": [described_file(file) for file in edition.files.all()],
    }


def described_force(place: Succession) -> dict:
    """Whether it is in force: the mark, and who said so when, as long as somebody does."""
    mark = mark_of(place, dated=False)
    statement = mark.statement
    return {
        "mark": mark.force.value,
        "confirmed_on": statement.stated_on.isoformat() if statement else None,
        "confirmed_by": statement.stated_by if statement else None,
        "next_check": statement.check_on.isoformat() if statement else None,
    }


def described_file(file: EditionFile) -> dict:
    return {
        "title": file.title,
        "role": file.role,
        "address": absolute(file.get_absolute_url()) if file.is_available else None,
        "type": file.kind_facts.content_type if file.file else None,
        "size": file.size,
        "pages": file.pages,
        "language": file.language or None,
        "sha256": file.sha256 or None,
        "is_demonstration": file.is_demonstration,
    }


def line(document: Document) -> dict:
    """A document at the newest edition that can be opened and that edition's main file, in one line."""
    whole = described(document)
    edition, newest = document.leading_edition, document.current_edition
    main = edition.main_file if edition else None
    file = described_file(main) if main else {}
    force = described_force(succession(edition, document))
    return {name: whole.get(name) for name in COLUMNS} | {
        "topics": "; ".join(whole["topics"]),
        "audiences": "; ".join(whole["audiences"]),
        "force": force["mark"],
        "force_confirmed_on": force["confirmed_on"],
        "force_confirmed_by": force["confirmed_by"],
        "force_next_check": force["next_check"],
        "newest_edition": newest.name if newest else None,
        "edition": edition.name if edition else None,
        "effective_date": effective_date(edition) if edition else None,
        "file": file.get("address"),
        "file_type": file.get("type"),
        "file_size": file.get("size"),
        "file_pages": file.get("pages"),
        "file_sha256": file.get("sha256"),
        "is_demonstration": "yes" if file.get("is_demonstration") else "no",
    }


def effective_date(edition) -> str | None:
    """As much of it as is known: 2015-03-18, 2013-09 or 2014."""
    return Precision(edition.date_precision).machine(edition.effective_date) if edition.effective_date else None
