"""What is not live is shown as readers will get it, on a day, and nothing of it is left behind."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.utils import timezone

from lscb_site.caching.version import READ, ask
from lscb_site.previews.kinds import Standing, kind_of
from lscb_site.previews.showing import answer, as_live
from lscb_site.search.models import SearchItem
from lscb_site.versions.models import Version
from news.models import Post
from tests.factories import DocumentFactory, EditionFactory, NoticeFactory, PaperFactory, PostFactory
from tests.previews import things

pytestmark = pytest.mark.django_db

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 27, 10, 0, tzinfo=LONDON)
FIRST = datetime(2026, 12, 1, 9, 0, tzinfo=LONDON)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


def page_of(thing, moment=NOW):
    with as_live(thing, moment):
        return answer(kind_of(thing).page(thing)).content.decode()


@pytest.mark.parametrize("make", things.THINGS)
def test_each_kind_is_shown_as_the_public_sees_it_and_stays_as_it_was(make, client):
    thing = make()
    address = kind_of(thing).page(thing) or "/plans/"
    before, kept = client.get(address).content, Version.objects.count()
    assert b"Not yet told" not in before
    page = page_of(thing)
    assert "Not yet told" in page
    assert "What readers see" not in page
    assert "only staff can see" not in page
    assert "cms-toolbar" not in page
    assert kind_of(thing).standing(thing) is Standing.NOT_YET
    assert client.get(address).content == before
    assert Version.objects.count() == kept
    assert not SearchItem.objects.filter(title__contains="Not yet told").exists()


def test_a_preview_makes_no_page_anew(django_db_blocker, transactional_db):
    post = things.post()
    before = ask(connection, READ)
    assert "Not yet told" in page_of(post)
    assert ask(connection, READ) == before


@pytest.mark.parametrize(
    ("moment", "is_there"), [(FIRST - timedelta(seconds=1), False), (FIRST, True), (FIRST + DAY, True)]
)
def test_what_stands_beside_it_is_as_on_that_day(moment, is_there):
    post = PostFactory(title="Asked for", date=FIRST.date())
    PostFactory(title="The next", date=FIRST.date() - DAY, state="published", publish_from=FIRST)
    NoticeFactory(title="From December", state="published", publish_from=FIRST, publish_until=FIRST + 9 * DAY)
    page = page_of(post, moment)
    assert ("The next" in page, "From December" in page) == (is_there, is_there)


def test_what_goes_live_with_it_is_there_and_what_waits_longer_is_not():
    post, _ = things.conference_with_papers()
    later = PaperFactory(post=post, document=DocumentFactory(title="In a week", publish_from=FIRST + 7 * DAY))
    EditionFactory(document=later.document)
    assert "A paper" in page_of(post)
    assert "In a week" not in page_of(post)
    assert "In a week" in page_of(post, FIRST + 7 * DAY)


def test_a_draft_paper_of_what_is_live_waits_for_somebody_and_is_not_shown():
    post = PostFactory(live=True)
    PaperFactory(post=post, document__title="To follow")
    assert "To follow" not in page_of(post)


@pytest.mark.parametrize("days", [0, 10])
def test_the_day_is_that_of_the_preview(days):
    post = PostFactory(kind="conference", event_starts=NOW.date() + 5 * DAY)
    assert (post.is_past_event, "Took place" in page_of(post, NOW + days * DAY)) == (False, days > 5)


ENDS = FIRST + DAY
SENTENCES = [
    ({}, NOW, "A draft: readers do not see it. This is how it looks once it is published."),
    (
        {"publish_from": FIRST},
        NOW,
        "A draft: readers do not see it. Once it is published, it goes live on 1 December 2",
    ),
    (
        {"state": "published", "publish_from": FIRST},
        NOW,
        "Readers do not see it yet: it goes live on 1 December 2026 a",
    ),
    ({"state": "published", "publish_from": FIRST}, FIRST, "Readers do not see it yet. On that day they do"),
    (
        {"state": "published", "publish_from": FIRST, "publish_until": ENDS},
        ENDS,
        "On that day readers do not see it any",
    ),
    ({"live": True}, NOW, "Readers see it now."),
    ({"expired": True}, NOW, "Readers do not see it any more: it ended on 26 November 2026 at 10:00."),
    ({"withdrawn": True}, NOW, "It was withdrawn: at its address readers are told why."),
]


@pytest.mark.parametrize(("facts", "moment", "words"), SENTENCES)
def test_what_is_not_so_yet_is_said_in_words(facts, moment, words):
    post = PostFactory(**facts)
    assert next(iter(kind_of(post).sentences(post, moment))).startswith(words)
    assert post.title in page_of(post, moment)


@pytest.mark.parametrize("facts", [{"publish_until": None}, {"expired": True}])
def test_a_notice_is_shown_without_an_end_and_after_it(facts):
    notice = NoticeFactory(title="Not yet told", **facts)
    assert "Not yet told" in page_of(notice)
    said = " ".join(kind_of(notice).sentences(notice, NOW))
    assert ("It must have an end before it is published" in said) == (notice.publish_until is None)


def test_what_else_is_shown_as_if_it_were_live_is_named():
    edition = things.edition_of_a_draft()
    assert list(kind_of(edition).sentences(edition, timezone.now()))[1:] == [
        "Shown as if they were live too: “Not yet told”."
    ]


def test_a_link_in_a_draft_that_was_put_back_leads_where_it_says():
    draft = things.draft_of_a_post()
    with as_live(draft, NOW):
        assert kind_of(draft).page(draft) == "/news/moved/"
    assert Post.objects.get().slug != "moved"
