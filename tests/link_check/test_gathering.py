"""Where the links of the site are found, and what is kept of them."""

import pytest
from cms.models import PageContent
from django.contrib.redirects.models import Redirect
from django.db import connection
from django.test.utils import CaptureQueriesContext
from djangocms_versioning.models import Version

from lscb_site.link_check.gathering import gather, kept_as, look_where
from lscb_site.link_check.models import CheckedLink, LinkPlace
from lscb_site.pages.writing import write_page
from tests.factories import (
    AuthorityFactory,
    BoardFactory,
    CollectionFactory,
    ContactPointFactory,
    DocumentFactory,
    EditionFactory,
    NoticeFactory,
    PinnedResultFactory,
    PostFactory,
    PublishingBodyFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db
THERE = "https://council.example/page/"
WITHDRAWN = {"state": "withdrawn", "withdrawn_reason": "Old."}
LINK = f'<p>Read <a class="x" href="{THERE}">it</a>.</p>'


def places(address=THERE):
    gather()
    return [(each.what, each.title, each.is_live) for each in LinkPlace.objects.filter(link__address=address)]


@pytest.mark.parametrize(
    ("make", "what", "is_live"),
    [
        (lambda: PostFactory(title="It", body=LINK), "News item", False),
        (lambda: PostFactory(title="It", body=LINK, live=True), "News item", True),
        (lambda: PostFactory(title="It", **WITHDRAWN, withdrawn_to=THERE), "News item", True),
        (lambda: DocumentFactory(title="It", body=LINK), "Document", False),
        (lambda: DocumentFactory(title="It", lives_at=THERE), "Document", False),
        (lambda: SourceFactory(document__title="It", address=THERE), "Document", False),
        (lambda: CollectionFactory(title="It", body=LINK), "Collection", False),
        (lambda: PublishingBodyFactory(name="It", url=THERE), "Publishing body", True),
        (lambda: NoticeFactory(title="It", link=THERE, link_words="Read it"), "Urgent notice", False),
        (lambda: BoardFactory(name="It", website=THERE, source=""), "Board", False),
        (lambda: BoardFactory(name="It", source=f"The report ; {THERE}", website=""), "Board", False),
    ],
)
def test_a_link_is_found_wherever_it_stands(make, what, is_live):
    make()
    assert places() == [(what, "It", is_live)]


def test_the_directory_leads_to_councils_pages_and_sources():
    AuthorityFactory(council_url=THERE)
    point = ContactPointFactory(web=THERE, source=f"By letter ; {THERE}2", hours_source=f"{THERE}3", name="Front door")
    assert [what for what, _, _ in places()] == ["Authority", "Contact point"]
    for address in (f"{THERE}2", f"{THERE}3"):
        assert places(address) == [("Contact point", str(point), True)]


def test_an_old_address_and_a_pinned_result_lead_somewhere():
    Redirect.objects.create(site_id=1, old_path="/old/", new_path=THERE)
    PinnedResultFactory(phrase="It", address="/news/")
    assert [what for what, _, _ in places()] == ["Old address"]
    assert [title for _, title, _ in places("/news/")] == ["It: /news/"]


def test_what_readers_no_longer_meet_is_left_alone():
    PostFactory(body=LINK, **WITHDRAWN)
    PostFactory(body=LINK, state="published", publish_from="2015-01-01T00:00Z", publish_until="2015-02-01T00:00Z")
    assert places() == []


def test_the_draft_and_the_live_version_of_a_page_count_and_none_before(administrator):
    blocks = [("text", LINK), ("call_to_action", {"label": "Go", "url": THERE})]
    page = write_page(reverse_id="a", title="It", slug="it", created_by=administrator, blocks=blocks, publish=True)
    assert places() == [("Page", "It", True)]
    live = Version.objects.get_for_content(PageContent.objects.get(page=page))
    draft = live.copy(administrator)
    assert sorted(places()) == [("Page", "It", False), ("Page", "It", True)]
    draft.publish(administrator)
    assert places() == [("Page", "It", True)]


@pytest.mark.parametrize(
    ("named", "kept"),
    [
        ("https://www.example.org/news/", "/news/"),
        ("https://example.org/news/#part", "/news/#part"),
        ("/news/?year=2015", "/news/?year=2015"),
        ("cms.page:5", "cms.page:5"),
        (f"{THERE}#part", THERE),
        ("https://council.example/ä ö", "https://council.example/%C3%A4%20%C3%B6"),
        ("//council.example/", ""),
        ("mailto:someone@example.org", ""),
        ("tel:+442079460000", ""),
        ("javascript:alert(1)", ""),
        ("#part", ""),
        ("page.html", ""),
        ("", ""),
        ("https://council.example/" + "a" * 800, ""),
        ("http://[half", "http://[half"),
    ],
)
def test_an_address_has_one_spelling(named, kept):
    assert kept_as(named) == kept


def test_gathering_again_changes_nothing_and_costs_the_same_however_much_there_is():
    def cost():
        gather()
        with CaptureQueriesContext(connection) as queries:
            gather()
        written = [each["sql"] for each in queries if each["sql"].startswith(("INSERT", "UPDATE"))]
        assert written == []
        return len(queries)

    PostFactory(body=LINK)
    few = cost()
    for number in range(4):
        PostFactory(body=LINK.replace("page", str(number)))
        ContactPointFactory(web=f"{THERE}{number}")
        SourceFactory(address=f"{THERE}{number}")
        EditionFactory(**WITHDRAWN, withdrawn_to=THERE)
    assert cost() <= few


def test_a_link_that_nothing_has_any_more_goes_unless_somebody_said_that_it_is_right(editor):
    post = PostFactory(body=LINK + LINK.replace("page", "other"))
    gather()
    CheckedLink.objects.get(address=THERE).answer(editor, "Open on weekdays.")
    post.body = ""
    post.save()
    gather()
    assert [link.address for link in CheckedLink.objects.all()] == [THERE]


def test_what_was_put_right_is_seen_when_somebody_looks():
    post, other = PostFactory(body=LINK, title="One"), PostFactory(body=LINK, title="Two")
    gather()
    post.body = ""
    post.save()
    other.title = "Three"
    other.save()
    look_where(CheckedLink.objects.all())
    assert [place.title for place in LinkPlace.objects.all()] == ["Three"]
