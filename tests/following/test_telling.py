"""What a letter says of a change: what happened, what to do, where to read more, and nothing that is so no more."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from lscb_site.following.models import Change
from lscb_site.following.telling import items
from lscb_site.publishing.states import State
from resources.models import CollectionItem
from tests.factories import (
    CollectionFactory,
    ComparisonFactory,
    ContactPointFactory,
    DocumentFactory,
    EditionFactory,
    LiveDocumentFactory,
    NoticeFactory,
    PostFactory,
)
from tests.resources.stating import state

pytestmark = pytest.mark.django_db
Kind = Change.Kind


@pytest.fixture
def document():
    document = LiveDocumentFactory(title="The protocol", kind="protocol", summary="What to do.")
    Change.objects.all().delete()
    return document


def told():
    return items(Change.objects.with_rows().order_by("pk"), timezone.now())


def the_one():
    (item,) = told()
    return item


def words(item):
    return " ".join([item.heading, *item.sentences, item.note, *item.parts, item.do])


def second_edition(document, **facts):
    edition = EditionFactory(document=document, number=2, **facts)
    edition.publish()
    return edition


def test_a_new_edition_says_what_changed_since_when_and_whether_it_is_in_force(document):
    edition = second_edition(
        document, effective_date=date(2015, 3, 18), change_note="Referrals go to the MASH within an hour."
    )
    item = the_one()
    assert item.heading == "New edition: The protocol, 2nd edition"
    assert item.sentences[:2] == ("It applies from 18 March 2015.", "It follows the 1st edition.")
    assert "not confirmed to be in force" in item.sentences[2]
    assert item.note == "Referrals go to the MASH within an hour."
    assert "may be older" in item.do
    assert item.links[0].address == f"https://www.example.org{edition.get_absolute_url()}"


def test_it_leads_to_the_comparison_and_names_the_parts_that_changed(document):
    edition = second_edition(document)
    first = document.editions.get(number=1)
    paragraph = {"kind": "edited", "older": ["page-3", "Page 3"], "newer": ["page-4", "Page 4"], "pieces": []}
    comparison = ComparisonFactory(older=first, newer=edition, live=True, changes={"changes": [paragraph]})
    item = the_one()
    assert item.parts == ("Page 4 (1 edited)",)
    assert item.links[1].address.endswith(comparison.get_absolute_url())


def test_an_older_edition_that_is_added_is_not_called_new(document):
    document.editions.update(number=5)
    edition = EditionFactory(document=document, number=2)
    edition.publish()
    item = the_one()
    assert item.heading.startswith("An earlier edition was added")
    assert not item.do


def test_a_document_that_is_new_is_told_once_with_its_first_edition():
    draft = DocumentFactory(title="The booklet", summary="For the first day.")
    EditionFactory(document=draft, effective_date=date(2014, 1, 1), date_precision="year")
    draft.publish()
    item = the_one()
    assert item.heading == "New in the library: The booklet"
    assert item.sentences[:2] == ("For the first day.", "It applies from 2014.")


def test_a_document_without_editions_is_told_by_itself():
    DocumentFactory(title="Elsewhere", lives_at="https://www.example.org/it/").publish()
    assert the_one().heading == "New in the library: Elsewhere"


def test_a_new_edition_that_is_said_to_be_in_force_is_one_item(document):
    state(second_edition(document))
    item = the_one()
    assert "In force, confirmed 3 March 2026 by Policy officer, next check 3 March 2027." in item.sentences


def test_what_is_said_of_force_alone_is_told_as_it_is_now(document):
    edition = document.editions.get()
    state(edition)
    assert "next check 3 March 2027" in words(the_one())
    edition.end_statement()
    assert "not confirmed to be in force" in words(the_one())


def test_a_withdrawal_says_why_and_where_to_go(document):
    document.withdraw("It was merged into another.", "/resources/other/")
    item = the_one()
    assert item.heading == "Withdrawn: The protocol"
    assert item.sentences == ("It was merged into another.",)
    assert "Do not work from copies" in item.do
    assert item.links[0].address == "https://www.example.org/resources/other/"


def test_a_news_item_that_is_withdrawn_says_so_at_its_own_address():
    post = PostFactory(live=True, title="Conference")
    post.withdraw("It does not take place.")
    item = the_one()
    assert (item.heading, item.do) == ("Withdrawn: Conference", "")
    assert item.links[0].address.endswith(post.get_absolute_url())


def test_a_supersession_names_what_took_its_place_and_whether_that_is_in_force(document):
    new = LiveDocumentFactory(title="The new protocol", kind="protocol")
    state(new.editions.get())
    Change.objects.all().delete()
    document.succeeded_by = new
    document.save()
    item = the_one()
    assert item.heading == "Superseded: The protocol"
    assert item.sentences[0] == "“The new protocol” took its place."
    assert "In force, confirmed" in item.sentences[1]
    assert "follow it on its page" in item.do


def test_what_is_added_to_a_collection_leads_to_both(document):
    collection = CollectionFactory(live=True, title="The papers")
    CollectionItem.objects.create(collection=collection, document=document)
    item = the_one()
    assert item.heading == "Added to “The papers”: The protocol"
    assert [link.address.rsplit("/", 2)[1] for link in item.links] == [document.slug, collection.slug]


@pytest.fixture
def point():
    return ContactPointFactory(
        name="MASH", phone="020 7946 0001", email="mash@example.org", authority__short_name="Brent"
    )


def whole(number):
    """As it stays on one line."""
    return number.replace(" ", "\N{NO-BREAK SPACE}")


def test_a_number_that_changed_says_before_and_now_and_that_nobody_confirmed_it(point):
    point.phone = "020 7946 0002"
    point.save()
    item = the_one()
    assert item.heading == "Brent: front door, in office hours"
    assert item.sentences == (
        f"The telephone number is now {whole('020 7946 0002')}. Before, it was {whole('020 7946 0001')}.",
        "Nobody has confirmed this yet.",
    )
    assert item.do == "Put it right where you have saved or printed it."
    assert item.links[0].words == "See every number for Brent"


def test_a_number_that_was_taken_off_and_one_that_is_new(point):
    point.phone, point.web = "", "https://www.example.org/mash/"
    point.save()
    assert the_one().sentences[:2] == (
        f"The telephone number was taken off the site: {whole('020 7946 0001')}.",
        "The web page is now https://www.example.org/mash/. There was none before.",
    )


def test_a_confirmation_says_who_and_when(point):
    point.confirm(date(2026, 3, 3), "MASH manager")
    point.save()
    item = the_one()
    assert item.sentences == ("Confirmed on 3 March 2026 by MASH manager.",)
    assert not item.do


def test_an_entry_that_is_new_and_one_that_is_gone(point):
    new = type(point)(authority=point.authority, name="Night team", purpose="out_of_hours", phone="020 7946 0003")
    new.save()
    assert the_one().sentences[:2] == ("“Night team” was added.", f"The telephone number is {whole('020 7946 0003')}.")
    Change.objects.all().delete()
    new.delete()
    item = the_one()
    assert item.sentences == (
        "“Night team” was taken off the site.",
        f"The telephone number was {whole('020 7946 0003')}.",
    )
    assert item.heading == "Brent: out of hours"


def test_a_news_item_with_its_event():
    post = PostFactory(
        title="Conference", summary="A day.", kind="conference", event_starts=date(2015, 6, 9), event_venue="City Hall"
    )
    post.publish()
    item = the_one()
    assert (item.heading, item.sentences) == ("Conference", ("A day.", "9 June 2015, City Hall."))


def test_a_notice_leads_where_it_says():
    NoticeFactory(
        level=1, title="The MASH cannot be called", text="Write.", link="/contacts/brent/", link_words="See how",
        publish_until=timezone.now() + timedelta(days=1),
    ).publish()  # fmt: skip
    item = the_one()
    assert item.heading == "Emergency: The MASH cannot be called"
    assert (item.links[0].words, item.links[0].address) == ("See how", "https://www.example.org/contacts/brent/")


def test_what_is_so_no_more_is_left_out_and_the_most_urgent_comes_first(document):
    gone = PostFactory()
    PostFactory(title="News").publish()
    gone.publish()
    type(gone).objects.filter(pk=gone.pk).update(state=State.DRAFT)
    second_edition(document)
    assert [item.heading for item in told()] == ["New edition: The protocol, 2nd edition", "News"]
