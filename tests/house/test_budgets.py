"""A page costs the same few queries whatever the amount of content: 12 at most, with nothing cached."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lscb_contacts.models import Authority
from news.models import Post
from resources.models import Document, Topic
from tests.factories import (
    BoardFactory,
    ContactPointFactory,
    EditionFactory,
    EditionFileFactory,
    LiveDocumentFactory,
    PaperFactory,
    PostFactory,
    SessionFactory,
)
from tests.house.addresses import PAGES

MOST = 12  # queries
ROWS = 300


def queries_of(client, path) -> list[str]:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        client.get(path)
    return [query["sql"] for query in captured.captured_queries]


@pytest.fixture
def much_content(loaded_site):
    """Three hundred of everything that a list can hold, and thirty of everything that one item can hold."""

    def add():
        topics = Topic.objects.all()[:3]
        documents = LiveDocumentFactory.create_batch(ROWS, featured=True, edition__file__to_hand=True)
        for document in documents:
            document.topics.set(topics)
        PostFactory.create_batch(ROWS, live=True)
        for document in documents[:30]:
            for post in Post.objects.exclude(body="")[:3]:
                PaperFactory(post=post, document=document)
                SessionFactory(post=post, document=document)
        for document in Document.objects.filter(succeeded_by=None).exclude(body="")[:3]:
            for number in range(10, 40):
                EditionFileFactory(edition=EditionFactory(document=document, number=number, live=True), to_hand=True)
        for authority in Authority.objects.all():
            ContactPointFactory.create_batch(10, authority=authority)
        BoardFactory.create_batch(30, live=True, authorities=Authority.objects.all())

    return add


def test_queries_of_every_page(client, much_content, subtests):
    for page in PAGES:
        client.get(page.path)  # what a process learns once: content types, the site
    few = {page: queries_of(client, page.path) for page in PAGES}
    much_content()
    for page in PAGES:
        with subtests.test(page=str(page)):
            many = queries_of(client, page.path)
            assert len(many) <= MOST, "\n".join(many)
            assert len(many) == len(few[page]), "\n".join(["With much content:", *many, "Before:", *few[page]])
