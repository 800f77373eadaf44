"""A page costs the same few queries whatever the amount of content, without the front cache.

Lists and items cost 8 at most; a page that editors composed of several blocks 12. What a process keeps of the lists and
the directory (docs/decisions/0010) is made by the first request after a change, which costs a few more.
"""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from lscb_contacts.models import Authority
from news.models import Post
from resources.models import Collection, Correction, Document, Edition, EditionFile, Topic
from tests.factories import (
    BoardFactory,
    CollectionItemFactory,
    ContactPointFactory,
    EditionFactory,
    EditionFileFactory,
    FilePageFactory,
    LiveDocumentFactory,
    PaperFactory,
    PostFactory,
    SessionFactory,
)
from tests.house.addresses import PAGES

MOST = 12  # queries
MOST_OF_LISTS_AND_ITEMS = 8
MOST_AFTER_A_CHANGE = 20
COMPOSED = {"home", "page"}
# A search looks for all words, then for what a misspelt one meant, then for any word; each is asked once.
MOST_OF = {"search:results": 22}


def queries_of(client, path) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return [query["sql"] for query in captured.captured_queries]


def add_content(rows: int) -> None:
    """So many of everything that a list can hold, and of everything that one item can hold."""
    topics = Topic.objects.all()[:3]
    documents = LiveDocumentFactory.create_batch(rows, featured=True, edition__file__to_hand=True)
    for document in documents:
        document.topics.set(topics)
    PostFactory.create_batch(rows, live=True)
    few = documents[: rows // 10]
    for post in Post.objects.exclude(body=""):
        for document in few:
            PaperFactory(post=post, document=document)
            SessionFactory(post=post, document=document)
    for document in Document.objects.exclude(body=""):
        EditionFileFactory.create_batch(
            len(few),
            edition=document.current_edition or EditionFactory(document=document, live=True),
            to_hand=True,
            role="appendix",
        )
        for _ in few:
            EditionFileFactory(edition=EditionFactory(document=document, live=True), to_hand=True)
    for collection in Collection.objects.all():
        for document in documents:
            CollectionItemFactory(collection=collection, document=document)
    for edition in Edition.objects.exclude(document__body=""):
        Correction.objects.bulk_create(Correction(edition=edition, note="A typing error.") for _ in few)
    for file in EditionFile.objects.filter(edition__document__kind="protocol").exclude(file=""):
        FilePageFactory.create_batch(len(few), file=file)
    for authority in Authority.objects.all():
        ContactPointFactory.create_batch(len(few), authority=authority)
    BoardFactory.create_batch(len(few), live=True, authorities=Authority.objects.all())


def test_queries_of_every_page(loaded_site, client, subtests):
    add_content(rows=10)
    for page in PAGES:
        client.get(page.path)  # what a process learns once: content types, the site
    few = {page: queries_of(client, page.path) for page in PAGES}
    add_content(rows=300)
    after_a_change = queries_of(client, "/resources/")
    for path in ("/news/", "/contacts/"):
        client.get(path)
    for page in PAGES:
        with subtests.test(page=str(page)):
            many = queries_of(client, page.path)
            most = MOST_OF.get(page.pattern, MOST if page.pattern in COMPOSED else MOST_OF_LISTS_AND_ITEMS)
            assert len(many) <= most, "\n".join(many)
            assert len(many) == len(few[page]), "\n".join(["With much content:", *many, "Before:", *few[page]])
    with subtests.test("after a change"):
        assert len(after_a_change) <= MOST_AFTER_A_CHANGE, "\n".join(after_a_change)
