"""What a list says of a document: few words, worked out in one place."""

from dataclasses import dataclass

from lscb_site.web.templatetags.display import dated
from resources.file_states import file_state
from resources.force import mark_of
from resources.models import Document, Edition, EditionFile
from resources.succession import succession


@dataclass(frozen=True, slots=True)
class DocumentCard:
    """A document as an item of a list, ready to print."""

    address: str
    title: str
    summary: str
    note: str
    facts: tuple[str, ...]
    summaries: tuple[EditionFile, ...]  # short versions that can be opened beside the document itself
    states: tuple[tuple[str, str], ...]  # of templates/components/state.html, each with its words: empty for its own


def document_card(
    document: Document, shown: Edition | None = None, label: str = "", plain: bool = False, note: str = ""
) -> DocumentCard:
    """Of a document that comes `with_editions`. `shown` is the edition to show where the list pins one; `label` may
    replace its title; `plain` leaves the summary and the publisher out; `note` is a few words of the list's own."""
    edition = shown or document.shown_edition
    file = edition and edition.main_file
    is_old = document.has_newer(edition)
    title = label or document.title
    facts = (
        document.get_kind_display(),
        dated(edition.effective_date, edition.date_precision) if edition else "",
        str(document.publisher) if document.publisher and not plain else "",
        file.facts if file and file.is_available else "",
    )
    return DocumentCard(
        address=edition.get_absolute_url() if is_old else document.get_absolute_url(),
        title=f"{title}, {edition.name}" if is_old else title,
        summary="" if plain else document.summary,
        note=note,
        facts=tuple(filter(None, facts)),
        summaries=tuple(edition.summaries) if edition else (),
        states=states_of(document, edition),
    )


def states_of(document: Document, edition: Edition | None) -> tuple[tuple[str, str], ...]:
    """What is said beside a document that is shown at an edition: its force first, then what is wrong with its file."""
    mark = mark_of(succession(edition, document), dated=False)
    its_file = file_state(edition and edition.main_file)
    if its_file == "no-file" and document.lives_at:
        its_file = ""
    return ((mark.force.value, mark.words), *([(its_file, "")] if its_file else []))
