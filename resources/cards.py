"""What a list says of a document: few words, worked out in one place."""

from dataclasses import dataclass

from lscb_site.web.templatetags.display import dated
from resources.models import Document, Edition, EditionFile


@dataclass(frozen=True, slots=True)
class DocumentCard:
    """A document as an item of a list, ready to print."""

    address: str
    title: str
    summary: str
    note: str
    facts: tuple[str, ...]
    states: tuple[str, ...]  # of templates/components/state.html


def document_card(
    document: Document, shown: Edition | None = None, label: str = "", plain: bool = False, note: str = ""
) -> DocumentCard:
    """Of a document that comes `with_editions`. `shown` is the edition to show where the list pins one; `label` may
    replace its title; `plain` leaves the summary and the publisher out; `note` is a few words of the list's own."""
    edition = shown or document.shown_edition
    file = edition and edition.main_file
    has_file = bool(file and file.file)
    is_available = bool(file and file.is_available)
    is_old = document.has_newer(edition)
    title = label or document.title
    facts = (
        document.get_kind_display(),
        dated(edition.effective_date, edition.date_precision) if edition else "",
        str(document.publisher) if document.publisher and not plain else "",
        file.facts if is_available else "",
    )
    is_superseded = is_old or document.live_successor is not None
    is_demonstration = has_file and file.is_demonstration
    states = (
        "superseded" if is_superseded else "current" if has_file and not is_demonstration else "",
        file_state(file),
    )
    return DocumentCard(
        address=edition.get_absolute_url() if is_old else document.get_absolute_url(),
        title=f"{title}, {edition.name}" if is_old else title,
        summary="" if plain else document.summary,
        note=note,
        facts=tuple(filter(None, facts)),
        states=tuple(filter(None, states)),
    )


def file_state(file: EditionFile | None) -> str:
    """What to say of a file where its document is named: a name of `components/state.html`, empty where all is well."""
    if file is None or not file.file:
        return "file-to-follow"
    if not file.is_available:
        return "file-unavailable"
    return "demonstration" if file.is_demonstration else ""
