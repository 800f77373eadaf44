"""Where is this used: every place that points at a document, an edition, a collection, a page or a picture.

A place that points at a document either follows whatever is the newest or holds one edition; it can be moved from the
one to the other. The number of queries does not grow with the number of places.
"""

from cms.models import Page, PageContent
from django.db.models import Model
from filer.models import Image

from lscb_site.desk.links import Links, LinksTo
from lscb_site.desk.page_references import on_pages, showing
from lscb_site.desk.references import Reference
from lscb_site.desk.subject_references import attachments, choosing_page, mentions, succeeded
from resources.models import Collection, Document, Edition


def references(document: Document) -> list[Reference]:
    """Every place that points at the document, in the order in which an editor would look."""
    links = Links(document)
    return [*attachments(links), *succeeded(links), *mentions(links), *on_pages(links)]


def references_to(edition: Edition) -> list[Reference]:
    """The places where readers are led to this very edition now."""
    is_shown = edition == edition.document.leading_edition
    found = references(edition.document)
    return [each for each in found if each.edition == edition or (is_shown and each.edition is None)]


def references_to_collection(collection: Collection) -> list[Reference]:
    links = LinksTo(collection)
    return [*mentions(links), *on_pages(links)]


def references_to_page(content: PageContent) -> list[Reference]:
    """The places that lead to the page of this content, whatever its version."""
    links = LinksTo(content.page)
    return [*choosing_page(links), *mentions(links), *on_pages(links)]


def references_to_picture(image: Image) -> list[Reference]:
    return showing(image)


def places_that_lead_to(item: Model) -> list[Reference]:
    """The places whose readers would be sent nowhere if `item` were withdrawn."""
    match item:
        case Document():
            return references(item)
        case Edition():
            return references_to(item)
    links = LinksTo(item)
    return [*(choosing_page(links) if isinstance(item, Page) else ()), *mentions(links), *on_pages(links)]
