"""What was put right is told no more, at once: the desk does not wait for the night."""

import pytest
from cms.models import PageContent
from django.contrib.auth.models import User
from django.contrib.redirects.models import Redirect
from django.db import connection
from django.test.utils import CaptureQueriesContext
from djangocms_text.models import Text
from djangocms_versioning.models import Version

from lscb_site.link_check.gathering import gather
from lscb_site.link_check.looking import look_at_own
from lscb_site.link_check.models import CheckedLink
from lscb_site.pages.writing import write_page
from tests.factories import (
    BoardFactory,
    CollectionFactory,
    ContactPointFactory,
    DocumentFactory,
    NoticeFactory,
    PinnedResultFactory,
    PostFactory,
    PublishingBodyFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db
GONE = "/nothing-is-here/"
LINK = f'<p>Read <a href="{GONE}">it</a>.</p>'


@pytest.fixture
def at_once(django_capture_on_commit_callbacks):
    """`with at_once():` what is saved within is committed at its end."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def told() -> list[str]:
    return [link.address for link in CheckedLink.objects.broken()]


def found_by_night():
    gather()
    look_at_own()


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda: PostFactory(body=LINK), "body"),
        (lambda: DocumentFactory(body=LINK), "body"),
        (lambda: CollectionFactory(body=LINK), "body"),
        (lambda: DocumentFactory(lives_at=f"https://testserver{GONE}"), "lives_at"),
        (lambda: SourceFactory(address=f"https://testserver{GONE}"), "address"),
        (lambda: PublishingBodyFactory(url=f"https://testserver{GONE}"), "url"),
        (lambda: NoticeFactory(link=GONE, link_words="Read it"), "link"),
        (lambda: PinnedResultFactory(address=GONE), "address"),
        (lambda: Redirect.objects.create(site_id=1, old_path="/old/", new_path=GONE), "new_path"),
        (lambda: BoardFactory(website=f"https://testserver{GONE}", source=""), "website"),
        (lambda: ContactPointFactory(web=f"https://testserver{GONE}", source=""), "web"),
    ],
)
@pytest.mark.parametrize("act", ["mended", "deleted"])
def test_a_link_that_was_taken_out_is_told_no_more(at_once, settings, make, field, act):
    settings.SITE_ADDRESS = "https://testserver"
    row = make()
    found_by_night()
    CheckedLink.objects.filter(address__contains=GONE).update(
        state="gone", failures=9, failing_since="2026-11-01", failed_on="2026-11-09"
    )
    assert len(told()) == 1
    with at_once():
        if act == "deleted":
            row.delete()
        else:
            value = "/resources/" if getattr(row, field).startswith("/") else "https://other.example/"
            setattr(row, field, "<p>Nothing.</p>" if field == "body" else value)
            row.save()
    assert told() == []


def test_a_link_that_stays_is_told_as_before(at_once):
    post = PostFactory(body=LINK)
    found_by_night()
    with at_once():
        post.title = "Another title"
        post.save()
    assert told() == [GONE]


def test_a_link_in_two_texts_is_told_until_both_are_mended(at_once):
    posts = [PostFactory(body=LINK), PostFactory(body=LINK)]
    found_by_night()
    for post, left in zip(posts, ([GONE], []), strict=True):
        with at_once():
            post.body = "<p>Mended.</p>"
            post.save()
        assert told() == left


def test_an_address_that_answers_again_is_told_no_more(at_once):
    PostFactory(body=LINK)
    found_by_night()
    with at_once():
        Redirect.objects.create(site_id=1, old_path=GONE, new_path="/resources/")
    assert told() == []


def test_so_is_one_to_what_goes_live(at_once):
    draft = PostFactory(title="To come")
    PostFactory(body=f'<p><a href="{draft.get_absolute_url()}">It</a></p>', live=True)
    found_by_night()
    assert told() == [draft.get_absolute_url()]
    with at_once():
        draft.publish()
    assert told() == []


class TestPages:
    @pytest.fixture
    def page(self, administrator):
        page = write_page(
            reverse_id="hubs",
            title="Hubs",
            slug="hubs",
            blocks=[("text", LINK)],
            created_by=administrator,
            publish=False,
        )
        found_by_night()
        assert told() == [GONE]
        return page

    def test_a_block_that_is_mended(self, at_once, page):
        block = Text.objects.get(body__contains=GONE)
        with at_once():
            block.body = "<p>Mended.</p>"
            block.save()
        assert told() == []

    def test_a_block_that_is_deleted(self, at_once, page):
        with at_once():
            Text.objects.get(body__contains=GONE).delete()
        assert told() == []

    def test_a_version_that_is_archived(self, at_once, page):
        version = Version.objects.get_for_content(PageContent.admin_manager.get(page=page))
        with at_once():
            version.archive(User.objects.get())
        assert told() == []


def test_where_nothing_is_broken_a_save_costs_two_queries(at_once):
    post = PostFactory(body="<p>Well.</p>")
    found_by_night()
    with CaptureQueriesContext(connection) as queries, at_once():
        post.save()
    assert len([query["sql"] for query in queries if "link_check" in query["sql"]]) == 2
