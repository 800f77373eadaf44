import hashlib
from datetime import date, timedelta

import factory
from django.core.files.base import ContentFile
from django.utils import timezone

from lscb_site.files.reading import READ_BY
from resources.models import (
    Audience,
    Collection,
    CollectionItem,
    Comparison,
    Document,
    Edition,
    EditionFile,
    FilePage,
    PrivateFinding,
    Publisher,
    Source,
    StatementOfForce,
    Topic,
)
from tests.factories.publishing import PublishableFactory
from tests.factories.unlogged import UnloggedFactory


class LabelFactory(UnloggedFactory):
    class Meta:
        abstract = True

    name = factory.Sequence("Label {}".format)
    slug = factory.Sequence("label-{}".format)


class TopicFactory(LabelFactory):
    class Meta:
        model = Topic


class AudienceFactory(LabelFactory):
    class Meta:
        model = Audience


class PublishingBodyFactory(LabelFactory):
    class Meta:
        model = Publisher


class DocumentFactory(PublishableFactory):
    """A document alone. Its page is empty: see `LiveDocumentFactory`."""

    class Meta:
        model = Document
        skip_postgeneration_save = True

    title = factory.Sequence("Document {}".format)
    slug = factory.Sequence("document-{}".format)


class EditionFactory(PublishableFactory):
    class Meta:
        model = Edition
        skip_postgeneration_save = True

    document = factory.SubFactory(DocumentFactory)
    number = factory.LazyAttribute(lambda edition: edition.document.editions.count() + 1)


class EditionFileFactory(UnloggedFactory):
    """A file that is to follow; give `content` (bytes) to have it there: `EditionFileFactory(content=b"%PDF-1.7")`."""

    class Meta:
        model = EditionFile

    class Params:
        content = None
        to_hand = factory.Trait(content=b"%PDF-1.7\n")
        pictured = factory.Trait(picture=ContentFile(b"RIFF\4\0\0\0WEBP", name="first-page.webp"))

    edition = factory.SubFactory(EditionFactory)
    title = factory.Sequence("File {}".format)
    private_check = EditionFile.PrivateCheck.DONE
    read_by = READ_BY
    name = factory.LazyAttribute(lambda file: "file.pdf" if file.content else "")
    kind = factory.LazyAttribute(lambda file: "pdf" if file.content else "")
    size = factory.LazyAttribute(lambda file: len(file.content) if file.content else None)
    sha256 = factory.LazyAttribute(lambda file: hashlib.sha256(file.content).hexdigest() if file.content else "")
    file = factory.LazyAttribute(lambda file: ContentFile(file.content, name=file.name) if file.content else "")


class PrivateFindingFactory(UnloggedFactory):
    """Of a file, a name under a black box on its third page, which nobody has looked at."""

    class Meta:
        model = PrivateFinding

    file = factory.SubFactory(EditionFileFactory, to_hand=True)
    of_sha256 = factory.SelfAttribute("file.sha256")
    code = "covered_text"
    places = factory.LazyFunction(lambda: [{"place": "Page 3", "excerpt": "Rosalind Achterberg"}])


class StatementFactory(UnloggedFactory):
    """That an edition is in force: confirmed today, for a year."""

    class Meta:
        model = StatementOfForce

    edition = factory.SubFactory(EditionFactory, document__kind="protocol", document__live=True, live=True)
    document = factory.SelfAttribute("edition.document")
    stated_by = "Policy officer"
    stated_on = factory.LazyFunction(timezone.localdate)
    check_on = factory.LazyAttribute(lambda statement: statement.stated_on + timedelta(days=365))


class SourceFactory(UnloggedFactory):
    class Meta:
        model = Source

    document = factory.SubFactory(DocumentFactory)
    says = factory.Sequence("What page {} says".format)
    address = "https://www.example.org/"
    seen_on = date(2026, 11, 25)


class FilePageFactory(UnloggedFactory):
    class Meta:
        model = FilePage

    file = factory.SubFactory(EditionFileFactory)
    number = factory.LazyAttribute(lambda page: page.file.text_pages.count() + 1)
    label = factory.LazyAttribute(lambda page: f"Page {page.number}")
    anchor = factory.LazyAttribute(lambda page: f"page-{page.number}")
    html = factory.LazyAttribute(lambda page: f"<p>{page.text}</p>" if page.text else "")
    text = "What it says."


class ComparisonFactory(PublishableFactory):
    """Two editions of one document."""

    class Meta:
        model = Comparison

    older = factory.SubFactory(EditionFactory)
    newer = factory.SubFactory(EditionFactory, document=factory.SelfAttribute("..older.document"))


class CollectionFactory(PublishableFactory):
    class Meta:
        model = Collection

    title = factory.Sequence("Collection {}".format)
    slug = factory.Sequence("collection-{}".format)


class LiveDocumentFactory(DocumentFactory):
    """A document that readers find, with one live edition: `LiveDocumentFactory(edition__file__content=b"%PDF-…")`."""

    live = True
    edition = factory.RelatedFactory("tests.factories.resources.LiveEditionFactory", factory_related_name="document")


class LiveEditionFactory(EditionFactory):
    live = True
    file = factory.RelatedFactory(EditionFileFactory, factory_related_name="edition")


class CollectionItemFactory(UnloggedFactory):
    class Meta:
        model = CollectionItem

    collection = factory.SubFactory(CollectionFactory)
    document = factory.SubFactory(DocumentFactory)
