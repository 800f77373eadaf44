"""The contract of a search, the same on every database: what is found, what never is, and in what order."""

from datetime import timedelta

import pytest
from django.utils import timezone

from lscb_site.search.models import SearchItem
from lscb_site.search.wanted import Choice
from resources.models import Edition
from tests.factories import (
    AuthorityFactory,
    BoardFactory,
    CollectionFactory,
    ContactPointFactory,
    DocumentFactory,
    EditionFactory,
    EditionFileFactory,
    GlossaryTermFactory,
    LiveDocumentFactory,
    PostFactory,
    SessionFactory,
    TopicFactory,
)
from tests.search.queries import ask, cards, paged, search, titles

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def post(title, **facts):
    return PostFactory(title=title, live=True, **facts)


# What is found


def test_every_kind_of_thing_is_found():
    post("Zebra news")
    LiveDocumentFactory(title="Zebra report")
    CollectionFactory(title="Zebra papers", live=True)
    BoardFactory(name="Zebra board", live=True)
    AuthorityFactory(short_name="Zebraham")
    assert set(titles("zebra")) == {"Zebra news", "Zebra report", "Zebra papers", "Zebra board"}
    assert cards("zebraham") == ["Zebraham"]


def test_words_are_stemmed_and_plain(subtests):
    post("How children are exploited")
    for typed in ["exploited", "exploitation", "EXPLOIT", "éxploiting"]:
        with subtests.test(typed):
            assert titles(typed) == ["How children are exploited"]


def test_a_contact_point_is_found_by_its_own_name():
    authority = AuthorityFactory(short_name="Ealing")
    ContactPointFactory(authority=authority, name="ECIRS")
    assert cards("ecirs number") == ["Ealing"]
    (result,) = ask("front door office hours")
    assert (result.title, result.page.label) == ("Ealing", "ECIRS")


def test_a_session_of_a_conference_finds_its_post():
    found = post("A conference", kind="conference", event_starts="2015-06-19")
    SessionFactory(post=found, title="Complex transitions", speakers="Mary Wynne")
    assert titles("wynne transitions") == ["A conference"]


def test_phrases_and_what_is_left_out():
    post("Six aims of the protocol")
    post("Aims, six of them")
    post("Six aims, a draft")
    assert titles('"six aims" -draft') == ["Six aims of the protocol"]


def test_the_glossary_finds_the_other_form_at_once():
    post("Child sexual exploitation")
    assert titles("cse") == []
    term = GlossaryTermFactory()
    assert titles("cse") == ["Child sexual exploitation"]
    term.also = "something else"
    term.save()
    assert titles("cse") == []


# Pages


def test_a_page_is_hit_and_opened():
    edition = paged("Nothing here.", "A strategy discussion is held.", "More on strategy discussion and strategy.")
    (result,) = ask("strategy discussion")
    assert result.title == edition.document.title
    assert {result.page.label, *(entry.label for entry in result.also)} == {"Page 2", "Page 3"}
    file = edition.main_file
    page = result.page.label.removeprefix("Page ")
    assert result.page.url == f"{file.get_absolute_url()}#page={page}"
    assert result.page.text_url == f"{file.get_text_url()}#page-{page}"
    assert "<mark>strategy</mark>" in result.snippet


def test_a_page_of_another_kind_of_file_opens_as_text():
    edition = paged("Zebra.", kind="docx", content=b"PK")
    (result,) = ask("zebra")
    assert result.page.url == f"{edition.main_file.get_text_url()}#page-1"
    assert result.page.text_url == ""


def test_a_page_far_into_a_file_opens_where_its_text_stands():
    edition = paged("Begin.")
    file = edition.main_file
    file.text_pages.create(number=612, label="Page 612", anchor="page-612", text="Zebra.")
    file.save()
    assert ask("zebra")[0].page.text_url == f"{file.get_text_url()}?page=2#page-612"


def test_a_snippet_is_escaped():
    post("Title", summary="<script>alert(1)</script> zebra & more")
    (result,) = ask("zebra")
    assert "<script" not in result.snippet  # PostgreSQL leaves tags out, SQLite shows them
    assert "<mark>zebra</mark> &amp; more" in result.snippet


# Only what is live


@pytest.mark.parametrize("state", ["draft", "scheduled", "expired", "withdrawn"])
def test_what_is_not_live_is_not_found(state):
    for factory, facts in [
        (PostFactory, {"title": "Zebra"}),
        (DocumentFactory, {"title": "Zebra"}),
        (CollectionFactory, {"title": "Zebra"}),
        (BoardFactory, {"name": "Zebra"}),
    ]:
        factory(**facts, **({} if state == "draft" else {state: True}))
    outcome = search("zebra", timezone.now(), superseded=True)
    assert (outcome.groups, outcome.left_out, outcome.named.first) == ([], 0, [])


