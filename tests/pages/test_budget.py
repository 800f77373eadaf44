"""What a page costs the database does not grow with what is in it."""

import pytest

from lscb_site.pages.writing import write_page
from tests.factories import (
    AuthorityFactory,
    ContactPointFactory,
    EditionFactory,
    EditionFileFactory,
    HelplineFactory,
    LiveDocumentFactory,
    PostFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db

BUDGET = 12  # queries


def fill(amount):
    topic = TopicFactory(slug=f"topic-{amount}")
    PostFactory.create_batch(amount, live=True)
    HelplineFactory.create_batch(2)
    for authority in AuthorityFactory.create_batch(min(amount, 33)):
        ContactPointFactory.create_batch(2, authority=authority)
    for document in LiveDocumentFactory.create_batch(amount, featured=True):
        document.topics.add(topic)
        EditionFileFactory(edition=EditionFactory(document=document, live=True))


@pytest.fixture
def home(admin_user):
    write_page(
        reverse_id="home",
        title="The Board",
        slug="",
        template="layouts/home.html",
        is_home=True,
        created_by=admin_user,
        lead=[("text", "<p>One sentence.</p>")],
        blocks=[("text", "<h2>More</h2><p>Words.</p>")],
    )
    return "/"


@pytest.fixture
def written_page(admin_user):
    TopicFactory(slug="mash")
    for number in range(8):
        write_page(
            reverse_id=f"page-{number}", title="Page", slug=f"page-{number}", created_by=admin_user, in_navigation=True
        )
    write_page(
        reverse_id="mash",
        title="MASH",
        slug="mash",
        created_by=admin_user,
        blocks=[
            ("text", "<p>One.</p>"),
            ("call_to_action", {"label": "Find a front door", "url": "/contacts/"}),
            ("text", "<p>Two.</p>"),
            ("documents", {"topic": "mash"}),
            ("text", "<p>Three.</p>"),
        ],
    )
    return "/mash/"


@pytest.fixture(params=["home", "written_page"])
def address(request):
    return request.getfixturevalue(request.param)


@pytest.mark.parametrize("amount", [1, 40])
def test_pages_keep_to_the_budget(client, address, amount, django_assert_max_num_queries):
    fill(amount)
    client.get(address)  # the site and the content types are remembered after the first page
    with django_assert_max_num_queries(BUDGET):
        assert client.get(address).status_code == 200


def test_the_site_map_keeps_to_the_budget(client, admin_user, django_assert_max_num_queries):
    fill(10)
    write_page(
        reverse_id="site-map", title="Site map", slug="site-map", created_by=admin_user, blocks=[("site_map", {})]
    )
    client.get("/site-map/")
    with django_assert_max_num_queries(BUDGET):
        assert client.get("/site-map/").status_code == 200
