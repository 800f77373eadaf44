"""The draft beside what is live: written, published, and restored from an earlier version."""

import pytest
from django.core.exceptions import ValidationError

from lscb_site.versions.contents import contents
from lscb_site.versions.drafting import draft_of, draft_on_top, publish_draft, restore, write_draft
from lscb_site.versions.keeping import keep
from lscb_site.versions.models import Version
from news.models import Post, Session
from tests.factories import (
    DocumentFactory,
    LiveDocumentFactory,
    PaperFactory,
    PostFactory,
    SessionFactory,
    TopicFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def post():
    post = PostFactory(live=True, title="As readers see it")
    SessionFactory(post=post, title="Morning")
    return post


@pytest.fixture
def person():
    return UserFactory()


def said(post, *, sessions=(), **fields):
    """What the post says, with some of it written otherwise; a session is its key and title."""
    data = contents(post)
    data["fields"] |= fields
    rows = {row["pk"]: row for row in data["parts"]["sessions"]}
    blank = dict.fromkeys(next(iter(rows.values()), {"title": ""})) | {"position": 0, "speakers": ""}
    data["parts"]["sessions"] = [rows.get(key, blank) | {"pk": key, "title": title} for key, title in sessions]
    return data


def states(post):
    return list(Version.objects.of(post).order_by("number").values_list("number", "state"))


def test_a_draft_changes_nothing_that_readers_see(post, person):
    write_draft(post, said(post, title="Next"), person)
    assert Post.objects.get().title == "As readers see it"
    assert states(post) == [(1, "published"), (2, "draft")]
    assert draft_of(post).made_by == person


def test_it_is_written_again_in_its_place(post, person):
    write_draft(post, said(post, title="Next"), person)
    write_draft(post, said(post, title="Better"), person)
    assert states(post) == [(1, "published"), (2, "draft")]
    assert draft_of(post).data["fields"]["title"] == "Better"


def test_published_it_takes_the_place_of_what_was_live(post, person):
    morning = post.sessions.get()
    write_draft(post, said(post, title="Next", sessions=[(morning.pk, "Early"), (77, "Afternoon")]), person)
    assert publish_draft(post, person) == []
    post = Post.objects.get()
    assert (post.title, post.is_live) == ("Next", True)
    assert list(Session.objects.values_list("title", flat=True)) == ["Early", "Afternoon"]
    assert min(Session.objects.values_list("pk", flat=True)) == morning.pk
    assert states(post) == [(1, "archived"), (2, "published")]
    version = Version.objects.of(post).published().get()
    assert version.published_by == person
    assert version.says_the_same_as(contents(post))


def test_a_row_of_a_draft_is_never_taken_for_a_row_that_came_later(post, person):
    """SQLite gives the number of a row that was rolled back to the next row, which may be this item's too."""
    morning = post.sessions.get()
    write_draft(post, said(post, sessions=[(morning.pk, "Morning"), (99, "In the draft")]), person)
    SessionFactory(pk=99, post=post, title="On the live item", position=1)
    rows = draft_on_top(post).data["parts"]["sessions"]
    assert [row["title"] for row in rows] == ["Morning", "In the draft", "On the live item"]
    assert len({row["pk"] for row in rows}) == 3


def test_a_correction_on_what_is_live_comes_into_the_draft(post, person):
    write_draft(post, said(post, title="Next"), person)
    post.summary = "A typing error put right."
    post.save()
    on_top = draft_on_top(post)
    assert on_top.data["fields"]["title"] == "Next"
    assert on_top.data["fields"]["summary"] == "A typing error put right."
    assert states(post) == [(1, "archived"), (2, "published"), (3, "draft")]


def test_what_the_models_own_rules_refuse_is_not_published(post, person):
    write_draft(post, said(post, kind="conference"), person)
    with pytest.raises(ValidationError, match="A conference needs its first day"):
        publish_draft(post, person)
    assert Post.objects.get().kind == "news"
    assert states(post) == [(1, "published"), (2, "draft")]


def test_what_is_gone_is_left_out_and_told(person):
    document, other = LiveDocumentFactory(slug="first"), DocumentFactory()
    document.topics.add(TopicFactory())
    post = PostFactory(live=True)
    paper = PaperFactory(post=post, document=other)
    for item in (document, post):
        keep(item)
    paper.delete()
    other.delete()
    document.topics.get().delete()
    restore(post, Version.objects.of(post).get(number=1), person)
    restore(document, Version.objects.of(document).get(number=1), person)
    assert publish_draft(post, person) == ["Document: what was chosen is not there any more."]
    assert publish_draft(document, person) == ["Topics: 1 of what was chosen is not there any more."]
    assert not post.papers.exists()


def test_an_address_that_another_has_taken_stays_as_it_is(post, person):
    write_draft(post, said(post, slug="wanted"), person)
    PostFactory(slug="wanted")
    before = post.slug
    assert publish_draft(post, person) == ["Address: “wanted” is taken by another, so it stays as it is."]
    assert Post.objects.get(pk=post.pk).slug == before


def test_restored_beside_something_live_it_is_a_draft_and_the_draft_before_is_kept(post, person):
    keep(post)
    write_draft(post, said(post, title="Half written"), person)
    restore(post, Version.objects.of(post).get(number=1), person)
    assert states(post) == [(1, "published"), (2, "archived"), (3, "draft")]
    assert draft_of(post).note == "From version 1"
    assert Post.objects.get().title == "As readers see it"


def test_restored_to_something_not_live_it_fills_the_item_and_what_it_said_is_kept(post, person):
    keep(post)
    post.return_to_draft()
    post.title = "Written since"
    post.save()
    assert restore(post, Version.objects.of(post).get(number=1), person) == []
    post.refresh_from_db()
    assert (post.title, post.state) == ("As readers see it", "draft")
    kept = Version.objects.of(post).get(number=2)
    assert (kept.data["fields"]["title"], kept.in_words) == ("Written since", "Not published")
    restore(post, kept, person)
    assert states(post) == [(1, "archived"), (2, "archived")]  # what version 1 says is kept already