def test_a_scheduled_post_appears_at_its_moment_and_goes_at_its_end():
    now = timezone.now()
    PostFactory(title="Zebra", state="published", publish_from=now + DAY, publish_until=now + 2 * DAY)
    assert titles("zebra", now + DAY - timedelta(seconds=1)) == []
    assert titles("zebra", now + DAY) == ["Zebra"]
    assert titles("zebra", now + 2 * DAY) == []


def test_a_change_behind_the_models_back_is_seen_at_once():
    found = post("Zebra")
    type(found).objects.update(state="withdrawn", withdrawn_reason="Wrong.")
    assert titles("zebra") == []


def test_withdrawing_and_deleting_forget():
    found = post("Zebra")
    found.withdraw("It is wrong.")
    assert not SearchItem.objects.exists()
    found.publish()
    assert titles("zebra") == ["Zebra"]
    found.delete()
    assert not SearchItem.objects.exists()


def test_pages_of_a_withdrawn_document_are_not_found():
    edition = paged("Zebra.")
    edition.document.withdraw("Replaced by law.")
    assert titles("zebra", superseded=True) == []


def test_editions_that_are_superseded_are_found_only_when_asked_for():
    old = paged("Zebra in the first.")
    paged("Zebra in the second.", document=old.document)
    assert [result.page.url for result in ask("zebra")] == [
        f"{old.document.current_edition.main_file.get_absolute_url()}#page=1"
    ]
    assert search("zebra", timezone.now()).left_out == 1
    found = ask("zebra", superseded=True)
    assert {(result.beside.states[0][0], result.title) for result in found} == {
        ("record", old.document.title),
        ("superseded", f"{old.document.title}, 1st edition"),
    }


def test_an_edition_is_superseded_at_the_moment_the_next_goes_live():
    now = timezone.now()
    old = paged("Zebra.")
    newer = EditionFactory(
        document=old.document, number=2, state="published", publish_from=now + DAY, publish_until=now + 2 * DAY
    )
    EditionFileFactory(edition=newer, to_hand=True)
    assert len(titles("zebra", now)) == 1
    assert titles("zebra", now + DAY) == []
    assert len(titles("zebra", now + 2 * DAY)) == 1


def test_a_document_that_another_followed_is_superseded():
    old = paged("Zebra.")
    old.document.succeeded_by = LiveDocumentFactory(title="Its successor", edition__file__to_hand=True)
    old.document.save()
    assert titles("zebra") == []
    assert titles("zebra", superseded=True) == [f"{old.document.title}, 1st edition"]


@pytest.mark.parametrize("state", ["draft", "live", "scheduled", "expired", "withdrawn"])
def test_supersession_is_what_the_library_says_it_is(state):
    """The rule of search and that of the library, over the states of the edition that may supersede."""
    old = paged("Zebra.")
    newer = EditionFactory(document=old.document, number=2, **({} if state == "draft" else {state: True}))
    EditionFileFactory(edition=newer, to_hand=True)
    current = set(Edition.objects.current().values_list("pk", flat=True))
    found = titles("zebra") != []
    assert found == (old.pk in current)


# Order


def test_an_exact_title_comes_first():
    for number in range(6):
        LiveDocumentFactory(title=f"Zebra crossing zebra zebra {number}", summary="zebra crossing " * 5)
    LiveDocumentFactory(title="The Zebra Crossing")
    assert titles("zebra crossing")[0] == "The Zebra Crossing"


def test_all_words_come_before_any_word():
    post("Zebra alone, zebra and zebra")
    post("Zebra with giraffe")
    outcome = search("zebra giraffe", timezone.now())
    assert outcome.of_any
    assert titles("zebra giraffe") == ["Zebra with giraffe", "Zebra alone, zebra and zebra"]


def test_enough_results_with_all_words_are_enough():
    for number in range(5):
        post(f"Zebra with giraffe {number}")
    post("Zebra alone")
    assert not search("zebra giraffe", timezone.now()).of_any
    assert len(titles("zebra giraffe")) == 5


def test_a_document_and_its_pages_are_one_result():
    edition = paged("Zebra one.", "Zebra two.", document=LiveDocumentFactory(title="Zebra report", edition=None))
    (result,) = ask("zebra")
    assert result.title == edition.document.title
    assert len(result.also) == 1


# Filters


def test_results_are_narrowed_and_counted():
    topic = TopicFactory(slug="stripes", name="Stripes")
    document = LiveDocumentFactory(title="Zebra protocol", kind="protocol", edition__effective_date="2014-02-03")
    document.topics.add(topic)
    post("Zebra news", date="2015-03-18")
    outcome = search("zebra", timezone.now())
    assert outcome.counts("kind") == {"protocol": 1, "news": 1}
    assert outcome.counts("topic") == {"stripes\tStripes": 1}
    assert search("zebra", timezone.now(), choice=Choice(kind="news")).counts("year") == {2015: 1}
    assert [group.kind for group in outcome.groups if group.fits(Choice(topic="stripes"))] == ["protocol"]
