"""What search engines are told about a document, in schema.org's words."""

from django.conf import settings

from lscb_site.publishing.force import Force
from lscb_site.web.addresses import absolute
from lscb_site.web.dates import Precision
from lscb_site.web.structured_data import organisation
from resources.force import Mark
from resources.models import Document, Edition


def describe(document: Document, edition: Edition | None, mark: Mark) -> dict:
    """A DigitalDocument at one edition, with the files a reader can have and what is known of its force."""
    publisher = document.publisher
    data = {
        "@context": "https://schema.org",
        "@type": "DigitalDocument",
        "name": document.title,
        "description": document.summary,
        "url": absolute(document.get_absolute_url()),
        "inLanguage": settings.LANGUAGE_CODE,
        "publisher": {"@type": "Organization", "name": publisher.name} if publisher else organisation(),
        "dateModified": document.updated_at.isoformat(),
    }
    if mark.force != Force.RECORD:
        data["creativeWorkStatus"] = mark.words
    if document.former_title:
        data["alternateName"] = document.former_title
    if document.lives_at:
        data["sameAs"] = document.lives_at
    if edition:
        data["version"] = edition.name
        if edition.effective_date:
            data["datePublished"] = Precision(edition.date_precision).machine(edition.effective_date)
        data["encoding"] = [
            {
                "@type": "MediaObject",
                "name": file.title,
                "contentUrl": absolute(file.get_absolute_url()),
                "encodingFormat": file.kind_facts.content_type,
                "contentSize": str(file.size),
            }
            for file in edition.files.all()
            if file.is_available
        ]
    return data
