"""What a list says of a document: few words, worked out in one place, and the same wherever they are the same."""

from dataclasses import dataclass

from lscb_site.publishing.templatetags.publishing import dated
from resources.templatetags.library import facts


@dataclass(frozen=True, slots=True)
class Listed:
    """An item of a list, ready to print. Equal ones look alike, so each is rendered once."""

    address: str
    title: str
    summary: str
    note: str
    about: tuple[str, ...]
    states: tuple[str, ...]


def listed(document, shown=None, label="", plain=False, note="") -> Listed:
    """Of a document that comes with its editions. `shown` is the edition to show where the list keeps one; `label` may
    replace its title; `plain` leaves the summary and the publisher out; `note` is a few words of the list's own."""
    edition = shown or document.shown_edition
    file = edition and edition.main_file
    current = document.current_edition if edition else None
    is_kept = bool(current and edition.number < current.number)
    is_superseded = is_kept or bool(document.succeeded_by and document.succeeded_by.is_live)
    is_there = bool(file and file.file)
    title = label or document.title
    about = (
        document.get_kind_display(),
        dated(edition.effective_date, edition.date_precision) if edition else "",
        str(document.publisher) if document.publisher and not plain else "",
        facts(file) if is_there else "",
    )
    states = (
        "superseded" if is_superseded else "current" if is_there and not file.is_demonstration else "",
        "file-to-follow" if not is_there else "demonstration" if file.is_demonstration else "",
    )
    return Listed(
        address=edition.get_absolute_url() if is_kept else document.get_absolute_url(),
        title=f"{title}, {edition.name}" if is_kept else title,
        summary="" if plain else document.summary,
        note=note,
        about=tuple(filter(None, about)),
        states=tuple(filter(None, states)),
    )
