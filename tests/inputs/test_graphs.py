"""What follows what, checked whole: circles of any length and shape, and the order of editions."""

from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from lscb_contacts.models import Board
from lscb_site.publishing.states import State
from lscb_site.web.circles import way_back
from resources.models import Document
from tests.factories import BoardFactory, ComparisonFactory, EditionFactory, LiveDocumentFactory, PostFactory
from tests.resources.admin.forms import DOCUMENTS, document_data, rows

pytestmark = pytest.mark.django_db

# Edges that stand, and one that somebody wants to add. The first letter is followed by the second.
CLOSE_A_CIRCLE = {
    "each other": ("AB", "BA"),
    "three": ("AB BC", "CA"),
    "the middle of three": ("BC CA", "AB"),
    "five": ("AB BC CD DE", "EA"),
    "a tail leads into it": ("DA AB BC", "CA"),
}
CLOSE_NONE = {
    "nothing yet": ("", "AB"),
    "a chain grows at its end": ("AB BC CD", "DE"),
    "a chain grows at its beginning": ("BC CD", "AB"),
    "two are followed by one": ("AC", "BC"),
}
FORKED = {
    "a fork of which one side leads back": ("AB AC CD", "DA"),
    "a diamond": ("AB AC BD CD", "DA"),
}
FORKED_CLOSE_NONE = {"a diamond closes": ("AB AC BD", "CD"), "a fork": ("AB", "AC")}


def documents(edges):
    found = {letter: LiveDocumentFactory(title=f"Document {letter}", edition=None) for letter in "ABCDE"}
    for one, other in edges.split():
        Document.objects.filter(pk=found[one].pk).update(succeeded_by=found[other])
    return {letter: Document.objects.get(pk=document.pk) for letter, document in found.items()}


def posted_document(client, document, successor):
    data = document_data(title=document.title, slug=document.slug, kind=document.kind, succeeded_by=successor.pk)
    data |= {"publish_from_0": "2026-03-01", "publish_from_1": "09:00"} | rows("editions")
    return client.post(reverse("admin:resources_document_change", args=[document.pk]), data)


@pytest.mark.parametrize(("edges", "new"), CLOSE_A_CIRCLE.values(), ids=CLOSE_A_CIRCLE)
def test_no_document_takes_the_place_of_what_took_its_own(publisher_client, client, edges, new):
    found = documents(edges)
    one, other = (found[letter] for letter in new)
    answer = posted_document(publisher_client, one, other)
    (words,) = answer.context["adminform"].form.errors["succeeded_by"]
    assert f"“{one.title}” is followed by “{other.title}”" in words
    assert words.count("is followed by") == len(edges.split()) + 1 - edges.startswith("DA")
    one.refresh_from_db()
    assert one.succeeded_by is None
    one.succeeded_by = other
    with pytest.raises(IntegrityError), transaction.atomic():
        one.save()  # whoever is a moment later than somebody else
    assert any(document.title in client.get("/resources/?superseded=on").text for document in found.values())


@pytest.mark.parametrize(("edges", "new"), CLOSE_NONE.values(), ids=CLOSE_NONE)
def test_documents_may_follow_each_other_in_a_line(publisher_client, edges, new):
    found = documents(edges)
    one, other = (found[letter] for letter in new)
    assert posted_document(publisher_client, one, other).status_code == 302
    one.refresh_from_db()
    assert one.succeeded_by == other


def boards(edges):
    found = {letter: BoardFactory(live=True, name=f"Board {letter}") for letter in "ABCDE"}
    for one, other in edges.split():
        found[one].succeeded_by.add(found[other])
    return found


def posted_board(client, board, successors):
    data = {
        "name": board.name,
        "kind": board.kind,
        "slug": board.slug,
        "authorities": [authority.pk for authority in board.authorities.all()],
        "active_until_precision": "day",
        "publish_from_0": "2026-03-01",
        "publish_from_1": "09:00",
        "succeeded_by": [successor.pk for successor in successors],
    }
    return client.post(reverse("admin:lscb_contacts_board_change", args=[board.pk]), data)


@pytest.mark.parametrize(("edges", "new"), (CLOSE_A_CIRCLE | FORKED).values(), ids=list(CLOSE_A_CIRCLE | FORKED))
def test_no_board_takes_over_from_what_took_over_from_it(publisher_client, edges, new):
    found = boards(edges)
    one, other = (found[letter] for letter in new)
    answer = posted_board(publisher_client, one, [*one.succeeded_by.all(), other])
    (words,) = answer.context["adminform"].form.errors["succeeded_by"]
    assert "is followed by" in words
    with pytest.raises(IntegrityError), transaction.atomic():
        one.succeeded_by.add(other)
    with pytest.raises(IntegrityError), transaction.atomic():
        other.predecessors.add(one)


@pytest.mark.parametrize(
    ("edges", "new"), (CLOSE_NONE | FORKED_CLOSE_NONE).values(), ids=list(CLOSE_NONE | FORKED_CLOSE_NONE)
)
def test_boards_may_follow_each_other(edges, new):
    found = boards(edges)
    one, other = (found[letter] for letter in new)
    one.succeeded_by.add(other)
    assert other in one.succeeded_by.all()


