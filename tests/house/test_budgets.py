"""Whatever is asked for costs the same few queries however much content there is, without the front cache.

What a process keeps of the lists and the directory (docs/decisions/0010) is made by the first request after a change,
which costs a few more.
"""

from django.test import Client

from lscb_contacts.models import Authority
from news.models import Post
from resources.models import Collection, Correction, Document, Edition, EditionFile, Topic
from tests.benchmarks.filling import fill
from tests.factories import (
    BoardFactory,
    CollectionItemFactory,
    ContactPointFactory,
    EditionFactory,
    EditionFileFactory,
    FilePageFactory,
    LiveDocumentFactory,
    OpeningHoursFactory,
    PaperFactory,
    PostFactory,
    SessionFactory,
)
from tests.house.addresses import ADDRESSES, Address
from tests.house.visits import ask, warm_up

MOST = 12  # queries of a page
MOST_OF_DATA = 14  # of a feed, an export or a file, which come whole
MOST_AFTER_A_CHANGE = 20
LIST = Address("resources:list", "/resources/")
# A search looks for all words, then for what a misspelt one meant, then for any word, and how many were superseded:
# which texts fit and what stands in them are two queries each.
# The sitemap asks each part how many pages it has and for them, and when anything was last changed.
MOST_OF = {"search:results": 24, "sitemap": 23}


def add_content(in_lists: int, in_items: int) -> None:
    """So many posts and documents together, and so many more of everything that one item can hold."""
    fill(in_lists)
    topics = Topic.objects.all()[:3]
    several = LiveDocumentFactory.create_batch(in_items, featured=True, edition__file__to_hand=True)
    for document in several:
        document.topics.set(topics)
    PostFactory.create_batch(in_items, live=True)
    for post in Post.objects.filter(kind="conference").exclude(slug__startswith="made-up"):
        for document in several:
            PaperFactory(post=post, document=document)
            SessionFactory(post=post, document=document)
    for document in Document.objects.filter(kind="protocol").exclude(slug__startswith="made-up"):
        EditionFileFactory.create_batch(
            in_items,
            edition=document.current_edition or EditionFactory(document=document, live=True),
            to_hand=True,
            role="appendix",
        )
        for _ in several:
            EditionFileFactory(edition=EditionFactory(document=document, live=True), to_hand=True)
    for collection in Collection.objects.all():
        for document in several:
            CollectionItemFactory(collection=collection, document=document)
    for edition in Edition.objects.filter(document__kind="protocol").exclude(document__slug__startswith="made-up"):
        Correction.objects.bulk_create(Correction(edition=edition, note="A typing error.") for _ in several)
    for file in EditionFile.objects.filter(edition__document__slug="london-cse-operating-protocol").exclude(file=""):
        FilePageFactory.create_batch(in_items, file=file)
    for authority in Authority.objects.filter(slug__startswith="h"):  # Hackney, and others that are asked for
        for point in ContactPointFactory.create_batch(in_items, authority=authority):
            OpeningHoursFactory(contact_point=point)
    for board in BoardFactory.create_batch(in_items, live=True, authorities=Authority.objects.all()):
        ContactPointFactory(authority=None, board=board)


def most(address: Address) -> int:
    return MOST_OF.get(address.pattern, MOST if address.is_page else MOST_OF_DATA)


def queries_of_all(client: Client) -> dict[Address, list[str]]:
    for path in ("/", "/news/", "/resources/", "/contacts/", "/search/?q=consent"):
        client.get(path)  # what a process keeps, and the rows of what is shown, which the first search writes
    return {address: ask(client, address).queries for address in ADDRESSES}


def test_queries_of_every_address(loaded_site, subtests):
    client = Client()
    warm_up(client)
    add_content(in_lists=120, in_items=1)
    few = queries_of_all(client)
    add_content(in_lists=360, in_items=4)
    with subtests.test("after a change"):
        after_a_change = ask(client, LIST).queries
        assert len(after_a_change) <= MOST_AFTER_A_CHANGE, "\n".join(after_a_change)
    for address, queries in queries_of_all(client).items():
        with subtests.test(address=str(address)):
            assert len(queries) <= most(address), "\n".join(queries)
            both = ["With much content:", *queries, "Before:", *few[address]]
            # PostgreSQL chooses among rows that rank alike, and a page of the CMS among the results costs a query.
            allowed = len(few[address]) + (address.pattern == "search:results")
            assert len(queries) <= allowed, "\n".join(both)
