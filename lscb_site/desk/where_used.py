"""Where is this used: every place that points at a document or at one of its editions.

A place either follows whatever is current or holds one edition; it can be moved from the one to the other. The number
of queries does not grow with the number of places.
"""

from lscb_site.desk.links import Links
from lscb_site.desk.page_references import on_pages
from lscb_site.desk.references import Reference
from lscb_site.desk.subject_references import attachments, mentions, succeeded
from resources.models import Document, Edition


def references(document: Document) -> list[Reference]:
    """Every place that points at the document, in the order in which an editor would look."""
    links = Links(document)
    return [*attachments(links), *succeeded(links), *mentions(links), *on_pages(links)]


def references_to(edition: Edition) -> list[Reference]:
    """The places where readers are led to this very edition now."""
    is_current = edition == edition.document.current_edition
    found = references(edition.document)
    return [each for each in found if each.edition == edition or (is_current and each.edition is None)]