def test_a_board_is_not_its_own_successor():
    board = BoardFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        board.succeeded_by.add(board)
    assert board.circle_by([board]) == "A board cannot be its own successor."
    assert Board(name="New").circle_by([board]) == ""


@pytest.mark.parametrize("length", [2, 3, 4, 30])
def test_what_was_withdrawn_does_not_send_its_readers_round(publisher_client, length):
    posts = PostFactory.create_batch(length, live=True)
    for post, other in pairwise(posts):
        post.withdraw("A mistake.", other.get_absolute_url())
    address = reverse("admin:news_post_withdraw", args=[posts[-1].pk])
    answer = publisher_client.post(address, {"reason": "A mistake.", "instead": posts[0].get_absolute_url()})
    # What was withdrawn answers nothing that readers could go to instead. Past the form the model says why it matters.
    assert "Nothing is at this address" in answer.context["form"].errors["instead"][0]
    with pytest.raises(ValidationError, match="led in a circle"):
        posts[-1].withdraw("A mistake.", posts[0].get_absolute_url())
    posts[-1].refresh_from_db()
    assert posts[-1].state == State.PUBLISHED


@pytest.mark.parametrize("shape", ["{}", "http://localhost{}", "{}?from=mail", "{}#top"])
def test_nor_to_itself_however_the_address_is_written(publisher_client, settings, shape):
    settings.SITE_ADDRESS = "http://localhost"
    post = PostFactory(live=True)
    with pytest.raises(ValidationError, match="circle"):
        post.withdraw("A mistake.", shape.format(post.get_absolute_url()))


def test_nor_by_an_old_address_of_its_own():
    post = PostFactory(live=True, slug="before")
    post.slug = "now"
    post.save()
    with pytest.raises(ValidationError, match="circle"):
        post.withdraw("A mistake.", "/news/before/")


ORDERS = {
    "the second before the first": ([(1, "2015-03-18", "day"), (2, "2013-09-01", "day")], False),
    "the third before the first": ([(1, "2015-03-18", "day"), (2, None, "day"), (3, "2014-01-01", "day")], False),
    "by the year alone": ([(1, "2015-03-18", "day"), (2, "2014-01-01", "year")], False),
    "in order": ([(1, "2013-09-01", "month"), (2, "2015-03-18", "day")], True),
    "on one day": ([(1, "2015-03-18", "day"), (2, "2015-03-18", "day")], True),
    "in a month of which the day is not known": ([(1, "2013-09-18", "day"), (2, "2013-09-01", "month")], True),
    "in a year of which no more is known": ([(1, "2015-03-18", "day"), (2, "2015-01-01", "year")], True),
    "without a date": ([(1, "2015-03-18", "day"), (2, None, "day")], True),
}


@pytest.mark.parametrize(("editions", "may"), ORDERS.values(), ids=ORDERS)
def test_editions_apply_in_the_order_of_their_numbers(editor_client, editions, may):
    told = [
        {"number": number, "effective_date": day or "", "date_precision": precision, "change_note": "New."}
        for number, day, precision in editions
    ]
    answer = editor_client.post(f"{DOCUMENTS}add/", document_data(**rows("editions", *told)))
    if may:
        assert answer.status_code == 302
    else:
        assert "An edition cannot apply before the one it follows" in answer.text
        assert not Document.objects.exists()


@pytest.mark.parametrize(("number", "beside"), [(2, "before the one it follows"), (1, "after the one that follows it")])
def test_the_same_on_an_editions_own_page(editor_client, number, beside):
    document = LiveDocumentFactory(edition=None)
    first = EditionFactory(document=document, number=1, effective_date="2015-03-18")
    second = EditionFactory(document=document, number=2, effective_date="2016-03-18")
    edition, day = (second, "2014-01-01") if number == 2 else (first, "2017-01-01")
    data = {"document": document.pk, "number": number, "effective_date": day, "date_precision": "day"}
    data |= {"files-TOTAL_FORMS": 0, "files-INITIAL_FORMS": 0}
    answer = editor_client.post(reverse("admin:resources_edition_change", args=[edition.pk]), data)
    assert beside in str(answer.context["adminform"].form.errors["effective_date"])


def test_two_editions_whose_difference_is_told_keep_their_order():
    comparison = ComparisonFactory()
    comparison.older.number, was = comparison.newer.number + 5, comparison.older.number
    with pytest.raises(ValidationError, match="in the other order"):
        comparison.older.full_clean()
    comparison.older.number = was
    comparison.older.full_clean()


def test_a_way_is_walked_in_as_many_questions_as_it_has_steps():
    asked = []

    def steps(reached):
        asked.append(reached)
        return [(number, number + 1) for number in reached if number < 1000]

    assert way_back(0, [1], steps) == []
    assert len(asked) == 1000
    assert way_back(1, [2], lambda reached: [(each, each % 5 + 1) for each in reached]) == [1, 2, 3, 4, 5, 1]
